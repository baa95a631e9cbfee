const QUICK_MS = 200
const SLOW_MS = 1000

/**
 * How much is asked for at once: on a quick line much, for each question costs the other side
 * programs to start; on a slow one little, so that something is seen of it and nothing waits long.
 */
export class PieceSize {
  readonly #least: number
  readonly #most: number
  #bytes: number

  /** Powers of two. */
  constructor(least: number, most: number) {
    this.#least = Math.min(least, most)
    this.#most = most
    this.#bytes = this.#least
  }

  /** Where a piece ends that begins there: where a block of the file does. */
  endAt(position: number): number {
    return position + this.#bytes - (position % this.#bytes)
  }

  /** A piece took so long. */
  took(milliseconds: number): void {
    if (milliseconds < QUICK_MS) this.#bytes = Math.min(this.#most, this.#bytes * 2)
    else if (milliseconds > SLOW_MS) this.#bytes = Math.max(this.#least, this.#bytes / 2)
  }
}
