/** Hands events on. Those before the first listener wait for it: none is lost while an engine starts. */
export class SourceEvents<Event> {
  readonly #listeners = new Set<(event: Event) => void>()
  #waiting: Event[] | null = []

  emit(event: Event): void {
    if (this.#waiting !== null) this.#waiting.push(event)
    for (const listener of this.#listeners) listener(event)
  }

  listen(listener: (event: Event) => void): () => void {
    this.#listeners.add(listener)
    const waiting = this.#waiting ?? []
    this.#waiting = null
    for (const event of waiting) listener(event)
    return () => this.#listeners.delete(listener)
  }

  clear(): void {
    this.#listeners.clear()
    this.#waiting = []
  }
}
