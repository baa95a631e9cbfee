/** So many are taken before every second one only is, and again before every fourth. */
const FULL = 50_000

/**
 * Which of very many records are read: all of the first ones, then fewer and fewer, so that ten
 * million take little longer than fifty thousand. It depends on nothing but their order.
 */
export class Sampler {
  #offered = 0
  #taken = 0
  #stride = 1

  /** Whether the next one is read. */
  takes(): boolean {
    if (this.#offered++ % this.#stride !== 0) return false
    if (++this.#taken === FULL) {
      this.#stride *= 2
      this.#taken = FULL / 2
    }
    return true
  }

  copy(): Sampler {
    const copy = new Sampler()
    copy.#offered = this.#offered
    copy.#taken = this.#taken
    copy.#stride = this.#stride
    return copy
  }
}
