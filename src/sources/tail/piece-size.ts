const QUICK_MS = 200
const SLOW_MS = 1000

/**
 * How much is asked for at once: on a quick line much, for each question costs the other side
 * programs to start; on a slow one little, so that something is seen of it and nothing waits long.
 */
export class PieceSize {
  readonly #least: number
  readonly #most: () => number
  #bytes: number

  /**
   * Powers of two.
   *
   * @param most asked for each piece, for it changes with who else reads; it may be less than the least
   */
  constructor(least: number, most: () => number) {
    this.#least = least
    this.#most = most
    this.#bytes = least
  }

  /** Where a piece ends that begins there: where a block of the file does. */
  endAt(position: number): number {
    const bytes = this.#presentBytes
    return position + bytes - (position % bytes)
  }

  /** A piece took so long. */
  took(milliseconds: number): void {
    if (milliseconds < QUICK_MS) this.#bytes = this.#presentBytes * 2
    else if (milliseconds > SLOW_MS) this.#bytes = Math.max(this.#least, this.#presentBytes / 2)
  }

  get #presentBytes(): number {
    return Math.min(this.#bytes, this.#most())
  }
}
