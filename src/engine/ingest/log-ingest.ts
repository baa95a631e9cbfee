import { availableParallelism, totalmem } from 'node:os'

import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import { Catalogue } from '../index/catalogue'
import { KindTable } from '../index/kind-table'
import { type KindOccurrence, merged } from '../index/kind-stats'
import { FastScanner } from '../kernel/fast-scanner'
import { DamagedIndexError } from '../kept/index-file'
import { KeptIndexes } from '../kept/index-folder'
import { wholeCatalogue } from '../kept/whole-catalogue'
import { type SegmentPool, ThreadPool } from '../parallel/pool'
import { readParallel } from '../parallel/read-parallel'
import type { ScannedSegment } from '../parallel/segment-scanner'
import type { LogBytes } from '../log-bytes'
import type { EntryContext } from '../scan/entry'
import type { Resumption, ScannedRecord } from '../scan/scanner'
import type { KnownLog } from './known-log'

/**
 * Below it, starting workers takes longer than they save: some 100 ms, measured on two processors. V8
 * compiles for every worker anew.
 */
const PARALLEL_BYTES = availableParallelism() > 1 ? 400 * 1024 ** 2 : Number.POSITIVE_INFINITY

/** Read before the workers start, so that the first screen does not wait for them. */
const FIRST_BYTES = 4 * 1024 * 1024

/**
 * So much is read at most before the workers start, while new shapes keep coming: a worker that does not
 * know the templates of the whole tells all shapes apart, and asks the reference for each of them.
 */
const FILLING_BYTES = 64 * 1024 * 1024

/** Read before all else, for the same reason: so many records fill any screen, and no more bytes than that. */
const FIRST_SCREEN_RECORDS = 128
const FIRST_SCREEN_BYTES = 256 * 1024
const FIRST_SCREEN_STEP = 32 * 1024

/** Where a record begins for certain is looked for in so much. */
const CUT_BYTES = 256 * 1024

/** Smaller logs are read as quickly as their index. */
const KEPT_BYTES = 32 * 1024 * 1024

export interface IngestOptions {
  /** Where the first line begins that is there: what stands before it may still come. */
  readonly from?: number
  /** engine/scan-worker of the bundle; without it one thread reads. */
  readonly scanWorker?: URL
  /** Logs of this size and more are read by workers. */
  readonly parallelFrom?: number
  readonly makePool?: (script: URL) => SegmentPool
  /** Where indexes are kept from one run to the next; without it none is. */
  readonly keptFolder?: string
  /** Of logs of this size and more. */
  readonly keptFrom?: number
  /** Waited for after the first records are there, before all others are read. */
  readonly afterFirstScreen?: () => Promise<void>
  /** What is known already, by the same rules. */
  readonly known?: KnownLog
  /** What the index may take; by default half of the machine's memory. */
  readonly maxIndexBytes?: number
}

/** The index has reached its limit: what it holds stays right. */
export class IndexFullError extends Error {
  constructor(records: number, bytes: number) {
    super(`${records} records take the ${bytes} bytes that the index may have`)
    this.name = 'IndexFullError'
  }
}

/** Told while a log is read. */
export interface IngestListener {
  /** Records from `first` on are other ones now. */
  changed: (first: number) => void
  /** Records from `count` on are taken back; what comes instead is told by `changed`. */
  tookBack: (count: number) => void
}

/**
 * Reads the bytes of a log into its catalogue: from a kept index, with all processors, or slice by
 * slice; then as it grows. The last records may still change and are taken back before more is read.
 */
export class LogIngest {
  readonly catalogue: Catalogue
  readonly #bytes: LogBytes
  /** Where its first line begins. */
  readonly from: number
  readonly #options: IngestOptions
  readonly #makePool: (script: URL) => SegmentPool
  readonly #kept: KeptIndexes | null
  readonly #scanner: FastScanner
  readonly #cutBuffer = Buffer.allocUnsafe(CUT_BYTES)
  readonly #listener: IngestListener
  /** Bytes of the log that a kept index knew. */
  #loadedBytes = 0
  /** Records at the end that may still change. */
  #pending: { readonly kind: number; readonly record: ScannedRecord }[] = []
  #position: number
  /**
   * Where the line without a line end begins that stood at the end when the log was opened: it is
   * shown, for nothing may ever end it. One that begins later waits for its end.
   */
  #unfinishedFrom: 'not yet at the end' | number | null = 'not yet at the end'

  /** @param reference when the file was last written, for times without a year */
  constructor(
    bytes: LogBytes,
    path: string,
    rules: RuleSet,
    reference: Milliseconds,
    options: IngestOptions,
    listener: IngestListener,
  ) {
    const { makePool, keptFolder } = options
    this.#bytes = bytes
    this.from = options.from ?? 0
    this.#position = this.from
    this.#options = options
    this.#makePool = makePool ?? ((script) => new ThreadPool(script, bytes.files, rules, reference))
    this.#kept =
      keptFolder === undefined ? null : new KeptIndexes(keptFolder, path, rules, reference)
    this.#scanner = new FastScanner(rules, reference)
    this.catalogue = new Catalogue(new KindTable(rules))
    this.#scanner.passOver(this.from, 0, null, this.catalogue)
    this.#listener = listener
  }

  get context(): EntryContext {
    return this.#scanner.reference.context
  }

  get indexedBytes(): number {
    return this.#position
  }

  /** Bytes of a last line that is not ended yet and so not shown. */
  get waitingBytes(): number {
    return this.#showsUnfinishedLine ? 0 : this.#scanner.reference.waitingBytes
  }

  /** Records that will not change any more. */
  get settledRecords(): number {
    return this.catalogue.index.count - this.#pending.length
  }

  /** Where the last record ends, as far as it is known, and the number of the line behind it. */
  get endOfLast(): { readonly offset: number; readonly line: number } {
    const last = this.#pending.at(-1)?.record
    if (!last) return this.#scanner.reference.undecided
    return { offset: last.offset + last.bytes, line: last.line + last.lines }
  }

  /**
   * Reads what is new, a slice at a time.
   *
   * @param afterSlice told after each slice; false stops the reading
   * @returns whether the end was reached
   */
  async readOn(afterSlice: () => boolean): Promise<boolean> {
    const isFirst = this.#position === this.from
    if (isFirst) {
      if (this.#options.known) this.#adopt(this.#options.known)
      else {
        if (!(await this.#readFirstScreen(afterSlice))) return false
        if (!(await this.#loadIndex(afterSlice))) return false
      }
      if (!(await this.#readFirst(afterSlice))) return false
    }
    const isAtEnd = await this.#readSlices(afterSlice, Number.POSITIVE_INFINITY)
    if (isFirst && isAtEnd) await this.#keepIndex()
    return isAtEnd
  }

  /** What is known of a kind, with the records that may still change. */
  occurrenceOf(kind: number): KindOccurrence | undefined {
    return this.#pending.reduce((occurrence, pending, at) => {
      if (pending.kind !== kind) return occurrence
      const { time } = pending.record
      const firstRecord = this.settledRecords + at
      const single = { count: 1, firstRecord, firstTime: time, lastTime: time }
      return occurrence ? merged(occurrence, single) : single
    }, this.catalogue.stats.get(kind))
  }

  /** @returns false where `afterSlice` stopped it */
  async #readFirstScreen(afterSlice: () => boolean): Promise<boolean> {
    const size = await this.#bytes.size()
    // One of that size is read in one go; of a last part its end is wanted first.
    if (size <= FIRST_SCREEN_BYTES || this.from > 0) return true
    for (let to = 0; to < FIRST_SCREEN_BYTES && this.#records < FIRST_SCREEN_RECORDS;) {
      to += FIRST_SCREEN_STEP
      if (!(await this.#readSlices(afterSlice, to))) return false
    }
    await this.#options.afterFirstScreen?.()
    return true
  }

  /**
   * Takes over what is known of the log from the last time.
   *
   * @returns false where `afterSlice` stopped it
   */
  async #loadIndex(afterSlice: () => boolean): Promise<boolean> {
    const size = await this.#bytes.size()
    if (size < (this.#options.keptFrom ?? KEPT_BYTES)) return true
    const log = this.#bytes.plainFile
    const kept = log && (await this.#kept?.open(log, size))
    if (!kept) return true
    try {
      if (kept.header.offset <= this.#position) return true
      const whole = await wholeCatalogue(kept, this.#kinds, afterSlice)
      if (whole === null) return false
      this.#goOnBehind(kept.header, whole)
      this.#loadedBytes = kept.header.size
    } catch (error) {
      if (!(error instanceof DamagedIndexError)) throw error
      console.error(`logsieve: ${error.message}`)
    } finally {
      await kept.close()
    }
    return true
  }

  #adopt({ resumption, kinds, part }: KnownLog): void {
    const whole = new Catalogue(this.#kinds)
    whole.appendPart(part, this.#kinds.adoptAll(kinds, part.occurrences), 0, 0)
    this.#goOnBehind(resumption, whole)
  }

  /** Goes on where somebody else has read to, with all records up to there. */
  #goOnBehind({ offset, line, lastTime }: Resumption, whole: Catalogue): void {
    this.#dropPending()
    this.#listener.tookBack(0)
    this.#scanner.begin()
    this.#scanner.passOver(offset, line - 1, lastTime, this.catalogue)
    this.catalogue.takeOver(whole)
    this.#position = offset
    this.#listener.changed(0)
  }

  /** What is known of the records that will not change any more; null where that is not enough. */
  known(): KnownLog | null {
    const resumption = this.#scanner.reference.resumption
    const firstChanged = this.#dropPending()
    const part = this.catalogue.part()
    this.#addPending()
    this.#listener.changed(firstChanged)
    return resumption && part && { resumption, kinds: [...this.#kinds.kinds], part }
  }

  async #keepIndex(): Promise<void> {
    const size = this.#position
    const file = this.#bytes.plainFile
    if (!this.#kept || !file || size < (this.#options.keptFrom ?? KEPT_BYTES)) return
    // Not for every line that was added since.
    if (size < this.#loadedBytes * 1.1) return
    const { resumption } = this.#scanner.reference
    if (resumption === null || this.settledRecords === 0) return
    const content = {
      ...resumption,
      kinds: [...this.#kinds.kinds],
      occurrences: this.catalogue.occurrences(),
    }
    await this.#kept.save(file, size, content, this.catalogue.index, this.settledRecords)
  }

  /** Reads a large log with all processors, after so much of it that the page has what to show. */
  async #readFirst(afterSlice: () => boolean): Promise<boolean> {
    const { scanWorker, parallelFrom = PARALLEL_BYTES } = this.#options
    const size = await this.#bytes.size()
    if (!scanWorker || size - this.#position < parallelFrom) return true
    // They start while the first bytes are read.
    const pool = this.#makePool(scanWorker)
    try {
      return await this.#readWith(pool, size, afterSlice)
    } catch (error) {
      if (error instanceof IndexFullError) throw error
      // What is not scanned yet is scanned without them.
      console.error('logsieve: a scan worker failed:', error)
      return true
    } finally {
      await pool.close()
    }
  }

  async #readWith(pool: SegmentPool, size: number, afterSlice: () => boolean): Promise<boolean> {
    const mostAlone = this.#position + FILLING_BYTES
    do {
      if (!(await this.#readSlices(afterSlice, this.#position + FIRST_BYTES))) return false
    } while (this.#kinds.isFillingUp && this.#position < mostAlone)
    const start = await this.#findCut(this.#position)
    if (start === null) return true
    if (!(await this.#readSlices(afterSlice, start))) return false
    // A record begins at the cut, so the one before it is complete.
    const firstChanged = this.#dropPending()
    this.#scanner.finish(this.catalogue)
    this.#listener.changed(firstChanged)
    let goesOn = true
    const known = { scanner: this.#scanner.knowledge, kinds: this.#kinds.known }
    await readParallel(pool, start, size, known, {
      findCut: (from) => this.#findCut(from),
      adopt: ({ kinds }) => kinds.map((kind) => this.#kinds.adopt(kind)),
      take: (segment, numbers, to) => {
        this.#takeSegment(segment, numbers, to)
        goesOn = afterSlice()
        return goesOn
      },
    })
    return goesOn
  }

  async #findCut(from: number): Promise<number | null> {
    // One byte more, to see whether a line begins there.
    const bytesRead = await this.#bytes.read(this.#cutBuffer, 0, CUT_BYTES, from - 1)
    const slice = this.#cutBuffer.subarray(0, bytesRead)
    const cut = this.#scanner.findCut(slice, false)
    return cut === null ? null : from - 1 + cut
  }

  #takeSegment(segment: ScannedSegment, numbers: Uint16Array, to: number): void {
    const { content, lines, lastTime } = segment
    this.#checkRoom()
    const firstChanged = this.#dropPending()
    const before = this.#position
    const linesBefore = this.#scanner.reference.nextLine - 1
    this.#scanner.passOver(to - before, lines, lastTime, this.catalogue)
    this.catalogue.appendSegment(content, numbers, before, linesBefore)
    this.#position = to
    this.#listener.changed(firstChanged)
  }

  /** @returns false where `afterSlice` stopped it */
  async #readSlices(afterSlice: () => boolean, until: number): Promise<boolean> {
    const [first, second] = this.#scanner.inputs
    let next = this.#readSlice(first, this.#position, until)
    for (let slices = 1; ; slices++) {
      const slice = await next
      if (slice.length === 0) break
      // The disk works on the next slice while this one is scanned.
      next = this.#readSlice(
        slices % 2 === 0 ? first : second,
        this.#position + slice.length,
        until,
      )
      this.#takeSlice(slice)
      if (!afterSlice()) {
        await next
        this.#renewPending()
        return false
      }
    }
    this.#renewPending()
    if (until !== Number.POSITIVE_INFINITY) return true
    const { waitingBytes, waitingOffset } = this.#scanner.reference
    if (this.#unfinishedFrom === 'not yet at the end') {
      this.#unfinishedFrom = waitingBytes > 0 ? waitingOffset : null
      this.#renewPending()
    }
    return true
  }

  async #readSlice(buffer: Buffer, position: number, until: number): Promise<Buffer> {
    const bytes = Math.min(buffer.length, until - position)
    if (bytes <= 0) return buffer.subarray(0, 0)
    const bytesRead = await this.#bytes.read(buffer, 0, bytes, position)
    return buffer.subarray(0, bytesRead)
  }

  get #records(): number {
    return this.catalogue.index.count
  }

  get #kinds() {
    return this.catalogue.kinds
  }

  get #showsUnfinishedLine(): boolean {
    return this.#unfinishedFrom === this.#scanner.reference.waitingOffset
  }

  #takeSlice(slice: Buffer): void {
    const firstChanged = this.#dropPending()
    this.#checkRoom()
    this.#scanner.feed(slice, this.catalogue)
    this.#position += slice.length
    // The last records are added when no further slice is at hand.
    this.#listener.changed(firstChanged)
  }

  /** @throws IndexFullError */
  #checkRoom(): void {
    const { bytes, count } = this.catalogue.index
    const limit = this.#options.maxIndexBytes ?? totalmem() / 2
    if (bytes <= limit) return
    this.#renewPending()
    throw new IndexFullError(count, limit)
  }

  #renewPending(): void {
    const firstChanged = this.#dropPending()
    this.#addPending()
    this.#listener.changed(firstChanged)
  }

  #addPending(): void {
    this.#scanner.settle(this.catalogue)
    for (const record of this.#scanner.reference.pending(this.#showsUnfinishedLine)) {
      this.#pending.push({ kind: this.catalogue.append(record), record })
    }
  }

  /** The first record whose place may change by what comes now. */
  #dropPending(): number {
    this.#listener.tookBack(this.settledRecords)
    for (const { kind } of this.#pending.reverse()) this.catalogue.removeLast(kind)
    this.#pending = []
    return this.catalogue.index.count
  }
}
