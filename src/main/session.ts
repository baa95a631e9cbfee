import { basename, isAbsolute } from 'node:path'
import { z } from 'zod'

import { MAX_OPEN_LOGS } from '#shared/protocol/limits'

import { displayText } from './display-text'
import { openStateFile } from './state-file'

const sessionSchema = z.strictObject({
  logs: z.array(z.string().min(1).max(10_000)).max(MAX_OPEN_LOGS).default([]),
})

/**
 * The logs that are open, so that the next start can offer to open them again. It opens none by
 * itself: one may ask for a password, or run a program.
 */
export class Session {
  readonly #file = openStateFile('session', sessionSchema)
  readonly #onOffer: () => void
  #offered = this.#file.get().logs
  #openLogs: (() => readonly string[]) | null = null
  #isEnding = false

  /** @param onOffer told when something else is offered */
  constructor(onOffer: () => void) {
    this.#onOffer = onOffer
  }

  /** What is offered, for people. */
  names(): readonly string[] {
    return this.#offered.map((log) => displayText(isAbsolute(log) ? basename(log) : log, 200))
  }

  /** Gives the SOURCE arguments of the last time, which are not offered any more. */
  take(): readonly string[] {
    const taken = this.#offered
    this.#offered = []
    if (taken.length > 0) this.#onOffer()
    return taken
  }

  /** Other logs are open now. Many changes of one moment are written once. */
  remember(openLogs: () => readonly string[]): void {
    const isPlanned = this.#openLogs !== null
    this.#openLogs = openLogs
    if (!isPlanned) setImmediate(() => this.#write())
  }

  /** The app ends: that its windows close one after the other is no wish. */
  end(): void {
    this.#write()
    this.#isEnding = true
  }

  #write(): void {
    const logs = this.#openLogs?.().slice(0, MAX_OPEN_LOGS)
    this.#openLogs = null
    if (!logs || this.#isEnding || String(logs) === String(this.#file.get().logs)) return
    this.#file.set({ logs })
  }
}
