import type { SourceEvent } from '#shared/protocol/host'
import type { ConnectionState } from '#shared/protocol/ssh'
import type { Source, SourceConnection } from '#sources/source'
import { SourceCopy } from '#sources/source-copy'

export interface OpenSource {
  readonly name: string
  readonly copy: SourceCopy
  readonly connection: SourceConnection | null
}

type StateListener = (number: number, state: ConnectionState) => void

/** The sources of all windows: a page asks for something of one by its number. */
export class OpenSources {
  readonly #sources = new Map<number, OpenSource>()
  readonly #listeners: StateListener[] = []
  #last = 0

  /** @returns what has to be told of its events */
  add(source: Source): { readonly number: number; follow(event: SourceEvent): void } {
    const number = ++this.#last
    const copy = new SourceCopy(source)
    const connection = source.connection ?? null
    this.#sources.set(number, { name: source.name, copy, connection })
    connection?.onState((state) => {
      for (const listener of this.#listeners) listener(number, state)
    })
    return { number, follow: (event) => copy.follow(event) }
  }

  remove(number: number): void {
    this.#sources.delete(number)
  }

  onState(listener: StateListener): void {
    this.#listeners.push(listener)
  }

  connection(number: number): SourceConnection | null {
    return this.find(number)?.connection ?? null
  }

  find(number: number): OpenSource | null {
    return this.#sources.get(number) ?? null
  }
}
