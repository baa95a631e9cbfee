import { setTimeout } from 'node:timers/promises'

import type { SourceEvent } from '#shared/protocol/host'

import { untilFloodEnds } from './first-flood'
import { messageOf } from './open-failure'
import { SourceEvents } from './source-events'
import { FAR_COPY_BYTES, LogSequence } from './tail/log-sequence'

export interface CopyOptions {
  /** It is followed for ever, so what is kept of it is bounded. What is read once is wanted whole. */
  readonly isEndless: boolean
  /** How large the copy of what is followed may become. */
  readonly copyBytes?: number
}

/** A full disk is asked again after so long. */
const RETRY_MS = 1000

/** The copy of a log that comes as a stream (a pipe, what a program prints): the engine reads it like a file. */
export class StreamCopy {
  readonly events: SourceEvents<SourceEvent>
  readonly path: string
  readonly #sequence: LogSequence
  readonly #isEndless: boolean
  readonly #closing = new AbortController()
  #writing: Promise<void> = Promise.resolve()

  private constructor(
    events: SourceEvents<SourceEvent>,
    sequence: LogSequence,
    path: string,
    isEndless: boolean,
  ) {
    this.events = events
    this.path = path
    this.#sequence = sequence
    this.#isEndless = isEndless
  }

  static async create({ isEndless, copyBytes = FAR_COPY_BYTES }: CopyOptions): Promise<StreamCopy> {
    const events = new SourceEvents<SourceEvent>()
    const sequence = new LogSequence(events, isEndless ? copyBytes : Infinity)
    await sequence.keep()
    const path = sequence.openInCopy()
    if (path === null) throw new Error('There is no room for a copy')
    return new StreamCopy(events, sequence, path, isEndless)
  }

  get bytes(): number {
    return this.#sequence.bytes
  }

  /**
   * In the order of the calls. Where the disk is full, what is followed waits for room, so nothing of
   * it is lost if whoever writes waits too; else it rejects, and so does all that comes after it.
   */
  append(bytes: Buffer): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(bytes))
    return this.#writing
  }

  /** Settles when what was written before the opening seems to be there. */
  flooded(): Promise<void> {
    return untilFloodEnds(() => this.bytes, this.#closing.signal)
  }

  /** Takes no more. Who waits for room waits no longer. */
  stop(): void {
    this.#closing.abort()
    this.events.clear()
  }

  async dispose(): Promise<void> {
    this.stop()
    await this.#writing.catch(() => undefined)
    await this.#sequence.dispose()
  }

  async #write(bytes: Buffer): Promise<void> {
    const { signal } = this.#closing
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await this.#sequence.append(bytes)
        if (attempt > 0) this.events.emit({ kind: 'back', of: 'file' })
        return
      } catch (error) {
        if (!this.#isEndless) throw error
        if (attempt === 0) this.events.emit({ kind: 'failed', detail: messageOf(error) })
        await setTimeout(RETRY_MS, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}
