import { CATEGORIES, type Category } from '#shared/category'
import { type Feature, FEATURES, type Profile } from '#shared/feature'
import { type Filter, SHOW_ALL } from '#shared/filter'
import type { FoundRecord, Location, Marks, Timeline, ViewState } from '#shared/protocol/document'
import { isSameQuery, type TextQuery } from '#shared/search'
import type { RuleSet } from '#shared/rules/compile'
import { isSameRange, type TimeRange } from '#shared/time-range'

import type { Background } from '../background'
import type { Catalogue } from '../index/catalogue'
import type { KindOccurrence } from '../index/kind-stats'
import { countsOf } from '../counts'
import type { EvidenceRecords } from '../findings/evidence-records'
import type { DocumentSearch } from '../search/document-search'
import type { Matches } from '../search/matches'
import { MatchesFrom } from '../search/matches-from'
import { BlockTimes } from './block-times'
import { type CountedRecords, totalsAmong } from './counted'
import { marksOf } from './marks'
import { occurrencesAmong } from './occurrences'
import { ShownKinds } from './shown-kinds'
import { TimeFilter } from './time-filter'
import { timelineOf } from './timeline'
import { View } from './view'

const ALL_TIME: TimeRange = { from: null, until: null }

/** A view by text is followed by another one where that many records are missing before it, or as many as it has. */
const MIN_LACKING = 200

/** Of some records those that a finding rests on, by its id. */
type EvidenceAmong = (records: CountedRecords, id: string) => EvidenceRecords

/**
 * What of a log is shown: the filter and the profile, and the view that follows from them. A change
 * judges the kinds anew, which are few; no record is read again.
 */
export class Lens {
  readonly #catalogue: Catalogue
  readonly #rules: RuleSet
  readonly #search: DocumentSearch
  readonly #evidenceAmong: EvidenceAmong
  readonly #times: BlockTimes
  readonly #kinds: ShownKinds
  #profile: Profile
  #filter: Filter = SHOW_ALL
  /** What a finding leaves of all records, and of those that match. */
  readonly #evidence = new Map<CountedRecords, EvidenceRecords>()
  /** What the range of time leaves of them. */
  readonly #timeFilters = new Map<CountedRecords, TimeFilter>()
  /** The records of the shown kinds that the finding rests on, where there is one, in the range of time. */
  #inRange: View
  /** Those of them that match. */
  #found: View
  /** The matches that a view by text shows, and all those that are found for it. */
  #shownMatches: CountedRecords
  #foundMatches: Matches
  #view: View
  /** What `totals` gives where there is a range; null where that is to be counted. */
  #rangeTotals: readonly number[] | null = null
  #number = 1

  constructor(
    catalogue: Catalogue,
    rules: RuleSet,
    search: DocumentSearch,
    evidenceAmong: EvidenceAmong,
    profile: Profile,
  ) {
    this.#catalogue = catalogue
    this.#rules = rules
    this.#search = search
    this.#evidenceAmong = evidenceAmong
    this.#profile = profile
    this.#times = new BlockTimes(catalogue.index)
    this.#kinds = new ShownKinds(catalogue, this.#filter, profile)
    this.#inRange = this.#viewOf(catalogue.blocks)
    this.#found = this.#viewOf(search.matches)
    this.#shownMatches = this.#foundMatches = search.matches
    this.#view = this.#inRange
  }

  get profile(): Profile {
    return this.#profile
  }

  get view(): View {
    return this.#view
  }

  get found(): View {
    return this.#found
  }

  /** Grows with every change of filter or profile, never by growth of the log. */
  get number(): number {
    return this.#number
  }

  /** Goes on behind another view, whose number is not used again. */
  goOnAfter(number: number): void {
    this.#number = Math.max(this.#number, number + 1)
  }

  get filtersByText(): boolean {
    return this.#filter.text !== null
  }

  setFilter(filter: Filter, anchor: number | null): ViewState {
    if (!isSameRange(filter.time, this.#filter.time)) this.#timeFilters.clear()
    if (filter.finding !== this.#filter.finding) this.#evidence.clear()
    this.#filter = filter
    return this.#newView(anchor)
  }

  setProfile(profile: Profile, anchor: number | null): ViewState {
    this.#profile = profile
    return this.#newView(anchor)
  }

  /** After the search looks for another text: a filter by the one before ends. */
  followSearch(text: TextQuery | null): void {
    if (!isSameQuery(this.#filter.text, text)) {
      if (this.#filter.text !== null) this.#number++
      this.#filter = { ...this.#filter, text: null }
    }
    this.#judgeKinds()
  }

  /**
   * The view by the groups and the matches as they are now. As the log grows, unknown messages that
   * were told apart can turn out to be one kind: a view of one of them would lack records that were
   * there before. So does a view by text while more is found before what it shows.
   */
  renew(anchor: number | null): ViewState {
    return this.#newView(anchor)
  }

  /** Whether `renew` would show other records. */
  get isStale(): boolean {
    return this.#lacksMatches || this.#kinds.areStale
  }

  /** Not for each of them, but where they are worth a new view. */
  get #lacksMatches(): boolean {
    const { matches } = this.#search
    // Another text may be looked for while the view of before stays.
    if (!this.filtersByText || matches !== this.#foundMatches) return false
    const lacking = this.#found.shown - this.#view.shown
    return lacking > 0 && (matches.from === 0 || lacking >= Math.max(MIN_LACKING, this.#view.shown))
  }

  /** Lets matches in as they are found, while the view of before stays. */
  renewFound(): View {
    this.#found = this.#viewOf(this.#search.matches)
    return this.#found
  }

  /** After the findings may rest on other records than before. */
  updateFinding(): void {
    if (this.#filter.finding === null) return
    const before = this.#evidence.get(this.#catalogue.blocks)
    this.#evidence.clear()
    this.#judgeKinds()
    const now = this.#evidence.get(this.#catalogue.blocks)
    if (before && now && !before.goesOnIn(now)) this.#number++
  }

  /** After records from `firstChanged` on were searched. */
  updateFound(firstChanged: number): void {
    for (const matches of new Set([this.#search.matches, this.#shownMatches])) {
      this.#timeFilters.get(this.#inEvidence(matches))?.update(firstChanged)
    }
    this.#found.update(firstChanged)
    if (this.filtersByText) this.#view.update(firstChanged)
  }

  /** After records from `firstChanged` on changed or were added. */
  update(firstChanged: number): void {
    this.#kinds.update()
    this.#rangeTotals = null
    this.#times.update(firstChanged)
    for (const filter of this.#timeFilters.values()) filter.update(firstChanged)
    // The view of before may still be there while matches are found for the next one.
    for (const view of new Set([this.#inRange, this.#found, this.#view])) view.update(firstChanged)
  }

  /** The view as it is, and where the anchor stands in it. */
  state(anchor: number | null): ViewState {
    const anchorPosition = anchor === null ? null : this.locate(anchor).position
    return { ...this.counts(), anchorPosition }
  }

  /** The record, or failing it the next shown one, or failing that the last. */
  locate(record: number): Location {
    const shown = this.#view.shown
    const position = shown === 0 ? null : Math.min(this.#view.rank(record), shown - 1)
    const found = position === null ? undefined : this.#view.select(position, 1)[0]
    return { view: this.#number, position, record: found ?? null }
  }

  counts(): Omit<ViewState, 'anchorPosition'> {
    const { shown } = this.#view
    const inRange = this.#inRange.shown
    const hidden = countsOf(CATEGORIES)
    let all = 0
    let ofShownKinds = 0
    this.totals.forEach((total, kind) => {
      all += total
      if (this.#kinds.has(kind)) ofShownKinds += total
      else hidden[this.categoryOf(kind)] += total
    })
    return {
      view: this.#number,
      shown,
      hidden,
      hiddenByFinding: ofShownKinds - inRange,
      hiddenByTime: this.#catalogue.index.count - all,
      hiddenByText: inRange - shown,
    }
  }

  /** How many records there are of each kind, at its number, in the range of time where there is one. */
  get totals(): readonly number[] {
    if (this.#filter.time === null) return this.#catalogue.totals
    this.#rangeTotals ??= totalsAmong(this.#inTime(this.#catalogue.blocks))
    return this.#rangeTotals
  }

  get hasRange(): boolean {
    return this.#filter.time !== null
  }

  /** The problems in the view. */
  get problems(): View {
    const isProblem = this.#kinds.flags.map((isShown, kind) =>
      isShown === 1 && this.categoryOf(kind) === 'problem' ? 1 : 0,
    )
    return new View(this.#catalogue.index, this.#inView, isProblem)
  }

  /** The nearest of some records of the view from `start` on or before it, round the ends. */
  nearest(some: View, start: number, isForward: boolean): FoundRecord | null {
    if (some.shown === 0) return null
    const place = (some.rank(start) - (isForward ? 0 : 1) + some.shown) % some.shown
    const [record] = some.select(place, 1)
    if (record === undefined) return null
    return { view: this.#number, record, position: this.#view.rank(record), ordinal: place + 1 }
  }

  /** Whether a record that was found is one of the view by now. */
  shows({ record, position }: FoundRecord): boolean {
    return this.#view.select(position, 1)[0] === record
  }

  /** Where in the view its problems lie, and its matches where it shows others too. */
  marks(slots: number): Marks {
    const { count } = this.#catalogue.index
    const problems = marksOf(this.#view, this.problems, slots, count)
    const matches = this.filtersByText ? [] : marksOf(this.#view, this.#found, slots, count)
    return { view: this.#number, problems, matches }
  }

  /** What is known of a kind in the range of time; null where there is no range. */
  get occurrencesInRange(): ReadonlyMap<number, KindOccurrence> | null {
    if (this.#filter.time === null) return null
    return occurrencesAmong(this.#inTime(this.#catalogue.blocks), this.#catalogue.index)
  }

  /** The shown records by category and time, over the range of time where there is one. */
  timeline(maxBars: number, background: Background): Promise<Timeline | null> {
    const source = {
      index: this.#catalogue.index,
      times: this.#times,
      records: this.#inView,
      categoryOf: (kind: number) => (this.#kinds.has(kind) ? this.categoryOf(kind) : null),
    }
    return timelineOf(source, this.#filter.time ?? ALL_TIME, maxBars, background)
  }

  categoryOf(kind: number): Category {
    return this.#kinds.categoryOf(kind)
  }

  /** Whether there is any record of a group. */
  hasGroup(name: string): boolean {
    const { kinds, totals } = this.#catalogue
    const group = kinds.groupNamed(name)
    return totals.some((total, kind) => total > 0 && kinds.groupOf(kind) === group)
  }

  /** Features which the log proves to be in use and the profile does not name. */
  get proven(): Feature[] {
    return FEATURES.filter(
      (feature) =>
        !this.#profile.includes(feature) &&
        this.#catalogue.kinds.kinds.some(
          ({ rule }, kind) =>
            (this.#catalogue.totals[kind] ?? 0) > 0 && this.#rules.rules[rule]?.proves === feature,
        ),
    )
  }

  #newView(anchor: number | null): ViewState {
    const { matches } = this.#search
    this.#foundMatches = matches
    this.#shownMatches = matches.from === 0 ? matches : new MatchesFrom(matches, matches.from)
    this.#judgeKinds()
    this.#number++
    return this.state(anchor)
  }

  #judgeKinds(): void {
    this.#kinds.judge(this.#filter, this.#profile)
    this.#rangeTotals = null
    const { matches } = this.#search
    const { blocks } = this.#catalogue
    const wanted = [blocks, matches, this.#shownMatches]
    for (const records of this.#evidence.keys()) {
      if (!wanted.includes(records)) this.#evidence.delete(records)
    }
    const evidence = wanted.map((records) => this.#inEvidence(records))
    for (const records of this.#timeFilters.keys()) {
      if (![blocks, ...evidence].includes(records)) this.#timeFilters.delete(records)
    }
    this.#inRange = this.#viewOf(blocks)
    this.#found = this.#viewOf(matches)
    if (this.#filter.text === null) this.#view = this.#inRange
    else
      this.#view = this.#shownMatches === matches ? this.#found : this.#viewOf(this.#shownMatches)
  }

  /** Those of the records that pass every line of the filter but its text. */
  #viewOf(records: CountedRecords): View {
    const some = this.#inTime(this.#inEvidence(records))
    return new View(this.#catalogue.index, some, this.#kinds.flags)
  }

  #inEvidence(records: CountedRecords): CountedRecords {
    const { finding } = this.#filter
    if (finding === null) return records
    let evidence = this.#evidence.get(records)
    if (!evidence) {
      evidence = this.#evidenceAmong(records, finding)
      this.#evidence.set(records, evidence)
    }
    return evidence
  }

  /** The records of the finding, the range of time and the text that is filtered by, of whatever kind. */
  get #inView(): CountedRecords {
    const { text } = this.#filter
    const records = text === null ? this.#catalogue.blocks : this.#shownMatches
    return this.#inTime(this.#inEvidence(records))
  }

  /** A range is looked up once, whatever else is filtered by. */
  #inTime(records: CountedRecords): CountedRecords {
    const { time } = this.#filter
    if (time === null) return records
    let filter = this.#timeFilters.get(records)
    if (!filter) {
      filter = new TimeFilter(this.#catalogue.index, this.#times, records, time)
      this.#timeFilters.set(records, filter)
    }
    return filter
  }
}
