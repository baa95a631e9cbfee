import { type Failure, messageOf } from '../open-failure'
import { SourceEvents } from '../source-events'
import type { Machine } from './address'
import { Retries, type RetryOptions, type RetryState } from './retries'
import { RemoteSession } from './session'
import type { SshOptions } from './ssh-command'
import { SshFailure } from './ssh-failure'

export interface ConnectionOptions extends SshOptions, RetryOptions {}

export type ConnectionEvent =
  | { readonly kind: 'lost'; readonly detail: string }
  | { readonly kind: 'back' }
  /** There will be no further session. */
  | { readonly kind: 'ended'; readonly failure: SshFailure }

/** A connection that is taken up again when it drops. */
export class Connection {
  readonly #machine: Machine
  readonly #options: ConnectionOptions
  readonly #events = new SourceEvents<ConnectionEvent>()
  readonly #retries: Retries
  /** Ends an attempt. */
  #attempt = new AbortController()
  #session: Promise<RemoteSession>

  private constructor(machine: Machine, options: ConnectionOptions, session: RemoteSession) {
    this.#machine = machine
    this.#options = options
    this.#retries = new Retries(options)
    this.#session = Promise.resolve(session)
    void this.#keep(session)
  }

  /**
   * Rejects with an `SshFailure`.
   *
   * @param ready a session with that machine which nobody else uses any more
   */
  static async open(
    machine: Machine,
    options: ConnectionOptions,
    ready: RemoteSession | null,
  ): Promise<Connection> {
    const session = ready ?? (await RemoteSession.start(machine, options))
    return new Connection(machine, options, session)
  }

  get isClosed(): boolean {
    return this.#retries.isClosed
  }

  get state(): RetryState {
    return this.#retries.state
  }

  onState(listener: (state: RetryState) => void): () => void {
    return this.#retries.onState(listener)
  }

  /** Ends a pause; takes up again what has stopped. */
  retryNow(): void {
    this.#retries.retryNow()
  }

  /** Until `retryNow`. */
  stop(): void {
    const isConnected = this.state.kind === 'connected'
    this.#retries.stop()
    if (isConnected) void this.#session.then((session) => session.close())
    this.#attempt.abort()
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
    this.#retries.close()
    this.#attempt.abort()
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
    let last = failure
    for (let isFirst = true; await this.#retries.next(failureOf(last), isFirst); isFirst = false) {
      const outcome = await this.#connect()
      if (outcome instanceof RemoteSession) return outcome
      last = outcome
    }
    if (!this.isClosed) this.#events.emit({ kind: 'ended', failure: last })
    throw last
  }

  async #connect(): Promise<RemoteSession | SshFailure> {
    this.#attempt = new AbortController()
    try {
      const options = { ...this.#options, signal: this.#attempt.signal }
      const session = await RemoteSession.start(this.#machine, options)
      this.#retries.reset()
      this.#retries.tellConnected()
      return session
    } catch (error) {
      return error instanceof SshFailure ? error : new SshFailure('failed', messageOf(error))
    }
  }

  /** Settles when another session is on its way. */
  async #next(former: RemoteSession): Promise<void> {
    await former.ended
    // Whoever keeps the connection hears of the end in the same moment.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function failureOf({ code, message }: SshFailure): Failure {
  return { code, detail: message }
}
