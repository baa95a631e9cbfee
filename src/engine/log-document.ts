import type { Profile } from '#shared/feature'
import type { Filter } from '#shared/filter'
import type {
  DocumentResults,
  DocumentStatus,
  Marks,
  SearchStatus,
  Timeline,
  TriageRow,
  ViewState,
} from '#shared/protocol/document'
import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'
import type { RulePack } from '#shared/rules/rule'
import { isSameQuery, type TextQuery } from '#shared/search'

import { Background } from './background'
import { Navigation } from './document/navigation'
import { Records } from './document/records'
import { recordCounts } from './document/record-counts'
import { DocumentFindings } from './findings/document-findings'
import { Examples } from './examples'
import type { KnownLog } from './ingest/known-log'
import { type IngestOptions, LogIngest } from './ingest/log-ingest'
import { LogBytes } from './log-bytes'
import { classifiedLog } from './reclassify/classified-log'
import { reclassify } from './reclassify/reclassify'
import { DocumentSearch } from './search/document-search'
import { triage } from './triage'
import type { RuleTrial, TriedLog } from './trial/rule-trial'
import { Lens } from './view/lens'

/** A view by text is handed out with that many records of it on both sides, or after that time. */
const FILL_ROWS = 200
const FILL_MS = 300

export interface DocumentOptions extends IngestOptions {
  /** Where what nobody waits for gives way to what somebody does. */
  readonly background?: Background
}

/**
 * One log: what was read of it, what of it is shown, what is searched in it. Rows are read from the
 * file when they are asked for. Another log under the same path is another LogDocument.
 */
export class LogDocument {
  readonly #bytes: LogBytes
  readonly #rules: RuleSet
  readonly #ingest: LogIngest
  readonly #records: Records
  readonly #search: DocumentSearch
  readonly #lens: Lens
  /** What several records say together, as far as they were looked at. */
  readonly findings: DocumentFindings
  readonly #examples: Examples
  readonly #background: Background
  readonly navigation: Navigation

  private constructor(
    bytes: LogBytes,
    path: string,
    rules: RuleSet,
    reference: Milliseconds,
    profile: Profile,
    options: DocumentOptions,
  ) {
    this.#bytes = bytes
    this.#background = options.background ?? new Background()
    this.#rules = rules
    this.#ingest = new LogIngest(bytes, path, rules, reference, options, {
      changed: (first) => {
        this.#lens.update(first)
        this.#search.allow(this.#ingest.settledRecords)
      },
      tookBack: (count) => {
        this.#search.truncate(count)
        this.findings.takeBack(count)
      },
    })
    this.#records = new Records(bytes, this.#ingest, rules, (kind) => this.#lens.categoryOf(kind))
    this.#examples = new Examples((records) => this.#records.read(records))
    this.#search = new DocumentSearch(
      {
        get files() {
          return bytes.files
        },
        startOf: (record) => this.#records.startOf(record),
        placesOf: (from, to) => this.#index.placesOf(from, to),
        isMerged: () => this.#ingest.catalogue.kinds.isMerged,
        kindOf: (record) => this.#index.kindOf(record),
      },
      (firstChanged) => {
        this.#lens.updateFound(firstChanged)
        this.onSearch()
      },
    )
    this.findings = new DocumentFindings(
      {
        catalogue: this.#ingest.catalogue,
        rules,
        read: (records) => this.#records.read(records),
      },
      this.#background,
      () => {
        this.#lens.updateFinding()
        this.onFindings()
      },
    )
    this.#lens = new Lens(
      this.#ingest.catalogue,
      rules,
      this.#search,
      (records, finding) => this.findings.evidenceAmong(records, finding),
      profile,
    )
    this.navigation = new Navigation(this.#index, this.#search, this.#lens, this.missingBytes === 0)
  }

  /** @param reference when the file was last written, for times without a year */
  static async open(
    path: string,
    rules: RuleSet,
    reference: Milliseconds,
    profile: Profile,
    options: DocumentOptions = {},
  ) {
    return new LogDocument(await LogBytes.open(path), path, rules, reference, profile, options)
  }

  /** Over bytes that others read too; `close` lets go of them. */
  static over(bytes: LogBytes, ...rest: Parameters<typeof LogDocument.open>): LogDocument {
    const [path, rules, reference, profile, options = {}] = rest
    return new LogDocument(bytes.share(), path, rules, reference, profile, options)
  }

  /** Told whenever more was found, or the search has failed. */
  onSearch: () => void = () => undefined

  /** Told whenever the findings may be other ones. */
  onFindings: () => void = () => undefined

  /** Bytes before its first line that are not there, and may still come. */
  get missingBytes(): number {
    return this.#ingest.from
  }

  get indexedBytes(): number {
    return this.#ingest.indexedBytes
  }

  /** Bytes that may be read. */
  totalBytes(): Promise<number> {
    return this.#bytes.size()
  }

  /** Whether all that was read can be read again. */
  get isWhole(): boolean {
    return this.#bytes.isWhole
  }

  /** Some of the bytes stand elsewhere. */
  onMoved(): void {
    this.#search.onMoved()
  }

  /**
   * Reads what is new, a slice at a time.
   *
   * @param afterSlice told after each slice; false stops the reading
   */
  async readOn(afterSlice: () => boolean): Promise<void> {
    const isAtEnd = await this.#ingest.readOn(afterSlice)
    if (!isAtEnd) return
    // Nothing more comes for now, so that the last records are worth a look too.
    this.#search.allow(this.#index.count)
    this.findings.allow(this.#index.count, this.#ingest.settledRecords)
  }

  async close(): Promise<void> {
    // A worker that reads from a closed descriptor could read from another file.
    await this.#search.close()
    await this.findings.close()
    await this.#bytes.close()
  }

  status(): Omit<
    DocumentStatus,
    'state' | 'totalBytes' | 'arrived' | 'isReclassifying' | 'generation'
  > {
    const { kinds, totals } = this.#ingest.catalogue
    const categoryOf = (kind: number) => this.#lens.categoryOf(kind)
    const counts = recordCounts(kinds.kinds, totals, categoryOf)
    const { count } = this.#index
    return {
      records: count,
      lastTime: count === 0 ? null : this.#index.timeOf(count - 1),
      ...counts,
      inRange: this.#lens.hasRange
        ? recordCounts(kinds.kinds, this.#lens.totals, categoryOf, counts)
        : null,
      indexedBytes: this.indexedBytes,
      missingBytes: this.missingBytes,
      waitingBytes: this.#ingest.waitingBytes,
      view: this.#lens.counts(),
      proven: this.#lens.proven,
    }
  }

  /**
   * Begins with a search that a filter will need, and waits a moment for the records around the
   * anchor, so that the filter shows a screen of them at once. Others are let in as they are found.
   */
  async prepare(text: TextQuery, anchor: number | null): Promise<void> {
    this.#search.set(text, anchor)
    const found = this.#lens.renewFound()
    const { matches } = this.#search
    const isFilled = () => {
      const before = found.rank(anchor ?? 0)
      const isFilledBefore = before >= FILL_ROWS || matches.from === 0
      const isFilledBehind = found.shown - before >= FILL_ROWS || matches.to >= this.#search.limit
      return matches.to > (anchor ?? 0) && isFilledBefore && isFilledBehind
    }
    const patience = new Promise((resolve) => setTimeout(resolve, FILL_MS))
    await Promise.race([this.#search.until(isFilled), patience])
  }

  setFilter(filter: Filter, anchor: number | null): ViewState {
    if (filter.text !== null) this.#search.set(filter.text)
    return this.#lens.setFilter(filter, anchor)
  }

  get profile(): Profile {
    return this.#lens.profile
  }

  /** Nothing is read again: the index holds rules, and these have other categories now. */
  setProfile(profile: Profile, anchor: number | null): ViewState {
    return this.#lens.setProfile(profile, anchor)
  }

  /** The view as it is, and where the anchor stands in it. */
  state(anchor: number | null): ViewState {
    return this.#lens.state(anchor)
  }

  /** Whether the view lacks records that belong into it by now, see Lens. */
  get isViewStale(): boolean {
    return this.#lens.isStale
  }

  renewView(anchor: number | null): ViewState {
    return this.#lens.renew(anchor)
  }

  /** Whether a text is looked for. */
  get hasSearch(): boolean {
    return this.#search.query !== null
  }

  get filtersByText(): boolean {
    return this.#lens.filtersByText
  }

  /** Whether there is any record of a group, see Filter. */
  hasGroup(group: string): boolean {
    return this.#lens.hasGroup(group)
  }

  /** Takes the place of a document over the same bytes: its views are newer. */
  goOnAfter(other: LogDocument): void {
    this.#lens.goOnAfter(other.#lens.number)
  }

  /** The record here that holds the beginning of a record of another document over the same bytes. */
  recordFor(record: number, other: LogDocument): number {
    if (record >= other.#index.count || this.#index.count === 0) return record
    return this.#index.recordAtOffset(other.#index.offsetOf(record))
  }

  /** What is known of the log, by other rules; null where it has to be scanned for that. */
  async knownBy(rules: RuleSet, goesOn: () => boolean): Promise<KnownLog | null> {
    const log = classifiedLog(this.#bytes, this.#ingest, this.#rules)
    return log && reclassify(log, rules, goesOn)
  }

  /** Counts the records that the rules of a pack fit. */
  async tryRules(trial: RuleTrial, pack: RulePack, tell: Parameters<RuleTrial['run']>[2]) {
    const log: TriedLog = {
      catalogue: this.#ingest.catalogue,
      rules: this.#rules,
      read: (records) => this.#records.read(records),
      rowOf: (record, read) => this.#records.rowOf(record, read),
    }
    await trial.run(log, pack, tell)
  }

  /** Looks for a text, first around the anchor; a filter by another text ends. */
  setSearch(text: TextQuery | null, anchor: number | null = null): SearchStatus {
    if (!isSameQuery(text, this.#search.query)) {
      this.#search.set(text, anchor)
      this.#lens.followSearch(text)
    }
    return this.searchStatus()
  }

  searchStatus(): SearchStatus {
    const { number, matches, limit, failure, isDone } = this.#search
    return {
      number,
      state: failure ? 'failed' : isDone ? 'done' : 'searching',
      matches: matches.count,
      shownMatches: this.#search.query === null ? 0 : this.#lens.found.shown,
      searchedRecords: matches.searched,
      ofRecords: limit,
      failure,
    }
  }

  /** Where in the view its problems and matches lie. */
  marks(slots: number): Marks {
    return this.#lens.marks(slots)
  }

  async highlight(
    texts: readonly string[],
    areParts: boolean,
  ): Promise<DocumentResults['search.highlight']> {
    const { number } = this.#search
    return { number, ranges: await this.#search.highlight(texts, areParts) }
  }

  async rows(from: number, count: number): Promise<DocumentResults['view.rows']> {
    const view = this.#lens.number
    const rows = await this.#records.rows(this.#lens.view.select(from, count))
    return { view, from, rows }
  }

  /** @throws RangeError for a record that is not there */
  detail(record: number): Promise<DocumentResults['record.get']> {
    return this.#records.detail(record)
  }

  /** The kinds of messages, of the filter's range of time alone where it has one. */
  async triage(): Promise<readonly TriageRow[]> {
    const { kinds } = this.#ingest.catalogue
    const inRange = this.#lens.occurrencesInRange
    const rows = await triage(kinds, this.#rules, this.#lens.profile, (kind) =>
      inRange ? inRange.get(kind) : this.#ingest.occurrenceOf(kind),
    )
    return this.#examples.addTo(rows, this.#ingest.settledRecords)
  }

  /** The shown records by category and time; null where none has a time. */
  timeline(bars: number): Promise<Timeline | null> {
    return this.#lens.timeline(bars, this.#background)
  }

  get #index() {
    return this.#ingest.catalogue.index
  }
}
