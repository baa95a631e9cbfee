import type { ConnectionState, FrontState } from '#shared/protocol/ssh'
import type { SourceConnection, SourceFront } from '#sources/source'
import type { SourceCopy } from '#sources/source-copy'

export interface OpenSource {
  readonly name: string
  /** Writes what was read of it to a file of the user. */
  readonly copy: Pick<SourceCopy, 'saveTo'> | null
  readonly connection: SourceConnection | null
  readonly front: SourceFront | null
}

type Listener<State> = (number: number, state: State) => void

/** The sources of all windows: a page asks for something of one by its number. */
export class OpenSources {
  readonly #sources = new Map<number, OpenSource>()
  readonly #listeners: Listener<ConnectionState>[] = []
  readonly #frontListeners: Listener<FrontState>[] = []
  #last = 0

  /** @returns its number */
  add(source: OpenSource): number {
    const number = ++this.#last
    this.#sources.set(number, source)
    source.connection?.onState((state) => {
      for (const listener of this.#listeners) listener(number, state)
    })
    source.front?.onState((state) => {
      for (const listener of this.#frontListeners) listener(number, state)
    })
    return number
  }

  remove(number: number): void {
    this.#sources.delete(number)
  }

  onState(listener: Listener<ConnectionState>): void {
    this.#listeners.push(listener)
  }

  onFront(listener: Listener<FrontState>): void {
    this.#frontListeners.push(listener)
  }

  connection(number: number): SourceConnection | null {
    return this.find(number)?.connection ?? null
  }

  find(number: number): OpenSource | null {
    return this.#sources.get(number) ?? null
  }
}
