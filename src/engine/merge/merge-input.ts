import type { FileIdentity, SourceEvent } from '#shared/protocol/host'
import { reasonOf } from '#shared/reason-of'
import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import { ToldBytes } from '../server/told-bytes'
import { type CutRecord, RecordCutter } from './record-cutter'

/** A log that is merged with others, as its source tells of it. */
export interface MergeSource {
  /** Stands before each of its lines, see NamedSource. */
  readonly id: string
  /** Is added to the times of its records: its clock goes wrong by so much. */
  readonly shift: Milliseconds
  readonly path: string
  readonly bytes: number
  /** Of the file at that path, see LogBytes. */
  readonly key?: string | null
  readonly later?: readonly FileIdentity[]
  readonly modifiedTime: Milliseconds
  /** Settles when what was there at the opening can be read. */
  readonly caughtUp: Promise<unknown>
  onEvent(listener: (event: SourceEvent) => void): () => void
}

/** A record that waits for its turn. */
export interface WaitingRecord {
  readonly bytes: Buffer
  /** By the clock of all. */
  readonly time: Milliseconds
  /** When it was read; null where it was there at the opening. */
  readonly arrived: Milliseconds | null
}

const CHUNK_BYTES = 1024 * 1024
/** The last record of a log that grows is complete after so long without another line of it. */
const REST_MS = 300
const LINE_END = Buffer.from('\n')

export interface InputOptions {
  /** Whether more may come after all that was there at the opening. */
  readonly isLive: boolean
  /** Told when there may be something to read. */
  readonly wake: () => void
  readonly onEvent: (event: SourceEvent) => void
}

/** One of the logs that are merged: its records in their order, as far as they are read. */
export class MergeInput {
  readonly id: string
  readonly #source: MergeSource
  #rules: RuleSet
  readonly #options: InputOptions
  readonly #told: ToldBytes
  readonly #stop: () => void
  #work: Promise<void> = Promise.resolve()
  #cutter: RecordCutter
  #shift: Milliseconds
  #position = 0
  #allowed: number
  /** What was read of the open record and behind it; the first of them begins at `#heldFrom`. */
  #held: Buffer[] = []
  #heldFrom = 0
  #queue: WaitingRecord[] = []
  #next = 0
  #isCaughtUp = false
  #hasEnded = false
  /** How much of the log is there to be told of, from 0 to 1. */
  #arrived = 1
  /** All that was there at the opening was read. */
  #isPastOpening = false
  #isLost = false
  /** When the open record is complete, if nothing more comes. */
  #restsAt: Milliseconds | null = null
  /** Of the last record. */
  #lastTime: Milliseconds = Number.NEGATIVE_INFINITY

  constructor(source: MergeSource, rules: RuleSet, options: InputOptions) {
    this.id = source.id
    this.#source = source
    this.#rules = rules
    this.#options = options
    this.#shift = source.shift
    this.#allowed = source.bytes
    this.#cutter = new RecordCutter(rules, source.modifiedTime)
    this.#told = new ToldBytes(
      source.path,
      source.key ?? null,
      source.later ?? [],
      source.bytes,
      (error) => options.onEvent({ kind: 'failed', detail: reasonOf(error) }),
    )
    this.#stop = source.onEvent((event) => void this.#then(() => this.#follow(event)))
    void source.caughtUp.then(() =>
      this.#then(() => {
        this.#isCaughtUp = true
      }),
    )
  }

  get shift(): Milliseconds {
    return this.#shift
  }

  /** The record that comes next. */
  get head(): WaitingRecord | undefined {
    return this.#queue[this.#next]
  }

  /** Of the last record that was read: later ones are hardly older. */
  get lastTime(): Milliseconds {
    return this.#lastTime
  }

  /** Whether there is something to read right now. */
  get hasUnread(): boolean {
    return this.#position < this.#allowed
  }

  /** Whether all that was there at the opening was read, up to the end of its last record. */
  get isPastOpening(): boolean {
    return this.#isPastOpening
  }

  /** Whether nobody knows when the rest will come of what was there at the opening. */
  get isStalled(): boolean {
    return this.#isLost && !this.#isCaughtUp && !this.head && !this.hasUnread
  }

  /** Whether a record has begun that may still go on. */
  get hasOpen(): boolean {
    return this.#restsAt !== null
  }

  /** Whether all of it was taken and nothing more can come. */
  get isOver(): boolean {
    return this.#hasEnded && this.#isPastOpening && !this.head && !this.hasUnread && !this.hasOpen
  }

  /** How far it was read, and how long it is as far as that is known. */
  get progress(): { readonly bytes: number; readonly ofBytes: number } {
    return { bytes: this.#position, ofBytes: this.#allowed / this.#arrived }
  }

  /** Cuts what comes by other rules. */
  setRules(rules: RuleSet): Promise<void> {
    return this.#then(() => {
      this.#rules = rules
      this.#cutter.setRules(rules)
    })
  }

  takeHead(): void {
    this.#next++
    if (this.#next < this.#queue.length) return
    this.#queue = []
    this.#next = 0
  }

  /** Reads on, where there is something to read. */
  read(): Promise<void> {
    return this.#then(async () => {
      const bytes = await this.#told.open()
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
      const read = await bytes.read(chunk, 0, CHUNK_BYTES, this.#position)
      // Less than was told: the event that says why is on its way.
      if (read === 0) this.#allowed = this.#position
      else this.#feed(chunk.subarray(0, read))
    })
  }

  /**
   * Ends the open record where nothing more comes for now.
   *
   * @returns when to ask again, or null
   */
  settle(now: Milliseconds): Milliseconds | null {
    if (this.hasUnread || !this.#isCaughtUp) return null
    const isLive = this.#options.isLive && !this.#hasEnded
    if (isLive && this.#restsAt !== null && now < this.#restsAt) return this.#restsAt
    if (!isLive && this.#cutter.hasUnfinishedLine) this.#feed(LINE_END)
    this.#finishOpen()
    this.#isPastOpening = true
    return null
  }

  /** Gives all of its records once more, by another clock. */
  rewind(shift: Milliseconds): Promise<void> {
    return this.#then(() => {
      this.#shift = shift
      this.#lastTime = Number.NEGATIVE_INFINITY
      this.#isPastOpening = false
      this.#restsAt = null
      this.#queue = []
      this.#next = 0
      this.#beginAnew()
    })
  }

  async close(): Promise<void> {
    this.#stop()
    await this.#work
    this.#told.beginAnew()
  }

  /** One thing after another: what is read now must not be another file in a moment. */
  #then(work: () => Promise<void> | void): Promise<void> {
    this.#work = this.#work.then(async () => {
      try {
        await work()
      } catch (error) {
        this.#options.onEvent({ kind: 'failed', detail: reasonOf(error) })
        this.#allowed = this.#position
      }
      this.#options.wake()
    })
    return this.#work
  }

  async #follow(event: SourceEvent): Promise<void> {
    switch (event.kind) {
      case 'grew':
        this.#allowed = event.bytes
        this.#told.allow(event.bytes)
        break
      case 'moved':
      case 'joined':
        await this.#told.place(event)
        break
      case 'replaced':
        this.#finishOpen()
        this.#told.beginAnew()
        this.#allowed = 0
        this.#beginAnew()
        break
      case 'arriving':
        this.#arrived = Math.max(0.001, event.part ?? 1)
        break
      // Logs that are merged are read from their start.
      case 'filled':
        break
      case 'ended':
        this.#hasEnded = true
        this.#options.onEvent(event)
        break
      case 'lost':
      case 'back':
        this.#isLost = event.kind === 'lost'
        this.#options.onEvent(event)
        break
      case 'remark':
      case 'failed':
        this.#options.onEvent(event)
        break
    }
  }

  #beginAnew(): void {
    this.#cutter = new RecordCutter(this.#rules, this.#source.modifiedTime)
    this.#position = this.#heldFrom = 0
    this.#held = []
  }

  #feed(chunk: Buffer): void {
    this.#held.push(chunk)
    this.#position += chunk.length
    this.#restsAt = Date.now() + REST_MS
    this.#cutter.feed(chunk, (record) => this.#take(record))
  }

  #finishOpen(): void {
    this.#restsAt = null
    this.#cutter.finishOpen((record) => this.#take(record))
  }

  #take({ offset, end, time }: CutRecord): void {
    if (time !== null) this.#lastTime = time + this.#shift
    this.#queue.push({
      bytes: this.#cut(offset, end),
      time: this.#lastTime,
      arrived: this.#isPastOpening ? Date.now() : null,
    })
  }

  /** The bytes of a range, and lets go of all before its end. */
  #cut(from: number, to: number): Buffer {
    const parts: Buffer[] = []
    while (this.#heldFrom < to) {
      const [first] = this.#held
      if (first === undefined) break
      const end = Math.min(first.length, to - this.#heldFrom)
      parts.push(first.subarray(Math.max(0, from - this.#heldFrom), end))
      if (end === first.length) this.#held.shift()
      else this.#held[0] = first.subarray(end)
      this.#heldFrom += end
    }
    const [only = LINE_END] = parts
    return parts.length === 1 ? only : Buffer.concat(parts)
  }
}
