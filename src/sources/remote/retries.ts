import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

import type { ConnectionState } from '#shared/protocol/ssh'

import type { Failure } from '../open-failure'
import { SourceEvents } from '../source-events'
import { isFinal } from './ssh-failure'

export interface RetryOptions {
  /** How long it waits before each attempt; the last one again and again where it is to be `endless`. */
  readonly pausesMs?: readonly number[]
  readonly isEndless: boolean
  /** Somebody watches it, who can take it up again: so it stops where it would end. */
  readonly isAttended?: boolean
}

/** Of what arrives it knows nothing. */
export type RetryState = Exclude<ConnectionState, { readonly kind: 'arriving' }>

const PAUSES_MS = [1000, 2000, 4000, 8000, 16_000, 30_000]

/** When to try again what has failed, or been lost; whoever watches can hurry it, stop it and take it up again. */
export class Retries {
  readonly #options: RetryOptions
  readonly #states = new SourceEvents<RetryState>()
  readonly #closing = new AbortController()
  /** Ends a pause, or a rest until somebody takes it up again. */
  #waking = new AbortController()
  #isStopWanted = false
  #attempts = 0
  #state: RetryState = { kind: 'connected' }

  constructor(options: RetryOptions) {
    this.#options = options
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  get state(): RetryState {
    return this.#state
  }

  onState(listener: (state: RetryState) => void): () => void {
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
    this.#waking.abort()
  }

  tellConnected(): void {
    this.#tell({ kind: 'connected' })
  }

  /** The pauses begin with the shortest again. */
  reset(): void {
    this.#attempts = 0
  }

  close(): void {
    // It is waited for no more: a log that has arrived whole lets its connection go and stays open.
    this.#tell({ kind: 'connected' })
    this.#closing.abort()
    this.#waking.abort()
    this.#states.clear()
  }

  /**
   * Waits until it is time for another attempt.
   *
   * @param wasConnected whether it was connected until then: so it was not refused
   * @returns whether there is to be one
   */
  async next(failure: Failure, wasConnected: boolean): Promise<boolean> {
    const { pausesMs = PAUSES_MS, isEndless, isAttended = false } = this.#options
    const isExhausted = !isEndless && this.#attempts >= pausesMs.length
    const isOver = !wasConnected && (isExhausted || isFinal(failure))
    if (!isOver && !this.#hasToStop()) {
      await this.#pause(pausesMs[this.#attempts++] ?? pausesMs.at(-1) ?? 0, failure.detail)
    }
    if (this.#hasToStop() || (isOver && isAttended)) {
      await this.#rest(this.#hasToStop() ? null : failure)
      this.#attempts = 0
    } else if (isOver) return false
    if (this.isClosed) return false
    this.#tell({ kind: 'connecting' })
    return true
  }

  async #pause(milliseconds: number, detail: string): Promise<void> {
    const signal = this.#sleep()
    this.#tell({ kind: 'waiting', until: Date.now() + milliseconds, detail })
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined)
  }

  /** Until somebody takes it up again. */
  async #rest(failure: Failure | null): Promise<void> {
    const signal = this.#sleep()
    this.#tell({ kind: 'stopped', failure })
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

  #tell(state: RetryState): void {
    if (this.isClosed) return
    this.#state = state
    this.#states.emit(state)
  }
}
