import type {
  DocumentEvents,
  DocumentRequest,
  DocumentResults,
  DocumentStatus,
  EngineMessage,
} from '#shared/protocol/document'

import type { DocumentServer } from '../../document-server'

/** A page that asks a server, and remembers what it was told. */
export class AskingPage {
  readonly told: EngineMessage[] = []
  readonly #server: DocumentServer
  #lastId = 0

  constructor(server: DocumentServer) {
    this.#server = server
    server.connect({ postMessage: (message) => this.told.push(message) })
  }

  /** The answer, or what went wrong. */
  async answer(request: string, args: unknown): Promise<unknown> {
    const id = ++this.#lastId
    await this.#server.onMessage({ id, request, args })
    const answer = this.told.find((message) => 'id' in message && message.id === id)
    return answer && 'ok' in answer ? (answer.ok ? answer.result : answer.error) : undefined
  }

  async ask<R extends DocumentRequest>(request: R, args: unknown): Promise<DocumentResults[R]> {
    const answer = await this.answer(request, args)
    if (this.told.some((message) => 'error' in message && message.error === answer))
      throw new Error(JSON.stringify(answer))
    return answer as DocumentResults[R]
  }

  async rows(): Promise<DocumentResults['view.rows']['rows']> {
    return (await this.ask('view.rows', { from: 0, count: 100 })).rows
  }

  events<E extends keyof DocumentEvents>(name: E): DocumentEvents[E][] {
    return this.told.flatMap((message) =>
      'event' in message && message.event === name ? [message.data as DocumentEvents[E]] : [],
    )
  }

  get notices(): string[] {
    return this.events('notice').map(({ code }) => code)
  }

  get status(): DocumentStatus {
    const last = this.events('status').at(-1)
    if (!last) throw new Error('no status was told')
    return last
  }
}
