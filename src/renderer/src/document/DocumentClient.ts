import type {
  DocumentArguments,
  DocumentEvents,
  DocumentRequest,
  DocumentResults,
  EngineMessage,
  RequestMessage,
} from '#shared/protocol/document'

/** What the client needs of a MessagePort. */
export type Port = Pick<MessagePort, 'postMessage' | 'close' | 'start' | 'addEventListener'>

export type EventListeners = {
  readonly [E in keyof DocumentEvents]: (data: DocumentEvents[E]) => void
}

/** The engine answered with an error, or went away before it answered. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: DocumentError) => void
}

/** Calls the engine of one document by name, and hands out what it tells unasked. */
export class DocumentClient {
  readonly #port: Port
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #isClosed = false

  constructor(port: Port, listeners: EventListeners, onLost: () => void) {
    this.#port = port
    port.addEventListener('message', (event) =>
      this.#receive(event.data as EngineMessage, listeners),
    )
    // Sent when the engine's end of the channel is gone.
    port.addEventListener('close' as 'message', () => {
      if (!this.#isClosed) onLost()
      this.#end()
    })
    port.start()
  }

  call<R extends DocumentRequest>(
    request: R,
    args: DocumentArguments<R>,
  ): Promise<DocumentResults[R]> {
    if (this.#isClosed) return Promise.reject(new DocumentError('closed', 'The document is closed'))
    const id = ++this.#lastId
    // The compiler cannot see that a name and its arguments stay together.
    const message = { id, request, args } as RequestMessage
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#port.postMessage(message)
    })
  }

  close(): void {
    this.#end()
    this.#port.close()
  }

  #receive(message: EngineMessage, listeners: EventListeners): void {
    if ('event' in message) {
      // The compiler cannot see that an event and its data stay together.
      const listener = listeners[message.event] as (data: unknown) => void
      listener(message.data)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.ok) waiting?.resolve(message.result as never)
    else waiting?.reject(new DocumentError(message.error.code, message.error.message))
  }

  #end(): void {
    this.#isClosed = true
    for (const { reject } of this.#waiting.values()) {
      reject(new DocumentError('closed', 'The document is closed'))
    }
    this.#waiting.clear()
  }
}
