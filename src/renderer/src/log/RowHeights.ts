/** Of a row of one line. */
export const ROW_HEIGHT = 24

/** More heights than this are not remembered; then those far from what is in sight are given up. */
const MAX_KNOWN = 8000
const KEPT_AROUND = 2000

/**
 * The heights of rows that are taller than one line, by their position in the view, as far as they
 * were on the screen. All others count as one line until they get there.
 */
export class RowHeights {
  readonly #taller = new Map<number, number>()

  /** Every row is as tall as the others, as far as is known. */
  get areEqual(): boolean {
    return this.#taller.size === 0
  }

  of(row: number): number {
    return this.#taller.get(row) ?? ROW_HEIGHT
  }

  /** Of the rows from `from` on, before `to`, together. */
  between(from: number, to: number): number {
    let height = (to - from) * ROW_HEIGHT
    for (const [row, taller] of this.#taller) {
      if (row >= from && row < to) height += taller - ROW_HEIGHT
    }
    return height
  }

  /** Takes the height that a row has on the screen; tells whether it is news. */
  set(row: number, height: number): boolean {
    if (this.of(row) === height) return false
    if (height === ROW_HEIGHT) this.#taller.delete(row)
    else this.#taller.set(row, height)
    return true
  }

  clear(): void {
    this.#taller.clear()
  }

  /** Keeps the memory bounded, however far somebody scrolls. */
  forgetFarFrom(row: number): void {
    if (this.#taller.size <= MAX_KNOWN) return
    for (const known of this.#taller.keys()) {
      if (Math.abs(known - row) > KEPT_AROUND) this.#taller.delete(known)
    }
  }
}
