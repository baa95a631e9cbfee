interface Waiting {
  readonly isUrgent: () => boolean
  readonly begin: () => void
}

/**
 * Lets few engines start at a time: twenty at once keep each other, the page and the whole machine
 * waiting. The one that somebody looks at goes first.
 */
export class StartTurns {
  readonly #limit: number
  readonly #waiting: Waiting[] = []
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /**
   * Runs `start` when it is its turn, which lasts until its promise settles.
   *
   * @param isUrgent asked whenever there is a choice
   */
  async take<T>(isUrgent: () => boolean, start: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      this.#waiting.push({ isUrgent, begin })
      this.#next()
    })
    try {
      return await start()
    } finally {
      this.#running--
      this.#next()
    }
  }

  #next(): void {
    if (this.#running >= this.#limit || this.#waiting.length === 0) return
    const urgent = this.#waiting.findIndex(({ isUrgent }) => isUrgent())
    const [next] = this.#waiting.splice(Math.max(0, urgent), 1)
    this.#running++
    next?.begin()
  }
}
