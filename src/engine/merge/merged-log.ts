import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

import type { MergeOrder } from '#shared/merged-sources'
import type { SourceEvent } from '#shared/protocol/host'
import { reasonOf } from '#shared/reason-of'
import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import { mergedPrefix } from '../scan/merged-prefix'
import { MergeInput, type MergeSource } from './merge-input'

/** So long a record that comes live waits for older ones of logs that have been silent since. */
const WAIT_MS = 700
const BATCH_BYTES = 1024 * 1024
/** A full disk is asked again after so long. */
const RETRY_MS = 1000
const NEWLINE = 0x0a
const LINE_END = Buffer.from('\n')

export interface MergeOptions {
  readonly order: MergeOrder
  /** Whether the logs are followed. */
  readonly isLive: boolean
  /**
   * Whether others go on without a log that is away before all of it has come. It has no place then, so
   * when the rest has come all is written anew.
   */
  readonly goesOnWithoutStalled: boolean
  /** @param id of the log to which it happened; null for all of them as one */
  readonly onEvent: (event: SourceEvent, id: string | null) => void
}

/** Another way to merge the same logs. */
interface Change {
  readonly order: MergeOrder
  /** Of each of them, see MergeSource. */
  readonly shifts: readonly Milliseconds[]
}

/**
 * Writes the records of several logs into one file, each line behind the name of its log. Every
 * record of every log comes once, and those of one log in their order. By time, it is the oldest
 * of the next records of all that comes first; a record that comes too late for its place is
 * written when it comes.
 */
export class MergedLog {
  /** Settles when all that was there at the opening is written. */
  readonly caughtUp: Promise<void>
  readonly #options: MergeOptions
  #order: MergeOrder
  #change: Change | null = null
  readonly #inputs: readonly MergeInput[]
  #prefixes: ReadonlyMap<MergeInput, Buffer>
  readonly #file: FileHandle
  readonly #running: Promise<void>
  #setCaughtUp: () => void = () => undefined
  #bytes = 0
  #wake: () => void = () => undefined
  #isWoken = false
  /** Others went on without an input that was stalled, so its records are not in their places. */
  #isUnordered = false
  /** What went wrong at the end of one of them. */
  #endDetail: string | null = null
  #hasEnded = false
  /** How much of what was there at the opening is written; null for all. */
  #part: number | null = null
  readonly #closing = new AbortController()

  private constructor(
    sources: readonly MergeSource[],
    rules: RuleSet,
    file: FileHandle,
    options: MergeOptions,
  ) {
    this.#options = options
    this.#order = options.order
    this.#file = file
    this.#inputs = sources.map(
      (source) =>
        new MergeInput(source, rules, {
          isLive: options.isLive,
          wake: () => {
            this.#isWoken = true
            this.#wake()
          },
          onEvent: (event) => {
            if (event.kind === 'ended') this.#endDetail ??= event.detail
            options.onEvent(event, source.id)
          },
        }),
    )
    this.#prefixes = prefixesOf(this.#inputs)
    this.caughtUp = new Promise((resolve) => (this.#setCaughtUp = resolve))
    this.#running = this.#run()
  }

  /** @param path of the file to write; it must be empty */
  static async open(
    path: string,
    sources: readonly MergeSource[],
    rules: RuleSet,
    options: MergeOptions,
  ): Promise<MergedLog> {
    return new MergedLog(sources, rules, await open(path, 'r+'), options)
  }

  /** Writes all that there is once more, in another order or by other clocks. */
  change(order: MergeOrder, shifts: readonly Milliseconds[]): void {
    this.#change = { order, shifts }
    this.#wake()
  }

  /** Cuts what comes by other rules. */
  async setRules(rules: RuleSet): Promise<void> {
    await Promise.all(this.#inputs.map((input) => input.setRules(rules)))
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#wake()
    await this.#running
    await Promise.all(this.#inputs.map((input) => input.close()))
    await this.#file.close()
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  async #run(): Promise<void> {
    this.#tellPart(0)
    while (!this.#isClosed) {
      this.#isWoken = false
      if (this.#isUnordered && this.#inputs.every(({ isPastOpening }) => isPastOpening)) {
        this.#change ??= { order: this.#order, shifts: this.#inputs.map(({ shift }) => shift) }
      }
      if (this.#change !== null) await this.#beginAnew(this.#change)
      const readable = this.#inputs.filter(({ head, hasUnread }) => !head && hasUnread)
      for (const input of readable) await input.read()
      const now = Date.now()
      const due = this.#inputs.map((input) => (input.head ? null : input.settle(now)))
      const batch = this.#takeBatch(now)
      if (batch.length > 0) await this.#write(Buffer.concat(batch))
      else if (readable.length === 0) {
        if (this.#inputs.every(({ isPastOpening, head }) => isPastOpening && !head)) {
          this.#tellPart(null)
          this.#setCaughtUp()
        }
        if (!this.#hasEnded && this.#inputs.every(({ isOver }) => isOver)) {
          this.#hasEnded = true
          this.#options.onEvent({ kind: 'ended', detail: this.#endDetail }, null)
        }
        await this.#pause(now, [...due, ...this.#inputs.map(({ head }) => dueOf(head))])
      }
    }
    this.#setCaughtUp()
  }

  async #beginAnew({ order, shifts }: Change): Promise<void> {
    this.#change = null
    this.#isUnordered = false
    this.#order = order
    await Promise.all(this.#inputs.map((input, at) => input.rewind(shifts[at] ?? 0)))
    this.#prefixes = prefixesOf(this.#inputs)
    this.#options.onEvent({ kind: 'replaced', isWished: true }, null)
    await this.#file.truncate(0)
    this.#bytes = 0
    this.#tellPart(0)
  }

  #tellPart(part: number | null): void {
    if (part === this.#part) return
    this.#part = part
    this.#options.onEvent({ kind: 'arriving', part }, null)
  }

  /** Of what was there at the opening. */
  #written(): number {
    const all = this.#inputs.map(({ progress }) => progress)
    const ofBytes = all.reduce((sum, { ofBytes }) => sum + ofBytes, 0)
    const bytes = all.reduce((sum, { bytes }) => sum + bytes, 0)
    return ofBytes === 0 ? 0 : Math.floor((bytes / ofBytes) * 100) / 100
  }

  /** Until something happens, or one of some times has come. */
  async #pause(now: Milliseconds, times: readonly (Milliseconds | null)[]): Promise<void> {
    // What is over by now waits for something else.
    const until = times.filter((time) => time !== null && time > now) as Milliseconds[]
    const woken = new Promise<void>((resolve) => (this.#wake = resolve))
    if (this.#isWoken || this.#isClosed || this.#change !== null) return
    const timer =
      until.length === 0
        ? undefined
        : setTimeout(() => this.#wake(), Math.max(1, Math.min(...until) - now))
    await woken
    clearTimeout(timer)
  }

  /** The lines of the records whose turn it is. */
  #takeBatch(now: Milliseconds): Buffer[] {
    const batch: Buffer[] = []
    for (let bytes = 0; bytes < BATCH_BYTES;) {
      const input = this.#order === 'time' ? this.#oldest(now) : this.#firstOfAll()
      const record = input?.head
      if (input === null || record === undefined) break
      input.takeHead()
      addLines(batch, this.#prefixes.get(input) ?? LINE_END, record.bytes)
      bytes += record.bytes.length
    }
    return batch
  }

  /** The input with the oldest next record, where no other one can have an older one. */
  #oldest(now: Milliseconds): MergeInput | null {
    let oldest: MergeInput | null = null
    for (const input of this.#inputs) {
      const { head } = input
      if (head && (!oldest?.head || head.time < oldest.head.time)) oldest = input
    }
    const record = oldest?.head
    if (!record) return null
    const { isLive, goesOnWithoutStalled } = this.#options
    const isLeftOut = (input: MergeInput) => goesOnWithoutStalled && input.isStalled
    const mayComeFirst = this.#inputs.every((input) => {
      if (input.head || input.isOver || isLeftOut(input)) return true
      if (input.hasUnread || input.hasOpen || !input.isPastOpening) return false
      if (record.arrived === null || !isLive) return true
      return record.time <= input.lastTime || now >= record.arrived + WAIT_MS
    })
    if (!mayComeFirst) return null
    this.#isUnordered ||= this.#inputs.some(isLeftOut)
    return oldest
  }

  /** The first input that is not written yet; then whoever has something. */
  #firstOfAll(): MergeInput | null {
    for (const input of this.#inputs) {
      if (input.head?.arrived === null) return input
      if (!input.isPastOpening) return null
    }
    return this.#inputs.reduce<MergeInput | null>(
      (first, input) => (arrivalOf(input) < arrivalOf(first) ? input : first),
      null,
    )
  }

  /** What cannot be written now, such as on a full disk, is tried again. */
  async #write(bytes: Buffer): Promise<void> {
    let written = 0
    let hasFailed = false
    while (written < bytes.length && !this.#isClosed) {
      try {
        const { bytesWritten } = await this.#file.write(
          bytes,
          written,
          bytes.length - written,
          this.#bytes + written,
        )
        written += bytesWritten
      } catch (error) {
        if (!hasFailed) this.#options.onEvent({ kind: 'failed', detail: reasonOf(error) }, null)
        hasFailed = true
        // Whatever happens meanwhile gives the disk no room.
        await wait(RETRY_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined)
      }
    }
    if (hasFailed) this.#options.onEvent({ kind: 'back', of: 'file' }, null)
    this.#bytes += written
    this.#options.onEvent({ kind: 'grew', bytes: this.#bytes }, null)
    if (this.#part !== null) this.#tellPart(this.#written())
  }
}

function prefixesOf(inputs: readonly MergeInput[]): ReadonlyMap<MergeInput, Buffer> {
  return new Map(inputs.map((input) => [input, mergedPrefix(input.id, input.shift)]))
}

function arrivalOf(input: MergeInput | null): Milliseconds {
  return input?.head?.arrived ?? Number.POSITIVE_INFINITY
}

function dueOf(head: MergeInput['head']): Milliseconds | null {
  const arrived = head?.arrived ?? null
  return arrived === null ? null : arrived + WAIT_MS
}

function addLines(batch: Buffer[], prefix: Buffer, record: Buffer): void {
  for (let start = 0; start < record.length;) {
    const end = record.indexOf(NEWLINE, start) + 1
    batch.push(prefix, end === 0 ? record.subarray(start) : record.subarray(start, end))
    if (end === 0) batch.push(LINE_END)
    start = end === 0 ? record.length : end
  }
}
