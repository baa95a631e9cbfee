/** What is done between two turns: short enough that nobody notices who asks meanwhile. */
const SLICE_MS = 4

/**
 * What nobody waits for, in slices, between which others get their turn. It stands still while somebody
 * is answered: an answer reads the file, and a slice behind each of its reads would add up.
 */
export class Background {
  #answers = 0
  #waiting: (() => void)[] = []

  /** Answers somebody before all that is done in the background. */
  async answerFirst<T>(answer: () => Promise<T>): Promise<T> {
    this.#answers++
    try {
      return await answer()
    } finally {
      this.#answers--
      if (this.#answers === 0) for (const goOn of this.#waiting.splice(0)) goOn()
    }
  }

  /** Begins a slice; tells whether it goes on. */
  slice(): () => boolean {
    const end = performance.now() + SLICE_MS
    return () => this.#answers === 0 && performance.now() < end
  }

  /** Between two slices. */
  async turn(): Promise<void> {
    // What has arrived comes first.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#answers > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }
}
