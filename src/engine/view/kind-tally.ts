/** For counting the kinds of one block: a map is too slow where all of its records are counted. */
const COUNTS = new Uint16Array(0x10000)

/** How often each kind occurs among some records of one block: kind, count, kind, count, … */
export class KindTally {
  readonly #kinds: number[] = []

  add(kind: number): void {
    const known = COUNTS[kind] ?? 0
    if (known === 0) this.#kinds.push(kind)
    COUNTS[kind] = known + 1
  }

  /** What was added since; only one tally may be under way at a time. */
  take(): Uint16Array {
    const pairs = new Uint16Array(2 * this.#kinds.length)
    this.#kinds.forEach((kind, place) => {
      pairs[2 * place] = kind
      pairs[2 * place + 1] = COUNTS[kind] ?? 0
      COUNTS[kind] = 0
    })
    this.#kinds.length = 0
    return pairs
  }
}
