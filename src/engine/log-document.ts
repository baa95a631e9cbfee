import { type FileHandle, open as openFile } from 'node:fs/promises'

import { CATEGORIES, type Category } from '#shared/category'
import type { Profile } from '#shared/feature'
import { FEATURES } from '#shared/feature'
import { type Filter, SHOW_ALL } from '#shared/filter'
import { LEVELS } from '#shared/level'
import type {
  DocumentResults,
  DocumentStatus,
  FoundRecord,
  Location,
  SearchStatus,
  TriageRow,
  ViewState,
} from '#shared/protocol/document'
import type { Milliseconds, RecordRow } from '#shared/record'
import { isSameQuery, type TextQuery } from '#shared/search'
import type { RuleSet } from '#shared/rules/compile'

import { Catalogue } from './index/catalogue'
import { merged } from './index/kind-stats'
import { KindTable } from './index/kind-table'
import { FastScanner } from './kernel/fast-scanner'
import { KeptIndexes } from './kept/index-folder'
import { readParallel } from './parallel/read-parallel'
import { type SegmentPool, WorkerPool } from './parallel/pool'
import type { ScannedSegment } from './parallel/segment-scanner'
import { type Placed, toDetail, toRow } from './present'
import { type Extent, type ReadRecord, RecordReader } from './record-reader'
import type { ScannedRecord } from './scan/scanner'
import { triage } from './triage'
import { DocumentSearch } from './search/document-search'
import { View } from './view/view'

/** How far back a record without a time looks for the milliseconds of its neighbour. */
const NEIGHBOURS = 20

const ALL_KINDS = 0x10000

/** A view by text is handed out with that many records of it, or after that time. */
const FILL_ROWS = 200
const FILL_MS = 300

/** Below it, starting workers takes longer than scanning. */
const PARALLEL_BYTES = 64 * 1024 * 1024

/** Read before the workers start, so that the first screen does not wait for them. */
const FIRST_BYTES = 4 * 1024 * 1024

/** Where a record begins for certain is looked for in so much. */
const CUT_BYTES = 256 * 1024

/** Smaller logs are read as quickly as their index. */
const KEPT_BYTES = 32 * 1024 * 1024

export interface DocumentOptions {
  /** engine/scan-worker of the bundle; without it one thread reads. */
  readonly scanWorker?: URL
  /** Logs of this size and more are read by workers. */
  readonly parallelFrom?: number
  readonly makePool?: (script: URL) => SegmentPool
  /** Where indexes are kept from one run to the next; without it none is. */
  readonly keptFolder?: string
  /** Of logs of this size and more. */
  readonly keptFrom?: number
}

/**
 * One log: read once from the start, then as it grows. Holds the index and one view of it; rows are
 * read from the file when they are asked for. A replaced or truncated file is another LogDocument.
 */
export class LogDocument {
  readonly #file: FileHandle
  readonly #options: DocumentOptions
  readonly #makePool: (script: URL) => SegmentPool
  readonly #kept: KeptIndexes | null
  /** Bytes of the log that a kept index knew. */
  #loadedBytes = 0
  readonly #cutBuffer = Buffer.allocUnsafe(CUT_BYTES)
  readonly #rules: RuleSet
  readonly #scanner: FastScanner
  readonly #reader: RecordReader
  readonly #catalogue: Catalogue
  readonly #isShown = new Uint8Array(ALL_KINDS)
  /** Kinds for which that is said. */
  #judgedKinds = 0
  /** Records at the end that may still change. */
  #pending: { readonly kind: number; readonly record: ScannedRecord }[] = []
  #profile: Profile
  #filter: Filter = SHOW_ALL
  readonly #search: DocumentSearch
  #view: View
  /** The records of the shown kinds that match: the view itself where it filters by text. */
  #found: View
  #viewNumber = 1
  #position = 0
  /**
   * Where the line without a line end begins that stood at the end when the log was opened: it is
   * shown, for nothing may ever end it. One that begins later waits for its end.
   */
  #unfinishedFrom: 'not yet at the end' | number | null = 'not yet at the end'

  private constructor(
    file: FileHandle,
    rules: RuleSet,
    reference: Milliseconds,
    profile: Profile,
    options: DocumentOptions,
    makePool: (script: URL) => SegmentPool,
    kept: KeptIndexes | null,
  ) {
    this.#kept = kept
    this.#file = file
    this.#options = options
    this.#makePool = makePool
    this.#rules = rules
    this.#profile = profile
    this.#scanner = new FastScanner(rules, reference)
    this.#reader = new RecordReader(file, this.#scanner.reference.context)
    this.#catalogue = new Catalogue(new KindTable(rules))
    this.#search = new DocumentSearch(
      {
        file: file.fd,
        startsOf: (from, to) => this.#startsOf(from, to),
        kindOf: (record) => this.#index.kindOf(record),
      },
      (firstChanged) => {
        this.#found.update(firstChanged)
        this.onSearch()
      },
    )
    this.#view = this.#makeView()
    this.#found = this.#view
  }

  /** @param reference when the file was last written, for times without a year */
  static async open(
    path: string,
    rules: RuleSet,
    reference: Milliseconds,
    profile: Profile,
    options: DocumentOptions = {},
  ) {
    const file = await openFile(path, 'r')
    const makePool =
      options.makePool ?? ((script: URL) => new WorkerPool(script, path, rules, reference))
    const { keptFolder } = options
    const kept =
      keptFolder === undefined ? null : new KeptIndexes(keptFolder, path, rules, reference)
    return new LogDocument(file, rules, reference, profile, options, makePool, kept)
  }

  /** Told whenever more was found, or the search has failed. */
  onSearch: () => void = () => undefined

  get indexedBytes(): number {
    return this.#position
  }

  /** Bytes in the file now. */
  async totalBytes(): Promise<number> {
    return (await this.#file.stat()).size
  }

  /**
   * Reads what is new, a slice at a time.
   *
   * @param afterSlice told after each slice; false stops the reading
   */
  async readOn(afterSlice: () => boolean): Promise<void> {
    const isFirst = this.#position === 0
    if (isFirst) {
      await this.#loadIndex()
      if (!(await this.#readFirst(afterSlice))) return
    }
    const isAtEnd = await this.#readSlices(afterSlice, Number.POSITIVE_INFINITY)
    if (isFirst && isAtEnd) await this.#keepIndex()
    // Nothing more comes for now, so that the last records are worth a look too.
    if (isAtEnd) this.#search.allow(this.#index.count)
  }

  /** Takes over what is known of the log from the last time. */
  async #loadIndex(): Promise<void> {
    const size = await this.totalBytes()
    if (size < (this.#options.keptFrom ?? KEPT_BYTES)) return
    const kept = await this.#kept?.load(this.#file, size)
    if (!kept) return
    const { header, part } = kept
    const numbers = Uint16Array.from(header.kinds, (kind) => this.#kinds.adopt(kind))
    this.#catalogue.appendPart(part, numbers, 0, 0)
    this.#scanner.passOver(header.offset, header.line - 1, header.lastTime, this.#catalogue)
    this.#position = header.offset
    this.#loadedBytes = header.size
    this.#updateView(0)
  }

  async #keepIndex(): Promise<void> {
    const size = this.#position
    if (!this.#kept || size < (this.#options.keptFrom ?? KEPT_BYTES)) return
    // Not for every line that was added since.
    if (size < this.#loadedBytes * 1.1) return
    const resumption = this.#scanner.reference.resumption
    const firstChanged = this.#dropPending()
    const part = this.#catalogue.part()
    const kinds = [...this.#kinds.kinds]
    this.#addPending()
    this.#updateView(firstChanged)
    if (resumption === null || part === null) return
    await this.#kept.save(this.#file, size, { header: { ...resumption, kinds }, part })
  }

  /** Reads a large log with all processors, after so much of it that the page has what to show. */
  async #readFirst(afterSlice: () => boolean): Promise<boolean> {
    const { scanWorker, parallelFrom = PARALLEL_BYTES } = this.#options
    const size = await this.totalBytes()
    if (!scanWorker || size - this.#position < parallelFrom) return true
    if (!(await this.#readSlices(afterSlice, this.#position + FIRST_BYTES))) return false
    const start = await this.#findCut(this.#position)
    if (start === null) return true
    if (!(await this.#readSlices(afterSlice, start))) return false
    // A record begins at the cut, so the one before it is complete.
    const firstChanged = this.#dropPending()
    this.#scanner.finish(this.#catalogue)
    this.#updateView(firstChanged)
    const pool = this.#makePool(scanWorker)
    let goesOn = true
    try {
      await readParallel(pool, start, size, {
        findCut: (from) => this.#findCut(from),
        adopt: ({ kinds }) => kinds.map((kind) => this.#kinds.adopt(kind)),
        take: (segment, numbers, to) => {
          this.#takeSegment(segment, numbers, to)
          goesOn = afterSlice()
          return goesOn
        },
      })
    } catch (error) {
      // What is not scanned yet is scanned without them.
      console.error('logsieve: a scan worker failed:', error)
    } finally {
      await pool.close()
    }
    return goesOn
  }

  async #findCut(from: number): Promise<number | null> {
    // One byte more, to see whether a line begins there.
    const { bytesRead } = await this.#file.read(this.#cutBuffer, 0, CUT_BYTES, from - 1)
    const slice = this.#cutBuffer.subarray(0, bytesRead)
    const cut = this.#scanner.findCut(slice, false)
    return cut === null ? null : from - 1 + cut
  }

  #takeSegment({ part, lines, lastTime }: ScannedSegment, numbers: Uint16Array, to: number): void {
    const firstChanged = this.#dropPending()
    const before = this.#position
    const linesBefore = this.#scanner.reference.nextLine - 1
    this.#scanner.passOver(to - before, lines, lastTime, this.#catalogue)
    this.#catalogue.appendPart(part, numbers, before, linesBefore)
    this.#position = to
    this.#updateView(firstChanged)
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
        return false
      }
    }
    if (until !== Number.POSITIVE_INFINITY) return true
    const { waitingBytes, waitingOffset } = this.#scanner.reference
    if (this.#unfinishedFrom === 'not yet at the end') {
      this.#unfinishedFrom = waitingBytes > 0 ? waitingOffset : null
      this.#renewPending()
    }
    return true
  }

  get #index() {
    return this.#catalogue.index
  }

  get #kinds() {
    return this.#catalogue.kinds
  }

  get #totals() {
    return this.#catalogue.totals
  }

  get #showsUnfinishedLine(): boolean {
    return this.#unfinishedFrom === this.#scanner.reference.waitingOffset
  }

  async #readSlice(buffer: Buffer, position: number, until: number): Promise<Buffer> {
    const bytes = Math.min(buffer.length, until - position)
    if (bytes <= 0) return buffer.subarray(0, 0)
    const { bytesRead } = await this.#file.read(buffer, 0, bytes, position)
    return buffer.subarray(0, bytesRead)
  }

  async close(): Promise<void> {
    // A worker that reads from a closed descriptor could read from another file.
    await this.#search.close()
    await this.#file.close()
  }

  status(): Omit<DocumentStatus, 'state' | 'totalBytes' | 'generation'> {
    const categories = noneOf(CATEGORIES)
    const levels = { ...noneOf(LEVELS), none: 0 }
    this.#kinds.kinds.forEach(({ level }, kind) => {
      const total = this.#totals[kind] ?? 0
      categories[this.#kinds.categoryOf(kind, this.#profile)] += total
      levels[level ?? 'none'] += total
    })
    return {
      records: this.#index.count,
      indexedBytes: this.#position,
      waitingBytes: this.#showsUnfinishedLine ? 0 : this.#scanner.reference.waitingBytes,
      categories,
      levels,
      view: this.#counts(),
      proven: this.#proven(),
    }
  }

  /**
   * Begins with a search that a filter will need, and waits a moment for the records around the
   * anchor, so that the filter shows a screen of them at once. Others are let in as they are found.
   */
  async prepare(text: TextQuery, anchor: number | null): Promise<void> {
    this.#search.set(text)
    // The view of before stays until the filter changes it.
    this.#found = this.#makeFound()
    const found = this.#found
    const { matches } = this.#search
    const isFilled = () =>
      matches.searched > (anchor ?? 0) && found.shown - found.rank(anchor ?? 0) > FILL_ROWS
    const patience = new Promise((resolve) => setTimeout(resolve, FILL_MS))
    await Promise.race([this.#search.until(isFilled), patience])
  }

  setFilter(filter: Filter, anchor: number | null): ViewState {
    this.#filter = filter
    if (filter.text !== null) this.#search.set(filter.text)
    return this.#newView(anchor)
  }

  /** Looks for a text; a filter by another text ends. */
  setSearch(text: TextQuery | null): SearchStatus {
    if (isSameQuery(text, this.#search.query)) return this.searchStatus()
    this.#search.set(text)
    if (!isSameQuery(this.#filter.text, text)) {
      if (this.#filter.text !== null) this.#viewNumber++
      this.#filter = { ...this.#filter, text: null }
    }
    this.#judgeKinds()
    return this.searchStatus()
  }

  searchStatus(): SearchStatus {
    const { number, matches, limit, failure, isDone } = this.#search
    return {
      number,
      state: failure ? 'failed' : isDone ? 'done' : 'searching',
      matches: matches.count,
      shownMatches: this.#search.query === null ? 0 : this.#found.shown,
      searchedRecords: matches.searched,
      ofRecords: limit,
      failure,
    }
  }

  /** The view as it is, and where the anchor stands in it. */
  state(anchor: number | null): ViewState {
    const anchorPosition = anchor === null ? null : this.locate(anchor).position
    return { ...this.#counts(), anchorPosition }
  }

  get filtersByText(): boolean {
    return this.#filter.text !== null
  }

  /** The nearest match in the view on one side of a record, or failing it the last on the other side. */
  async nextMatch(record: number | null, isForward: boolean): Promise<FoundRecord | null> {
    const number = this.#search.number
    if (this.#search.query === null) return null
    const start = isForward ? (record === null ? 0 : record + 1) : (record ?? this.#index.count)
    const placeOf = () => this.#found.rank(start) - (isForward ? 0 : 1)
    await this.#search.until(() =>
      isForward
        ? placeOf() < this.#found.shown
        : this.#search.matches.searched >= start && placeOf() >= 0,
    )
    if (number !== this.#search.number || this.#found.shown === 0) return null
    const place = (placeOf() + this.#found.shown) % this.#found.shown
    const [found] = this.#found.select(place, 1)
    if (found === undefined) return null
    return {
      view: this.#viewNumber,
      record: found,
      position: this.#view.rank(found),
      ordinal: place + 1,
    }
  }

  async highlight(
    texts: readonly string[],
    areParts: boolean,
  ): Promise<DocumentResults['search.highlight']> {
    const { number } = this.#search
    return { number, ranges: await this.#search.highlight(texts, areParts) }
  }

  /** Nothing is read again: the index holds rules, and these have other categories now. */
  setProfile(profile: Profile, anchor: number | null): ViewState {
    this.#profile = profile
    return this.#newView(anchor)
  }

  async rows(from: number, count: number): Promise<DocumentResults['view.rows']> {
    const view = this.#viewNumber
    const records = this.#view.select(from, count)
    const read = await this.#reader.rows(records.map((record) => this.#extentOf(record)))
    const rows: RecordRow[] = []
    for (const [at, record] of records.entries()) {
      const content = read[at]
      if (content) rows.push(toRow(await this.#place(record, content), content))
    }
    return { view, from, rows }
  }

  /** The record, or failing it the next shown one, or failing that the last. */
  locate(record: number): Location {
    const shown = this.#view.shown
    const position = shown === 0 ? null : Math.min(this.#view.rank(record), shown - 1)
    const found = position === null ? undefined : this.#view.select(position, 1)[0]
    return { view: this.#viewNumber, position, record: found ?? null }
  }

  locateLine(line: number): Location {
    return this.locate(this.#index.count === 0 ? 0 : this.#index.recordOfLine(line))
  }

  locateTime(time: Milliseconds): Location {
    return this.locate(this.#index.recordAtTime(time))
  }

  /** @throws RangeError for a record that is not there */
  async detail(record: number): Promise<DocumentResults['record.get']> {
    const read = await this.#reader.detail(this.#extentOf(record))
    const rule = this.#rules.rules[this.#kindOf(record).rule] ?? null
    return { detail: toDetail(await this.#place(record, read), read), rule }
  }

  triage(): readonly TriageRow[] {
    return triage(this.#kinds, this.#rules, this.#profile, (kind) =>
      this.#pending.reduce((occurrence, pending, at) => {
        if (pending.kind !== kind) return occurrence
        const { time } = pending.record
        const firstRecord = this.#index.count - this.#pending.length + at
        const single = { count: 1, firstRecord, firstTime: time, lastTime: time }
        return occurrence ? merged(occurrence, single) : single
      }, this.#catalogue.stats.get(kind)),
    )
  }

  #takeSlice(slice: Buffer): void {
    const firstChanged = this.#dropPending()
    this.#scanner.feed(slice, this.#catalogue)
    this.#position += slice.length
    this.#addPending()
    this.#updateView(firstChanged)
  }

  #renewPending(): void {
    const firstChanged = this.#dropPending()
    this.#addPending()
    this.#updateView(firstChanged)
  }

  #updateView(firstChanged: number): void {
    for (; this.#judgedKinds < this.#kinds.kinds.length; this.#judgedKinds++) {
      this.#isShown[this.#judgedKinds] = this.#shows(this.#judgedKinds) ? 1 : 0
    }
    this.#view.update(firstChanged)
    if (this.#found !== this.#view) this.#found.update(firstChanged)
    this.#search.allow(this.#index.count - this.#pending.length)
  }

  #addPending(): void {
    for (const record of this.#scanner.reference.pending(this.#showsUnfinishedLine)) {
      this.#pending.push({ kind: this.#catalogue.append(record), record })
    }
  }

  /** The first record whose place may change by what comes now. */
  #dropPending(): number {
    this.#search.truncate(this.#index.count - this.#pending.length)
    for (const { kind } of this.#pending.reverse()) this.#catalogue.removeLast(kind)
    this.#pending = []
    return this.#index.count
  }

  #newView(anchor: number | null): ViewState {
    this.#judgeKinds()
    this.#viewNumber++
    return this.state(anchor)
  }

  #judgeKinds(): void {
    this.#kinds.kinds.forEach((_, kind) => (this.#isShown[kind] = this.#shows(kind) ? 1 : 0))
    this.#found = this.#makeFound()
    this.#view = this.#filter.text === null ? this.#makeView() : this.#found
  }

  #makeFound(): View {
    const { matches } = this.#search
    return new View(this.#index, matches, this.#isShown, (record) => matches.has(record))
  }

  #counts(): Omit<ViewState, 'anchorPosition'> {
    const hidden = this.#hidden()
    const inKinds = Object.values(hidden).reduce((sum, count) => sum + count, 0)
    const { shown } = this.#view
    return {
      view: this.#viewNumber,
      shown,
      hidden,
      hiddenByText: this.#index.count - inKinds - shown,
    }
  }

  #makeView(): View {
    return new View(this.#index, this.#catalogue.blocks, this.#isShown)
  }

  #startsOf(from: number, to: number): Float64Array<ArrayBuffer> {
    const starts = new Float64Array(to - from + 1)
    starts.set(this.#index.offsetsOf(from, to))
    starts[to - from] = to < this.#index.count ? this.#index.offsetOf(to) : this.#endOfLast()
    return starts
  }

  #shows(number: number): boolean {
    const kind = this.#kinds.kinds[number]
    if (!kind) return false
    const { hiddenCategories, hiddenLevels, group } = this.#filter
    return (
      (group === null || kind.group === group) &&
      !hiddenLevels.includes(kind.level ?? 'none') &&
      !hiddenCategories.includes(this.#kinds.categoryOf(number, this.#profile))
    )
  }

  #hidden(): Record<Category, number> {
    const hidden = noneOf(CATEGORIES)
    this.#totals.forEach((total, kind) => {
      if (this.#isShown[kind] !== 1) hidden[this.#kinds.categoryOf(kind, this.#profile)] += total
    })
    return hidden
  }

  #proven() {
    return FEATURES.filter(
      (feature) =>
        !this.#profile.includes(feature) &&
        this.#kinds.kinds.some(
          ({ rule }, kind) =>
            (this.#totals[kind] ?? 0) > 0 && this.#rules.rules[rule]?.proves === feature,
        ),
    )
  }

  #kindOf(record: number) {
    const kind = this.#kinds.kinds[this.#index.kindOf(record)]
    if (!kind) throw new RangeError(`no record ${record}`)
    return kind
  }

  #extentOf(record: number): Extent {
    const offset = this.#index.offsetOf(record)
    const isLast = record + 1 >= this.#index.count
    const end = isLast ? this.#endOfLast() : this.#index.offsetOf(record + 1)
    return { offset, bytes: end - offset }
  }

  #endOfLast(): number {
    const last = this.#pending.at(-1)?.record
    return last ? last.offset + last.bytes : this.#position
  }

  async #place(record: number, read: ReadRecord): Promise<Placed> {
    const kind = this.#kindOf(record)
    const number = this.#index.kindOf(record)
    const isLast = record + 1 >= this.#index.count
    const line = this.#index.lineOf(record)
    return {
      record,
      line,
      lines: isLast
        ? (this.#pending.at(-1)?.record.lines ?? 1)
        : this.#index.lineOf(record + 1) - line,
      time: read.entry.time ?? (await this.#timeOfNeighbour(record)),
      level: kind.level,
      rule: this.#rules.rules[kind.rule]?.id ?? null,
      category: this.#kinds.categoryOf(number, this.#profile),
    }
  }

  /** The index knows the second; the milliseconds stand in the record that wrote them. */
  async #timeOfNeighbour(record: number): Promise<Milliseconds | null> {
    const known = this.#index.timeOf(record)
    if (known === null) return null
    for (let before = record - 1; before >= Math.max(0, record - NEIGHBOURS); before--) {
      const [read] = await this.#reader.rows([this.#extentOf(before)])
      if (read && read.entry.time !== null) return read.entry.time
    }
    return known
  }
}

function noneOf<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>
}
