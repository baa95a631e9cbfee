import { CATEGORIES, type Category } from '#shared/category'
import { type Feature, FEATURES, type Profile } from '#shared/feature'
import { type Filter, SHOW_ALL } from '#shared/filter'
import type { FoundRecord, Location, Marks, Timeline, ViewState } from '#shared/protocol/document'
import { programOf } from '#shared/program'
import { isSameQuery, type TextQuery } from '#shared/search'
import type { RuleSet } from '#shared/rules/compile'
import { isSameRange, type TimeRange } from '#shared/time-range'

import type { Catalogue } from '../index/catalogue'
import type { KindOccurrence } from '../index/kind-stats'
import { countsOf } from '../counts'
import type { EvidenceRecords } from '../findings/evidence-records'
import type { DocumentSearch } from '../search/document-search'
import type { Matches } from '../search/matches'
import { MatchesFrom } from '../search/matches-from'
import { BlockTimes } from './block-times'
import type { CountedRecords } from './counted'
import { marksOf } from './marks'
import { occurrencesAmong } from './occurrences'
import { TimeFilter } from './time-filter'
import { timelineOf } from './timeline'
import { View } from './view'

const ALL_TIME: TimeRange = { from: null, until: null }

const ALL_KINDS = 0x10000

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
  readonly #isShown = new Uint8Array(ALL_KINDS)
  /** Kinds for which that is said. */
  #judgedKinds = 0
  /** Those of them whose records may still be half read: which message they are is judged again. */
  readonly #unsettledKinds = new Set<number>()
  /** Of the groups by which the kinds were judged. */
  #groupsVersion = 0
  #profile: Profile
  #filter: Filter = SHOW_ALL
  /** What a finding leaves of all records, and of those that match. */
  readonly #evidence = new Map<CountedRecords, EvidenceRecords>()
  /** What the range of time leaves of them. */
  readonly #timeFilters = new Map<CountedRecords, TimeFilter>()
  /** The records of the shown kinds that the finding rests on, where there is one. */
  #inFinding: View
  /** Those of them in the range of time. */
  #inRange: View
  /** Those of them that match. */
  #found: View
  /** The matches that a view by text shows, and all those that are found for it. */
  #shownMatches: CountedRecords
  #foundMatches: Matches
  #view: View
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
    this.#inFinding = this.#viewOf(catalogue.blocks)
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
    return this.#lacksMatches || this.#isGroupStale
  }

  /** Not for each of them, but where they are worth a new view. */
  get #lacksMatches(): boolean {
    const { matches } = this.#search
    // Another text may be looked for while the view of before stays.
    if (!this.filtersByText || matches !== this.#foundMatches) return false
    const lacking = this.#found.shown - this.#view.shown
    return lacking > 0 && (matches.from === 0 || lacking >= Math.max(MIN_LACKING, this.#view.shown))
  }

  get #isGroupStale(): boolean {
    const { kinds } = this.#catalogue
    if (this.#filter.group === null || kinds.groupsVersion === this.#groupsVersion) return false
    const group = this.#shownGroup()
    const isStale = kinds.kinds.some(
      (_, kind) => this.#shows(kind, group) !== (this.#isShown[kind] === 1),
    )
    if (!isStale) this.#groupsVersion = kinds.groupsVersion
    return isStale
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
    const { kinds, stats } = this.#catalogue
    for (; this.#judgedKinds < kinds.kinds.length; this.#judgedKinds++) {
      this.#unsettledKinds.add(this.#judgedKinds)
    }
    const group = this.#shownGroup()
    for (const kind of this.#unsettledKinds) {
      this.#isShown[kind] = this.#shows(kind, group) ? 1 : 0
      if (stats.get(kind)) this.#unsettledKinds.delete(kind)
    }
    this.#times.update(firstChanged)
    for (const filter of this.#timeFilters.values()) filter.update(firstChanged)
    // The view of before may still be there while matches are found for the next one.
    for (const view of new Set([this.#inFinding, this.#inRange, this.#found, this.#view]))
      view.update(firstChanged)
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
    const hidden = this.#hidden()
    const inKinds = Object.values(hidden).reduce((sum, count) => sum + count, 0)
    const { shown } = this.#view
    const inFinding = this.#inFinding.shown
    const inRange = this.#inRange.shown
    return {
      view: this.#number,
      shown,
      hidden,
      hiddenByFinding: this.#catalogue.index.count - inKinds - inFinding,
      hiddenByTime: inFinding - inRange,
      hiddenByText: inRange - shown,
    }
  }

  /** The problems in the view. */
  get problems(): View {
    const isProblem = this.#isShown.map((isShown, kind) =>
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
  timeline(maxBars: number): Promise<Timeline | null> {
    const source = {
      index: this.#catalogue.index,
      times: this.#times,
      records: this.#inView,
      categoryOf: (kind: number) => (this.#isShown[kind] === 1 ? this.categoryOf(kind) : null),
    }
    return timelineOf(source, this.#filter.time ?? ALL_TIME, maxBars)
  }

  categoryOf(kind: number): Category {
    return this.#catalogue.kinds.categoryOf(kind, this.#profile)
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
    const group = this.#shownGroup()
    this.#groupsVersion = this.#catalogue.kinds.groupsVersion
    this.#catalogue.kinds.kinds.forEach((_, kind) => {
      this.#isShown[kind] = this.#shows(kind, group) ? 1 : 0
    })
    const { matches } = this.#search
    const { blocks, index } = this.#catalogue
    const wanted = [blocks, matches, this.#shownMatches]
    for (const records of this.#evidence.keys()) {
      if (!wanted.includes(records)) this.#evidence.delete(records)
    }
    const evidence = wanted.map((records) => this.#inEvidence(records))
    for (const records of this.#timeFilters.keys()) {
      if (![blocks, ...evidence].includes(records)) this.#timeFilters.delete(records)
    }
    this.#inFinding = new View(index, this.#inEvidence(blocks), this.#isShown)
    this.#inRange = this.#viewOf(blocks)
    this.#found = this.#viewOf(matches)
    if (this.#filter.text === null) this.#view = this.#inRange
    else
      this.#view = this.#shownMatches === matches ? this.#found : this.#viewOf(this.#shownMatches)
  }

  #shownGroup(): string | null {
    const { group } = this.#filter
    return group === null ? null : this.#catalogue.kinds.groupNamed(group)
  }

  /** Those of the records that pass every line of the filter but its text. */
  #viewOf(records: CountedRecords): View {
    const some = this.#inTime(this.#inEvidence(records))
    return new View(this.#catalogue.index, some, this.#isShown)
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

  #shows(number: number, group: string | null): boolean {
    const { kinds } = this.#catalogue
    const kind = kinds.kinds[number]
    if (!kind) return false
    const { hiddenCategories, hiddenLevels, hiddenPrograms } = this.#filter
    return (
      (group === null || kinds.groupOf(number) === group) &&
      !hiddenLevels.includes(kind.level ?? 'none') &&
      !hiddenPrograms.includes(programOf(kind.component)) &&
      !hiddenCategories.includes(this.categoryOf(number))
    )
  }

  #hidden(): Record<Category, number> {
    const hidden = countsOf(CATEGORIES)
    this.#catalogue.totals.forEach((total, kind) => {
      if (this.#isShown[kind] !== 1) hidden[this.categoryOf(kind)] += total
    })
    return hidden
  }
}
