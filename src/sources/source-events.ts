import type { SourceEvent } from '#shared/protocol/host'

type Listener = (event: SourceEvent) => void

/** Hands events on. Those before the first listener wait for it: none is lost while an engine starts. */
export class SourceEvents {
  readonly #listeners = new Set<Listener>()
  #waiting: SourceEvent[] | null = []

  emit(event: SourceEvent): void {
    if (this.#waiting !== null) this.#waiting.push(event)
    for (const listener of this.#listeners) listener(event)
  }

  listen(listener: Listener): () => void {
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
