import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

import type { ConnectionState } from '#shared/protocol/ssh'

import { messageOf } from '../open-failure'
import { pauseBefore, PAUSES_MS } from '../pauses'
import { SourceEvents } from '../source-events'
import type { Machine } from './address'
import { RemoteSession } from './session'
import type { SshOptions } from './ssh-command'
import { isFinal, SshFailure } from './ssh-failure'

export interface ConnectionOptions extends SshOptions {
  /** How long it waits before each attempt; the last one again and again where it is to be `endless`. */
  readonly pausesMs?: readonly number[]
  readonly isEndless: boolean
  /** Somebody watches it, who can take it up again: so it stops where it would end. */
  readonly isAttended?: boolean
}

export type ConnectionEvent =
  | { readonly kind: 'lost'; readonly detail: string }
  | { readonly kind: 'back' }
  /** There will be no further session. */
  | { readonly kind: 'ended'; readonly failure: SshFailure }

/** Of itself it knows nothing of what arrives. */
type OwnState = Exclude<ConnectionState, { readonly kind: 'arriving' }>

/** A connection that is taken up again when it drops. */
export class Connection {
  readonly #machine: Machine
  readonly #options: ConnectionOptions
  readonly #events = new SourceEvents<ConnectionEvent>()
  readonly #states = new SourceEvents<OwnState>()
  readonly #closing = new AbortController()
  /** Ends a pause, or a rest until somebody takes it up again. */
  #waking = new AbortController()
  /** Ends an attempt. */
  #attempt = new AbortController()
  #isStopWanted = false
  #state: OwnState = { kind: 'connected' }
  #session: Promise<RemoteSession>

  private constructor(machine: Machine, options: ConnectionOptions, session: RemoteSession) {
    this.#machine = machine
    this.#options = options
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
    ready: RemoteSession | null | undefined = null,
  ): Promise<Connection> {
    const session = ready ?? (await RemoteSession.start(machine, options))
    return new Connection(machine, options, session)
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  get state(): OwnState {
    return this.#state
  }

  onState(listener: (state: OwnState) => void): () => void {
    return this.#states.listen(listener)
  }

  /** Ends a pause; takes up again what has stopped. */
  retryNow(): void {
    this.#isStopWanted = false
    this.#waking.abort()
  }

  /** Until `retryNow`. */
  stop(): void {
    this.#isStopWanted = true
    if (this.#state.kind === 'connected') void this.#session.then((session) => session.close())
    this.#attempt.abort()
    this.#waking.abort()
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
    this.#attempt.abort()
    this.#waking.abort()
    this.#events.clear()
    this.#states.clear()
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
    const { pausesMs = PAUSES_MS, isEndless, isAttended = false } = this.#options
    let last = failure
    let isOver = false
    let attempts = 0
    for (;;) {
      if (this.#hasToStop() || (isOver && isAttended)) {
        await this.#rest(this.#hasToStop() ? null : last)
        attempts = 0
      } else if (isOver) {
        this.#events.emit({ kind: 'ended', failure: last })
        throw last
      } else {
        await this.#pause(pauseBefore(attempts++, pausesMs), last.message)
        if (this.#hasToStop()) continue
      }
      if (this.#hasEnded()) throw last
      const outcome = await this.#connect()
      if (outcome instanceof RemoteSession) return outcome
      last = outcome
      isOver = isFinal(last) || (!isEndless && attempts === pausesMs.length)
    }
  }

  async #connect(): Promise<RemoteSession | SshFailure> {
    this.#attempt = new AbortController()
    this.#tell({ kind: 'connecting' })
    try {
      const options = { ...this.#options, signal: this.#attempt.signal }
      const session = await RemoteSession.start(this.#machine, options)
      this.#tell({ kind: 'connected' })
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

  async #pause(milliseconds: number, detail: string): Promise<void> {
    const signal = this.#sleep()
    this.#tell({ kind: 'waiting', until: Date.now() + milliseconds, detail })
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined)
  }

  /** Until somebody takes it up again. */
  async #rest(failure: SshFailure | null): Promise<void> {
    const signal = this.#sleep()
    this.#tell({
      kind: 'stopped',
      failure: failure && { code: failure.code, detail: failure.message },
    })
    if (!signal.aborted) await once(signal, 'abort')
  }

  /** Aborted by what wakes it, and by the end. */
  #sleep(): AbortSignal {
    this.#waking = new AbortController()
    return AbortSignal.any([this.#waking.signal, this.#closing.signal])
  }

  #hasToStop(): boolean {
    return this.#isStopWanted
  }

  #hasEnded(): boolean {
    return this.#closing.signal.aborted
  }

  #tell(state: OwnState): void {
    this.#state = state
    this.#states.emit(state)
  }
}
