import type { ConnectionState, FrontState, SshEvents, SshQuestion } from '#shared/protocol/ssh'

import { bridge } from '../application/bridge'
import { Store } from '../store/Store'

export type RemoteNews = {
  readonly [E in keyof SshEvents]: { readonly event: E; readonly data: SshEvents[E] }
}[keyof SshEvents]

/** How it stands with other machines: what ssh asks, and the connections. */
export class RemoteModel {
  /** The first one is asked; the others wait. */
  readonly questions = new Store<readonly SshQuestion[]>([])
  /** By the number of the source. */
  readonly connections = new Store<ReadonlyMap<number, ConnectionState>>(new Map())
  /** What stands before the last part of a log, likewise. */
  readonly fronts = new Store<ReadonlyMap<number, FrontState>>(new Map())

  receive({ event, data }: RemoteNews): void {
    switch (event) {
      case 'question.asked':
        this.questions.set([...this.#questionsBut(data.id), data])
        break
      case 'question.gone':
        this.questions.set(this.#questionsBut(data.id))
        break
      case 'connection.changed':
        this.#setConnection(data.source, data.state)
        break
      case 'front.changed':
        this.#setFront(data.source, data.state)
    }
  }

  /** For a page that has heard of nothing yet. */
  async askFor(source: number): Promise<void> {
    const state = await bridge.getConnection(source)
    if (state) this.#setConnection(source, state)
  }

  async askForFront(source: number): Promise<void> {
    const state = await bridge.getFront(source)
    if (state) this.#setFront(source, state)
  }

  #questionsBut(id: number): readonly SshQuestion[] {
    return this.questions.get().filter((question) => question.id !== id)
  }

  #setConnection(source: number, state: ConnectionState): void {
    this.connections.set(new Map([...this.connections.get(), [source, state]]))
  }

  #setFront(source: number, state: FrontState): void {
    this.fronts.set(new Map([...this.fronts.get(), [source, state]]))
  }
}
