import { setTimeout } from 'node:timers/promises'

import { SourceEvents } from '../source-events'
import type { Machine } from './address'
import { RemoteSession } from './session'
import type { SshOptions } from './ssh-command'
import { isFinal, SshFailure } from './ssh-failure'

export interface ConnectionOptions extends SshOptions {
  /** How long it waits before each attempt; the last one again and again where it is to be `endless`. */
  readonly pausesMs?: readonly number[]
  readonly isEndless: boolean
}

export type ConnectionEvent =
  { readonly kind: 'lost'; readonly detail: string } | { readonly kind: 'back' }

const PAUSES_MS = [1000, 2000, 4000, 8000, 16_000, 30_000]

/** A connection that is taken up again when it drops. */
export class Connection {
  readonly #machine: Machine
  readonly #options: ConnectionOptions
  readonly #events = new SourceEvents<ConnectionEvent>()
  readonly #closing = new AbortController()
  #session: Promise<RemoteSession>

  private constructor(machine: Machine, options: ConnectionOptions, session: RemoteSession) {
    this.#machine = machine
    this.#options = options
    this.#session = Promise.resolve(session)
    void this.#keep(session)
  }

  /** Rejects with an `SshFailure`. */
  static async open(machine: Machine, options: ConnectionOptions): Promise<Connection> {
    return new Connection(machine, options, await RemoteSession.start(machine, options))
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  /** The present session, or the next one. Rejects where there will be none. */
  session(): Promise<RemoteSession> {
    return this.#session
  }

  /** Does something by requests that can be asked again, over the next session where one drops. */
  async use<T>(work: (session: RemoteSession) => Promise<T>): Promise<T> {
    for (;;) {
      const session = await this.#session
      try {
        return await work(session)
      } catch (error) {
        if (!(error instanceof SshFailure)) throw error
        await this.#next(session)
      }
    }
  }

  onEvent(listener: (event: ConnectionEvent) => void): () => void {
    return this.#events.listen(listener)
  }

  close(): void {
    this.#closing.abort()
    this.#events.clear()
    this.#session.then(
      (session) => session.close(),
      () => undefined,
    )
  }

  async #keep(first: RemoteSession): Promise<void> {
    let session = first
    for (;;) {
      const failure = await session.ended
      this.#session = this.#reconnect(failure)
      if (!this.isClosed) this.#events.emit({ kind: 'lost', detail: failure.message })
      try {
        session = await this.#session
      } catch {
        // Whoever asks for a session is told.
        return
      }
      this.#events.emit({ kind: 'back' })
    }
  }

  async #reconnect(failure: SshFailure): Promise<RemoteSession> {
    const { pausesMs = PAUSES_MS, isEndless } = this.#options
    let last: unknown = failure
    for (let attempt = 0; isEndless || attempt < pausesMs.length; attempt++) {
      await this.#pause(pausesMs[attempt] ?? pausesMs.at(-1) ?? 0)
      if (this.#hasEnded()) throw last
      try {
        const session = await RemoteSession.start(this.#machine, this.#options)
        if (!this.#hasEnded()) return session
        session.close()
      } catch (error) {
        last = error
        if (!(error instanceof SshFailure) || isFinal(error)) {
          if (error instanceof Error) this.#events.emit({ kind: 'lost', detail: error.message })
          throw error
        }
      }
    }
    throw last
  }

  /** Settles when another session is on its way. */
  async #next(former: RemoteSession): Promise<void> {
    await former.ended
    // Whoever keeps the connection hears of the end in the same moment.
    await new Promise((resolve) => setImmediate(resolve))
  }

  #hasEnded(): boolean {
    return this.#closing.signal.aborted
  }

  async #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#closing
    // It ends early when the connection is closed.
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined)
  }
}
