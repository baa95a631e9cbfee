import type { DocumentEvents, DocumentNotice, EngineMessage } from '#shared/protocol/document'
import { reasonOf } from '#shared/reason-of'

/** Where answers and events go: the page's end of the port. */
export interface DocumentClientPort {
  postMessage: (message: EngineMessage) => void
}

/** The page as the engine tells it something; a reloaded one takes the place of the one before. */
export class Page {
  #port: DocumentClientPort | null = null

  connect(port: DocumentClientPort): void {
    this.#port = port
  }

  tell<E extends keyof DocumentEvents>(event: E, data: DocumentEvents[E]): void {
    this.#post({ event, data } as EngineMessage)
  }

  /** @param source which of several merged logs it is about */
  notify(code: DocumentNotice, cause: unknown = '', source: string | null = null): void {
    this.tell('notice', { code, detail: reasonOf(cause), source })
  }

  answer(id: number, result: unknown): void {
    this.#post({ id, ok: true, result })
  }

  /** Answers that a request failed. */
  fail(id: number, error: unknown): void {
    this.refuse(id, error instanceof RangeError ? 'out-of-range' : 'failed', reasonOf(error))
  }

  refuse(id: number, code: string, message: string): void {
    this.#post({ id, ok: false, error: { code, message } })
  }

  #post(message: EngineMessage): void {
    this.#port?.postMessage(message)
  }
}
