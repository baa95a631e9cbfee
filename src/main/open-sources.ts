import type { SourceEvent } from '#shared/protocol/host'
import type { ConnectionState, FrontState } from '#shared/protocol/ssh'
import type { Source, SourceConnection, SourceFront } from '#sources/source'
import { SourceCopy } from '#sources/source-copy'

export interface OpenSource {
  readonly name: string
  readonly copy: SourceCopy
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

  /** @returns what has to be told of its events */
  add(source: Source): { readonly number: number; follow(event: SourceEvent): void } {
    const number = ++this.#last
    const copy = new SourceCopy(source)
    const { name, connection = null, front = null } = source
    this.#sources.set(number, { name, copy, connection, front })
    connection?.onState((state) => {
      for (const listener of this.#listeners) listener(number, state)
    })
    front?.onState((state) => {
      for (const listener of this.#frontListeners) listener(number, state)
    })
    return { number, follow: (event) => copy.follow(event) }
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
