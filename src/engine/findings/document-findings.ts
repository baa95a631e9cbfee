import type { Finding } from '#shared/finding'

import type { Background } from '../background'
import type { ReadRecord } from '../record-reader'
import { BLOCK_SIZE } from '../view/block-counts'
import type { CountedRecords } from '../view/counted'
import { View } from '../view/view'
import type { Detector, Seen } from './detector'
import { DETECTORS } from './detectors/index'
import { type EvidenceRecords, ListedRecords, RecordsOfKinds } from './evidence-records'
import { type Findings, gather } from './gather'
import { Interests } from './interests'
import type { FoundIn } from './look-back'
import { Sampler } from './sampler'

/** While a large log is looked at for the first time, what is known so far is told this often. */
const NEWS_MS = 700

/** Records that are read in one go. */
const READ_AT_ONCE = 128

const ALL_KINDS = new Uint8Array(0x10000).fill(1)

/** A record that somebody follows. */
interface Followed {
  readonly seen: Seen
  readonly takers: readonly { readonly place: number; readonly isRead: boolean }[]
  read: ReadRecord | null
}

/** What a record looked like that may still change. */
interface Look {
  readonly kind: number
  readonly second: number
  /** Where its text was read. */
  readonly raw: string | null
}

/**
 * The findings in one document. It looks at records when the log rests, in slices, and hands each to
 * the detectors once and in order. The last ones, which may still change, are looked at again, and
 * where one of them has become another record all begins anew: so the findings are those of the
 * records that are there, however they came.
 */
export class DocumentFindings {
  readonly #log: FoundIn
  readonly #background: Background
  readonly #onChange: () => void
  readonly #interests: Interests
  #detectors: readonly Detector[]
  #samplers: readonly Sampler[]
  /** The next record to look at, and the next one that no detector has seen. */
  #next = 0
  #unseen = 0
  #limit = 0
  #settled = 0
  #isResting = false
  #isClosed = false
  #running: Promise<void> | null = null
  readonly #tentative = new Map<number, Look>()
  #gathered: Findings = new Map()
  /** What of it was told last. */
  #told = ''
  #isUpToDate = false
  #isDone = false

  constructor(log: FoundIn, background: Background, onChange: () => void) {
    this.#log = log
    this.#background = background
    this.#onChange = onChange
    this.#detectors = DETECTORS.map((make) => make())
    this.#samplers = this.#detectors.map(() => new Sampler())
    this.#interests = new Interests(log.catalogue.kinds, log.rules, this.#detectors)
  }

  /** The most important first. */
  get all(): readonly Finding[] {
    return [...this.#gathered.values()].map(({ finding }) => finding)
  }

  /** It has been through the whole log; what came since is looked at as it comes. */
  get isDone(): boolean {
    return this.#isDone
  }

  /** Of some records those that the finding rests on; none where there is no finding of this id. */
  evidenceAmong(records: CountedRecords, id: string): EvidenceRecords {
    const { index } = this.#log.catalogue
    const evidence = this.#gathered.get(id)?.evidence ?? { records: [] }
    return 'rules' in evidence
      ? new RecordsOfKinds(index, records, this.#interests.kindsOf(evidence.rules))
      : new ListedRecords(index, records, evidence.records)
  }

  /** The first lines of records that the finding rests on, from 1. */
  linesOf(id: string, limit: number): number[] {
    const { index, blocks } = this.#log.catalogue
    const evidence = new View(index, this.evidenceAmong(blocks, id), ALL_KINDS)
    return evidence.select(0, limit).map((record) => index.lineOf(record))
  }

  /** The log rests: records before `limit` may be looked at, and those before `settled` stay as they are. */
  allow(limit: number, settled: number): void {
    this.#limit = limit
    this.#settled = settled
    this.#isResting = true
    this.#isUpToDate = false
    this.#running ??= this.#run().finally(() => (this.#running = null))
  }

  /** The log is read on: the records from `count` on will be other ones, or the same again. */
  takeBack(count: number): void {
    this.#isResting = false
    this.#limit = Math.min(this.#limit, count)
    this.#next = Math.min(this.#next, count)
  }

  /** Goes on when all is looked at that may be. */
  async settle(): Promise<void> {
    await this.#running
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#running
  }

  /** While the log is read, its findings wait. */
  #goesOn(): boolean {
    return this.#isResting && !this.#isClosed
  }

  async #run(): Promise<void> {
    let newsAt = Date.now() + NEWS_MS
    while (this.#goesOn() && !this.#isUpToDate) {
      const hasTime = this.#background.slice()
      while (this.#goesOn() && this.#next < this.#limit && hasTime()) {
        if (!(await this.#lookOn())) this.#beginAnew()
      }
      const isAtEnd = this.#next >= this.#limit
      // Fewer records than were seen: what came has made one of two.
      if (isAtEnd && this.#unseen > this.#limit) this.#beginAnew()
      else if (this.#goesOn() && (isAtEnd || Date.now() >= newsAt)) {
        await this.#tell()
        newsAt = Date.now() + NEWS_MS
      }
      await this.#background.turn()
    }
  }

  async #tell(): Promise<void> {
    const gathered = await gather(this.#detectors, this.#interests, this.#log)
    if (!this.#goesOn()) return
    this.#gathered = gathered
    this.#isUpToDate = this.#next >= this.#limit
    this.#isDone ||= this.#isUpToDate
    const told = JSON.stringify([this.all, this.#isDone])
    if (told === this.#told) return
    this.#told = told
    this.#onChange()
  }

  #beginAnew(): void {
    this.#detectors = DETECTORS.map((make) => make())
    this.#samplers = this.#detectors.map(() => new Sampler())
    this.#tentative.clear()
    this.#next = 0
    this.#unseen = 0
    this.#isDone = false
  }

  /** Looks at the next records of a block; false where one is not what it was. */
  async #lookOn(): Promise<boolean> {
    const from = this.#next
    if (from < this.#unseen) return this.#lookAgain(from)
    const blockEnd = (Math.floor(from / BLOCK_SIZE) + 1) * BLOCK_SIZE
    const to = Math.min(this.#limit, blockEnd)
    const { index } = this.#log.catalogue
    const kinds = Uint16Array.from(index.kindsOf(from, to))
    const seconds = new Float64Array(to - from)
    index.secondsInto(seconds, from, to)
    const samplers = this.#samplers.map((sampler) => sampler.copy())
    const followed = this.#select(from, kinds, seconds)
    await this.#readAll(followed)
    if (!this.#goesOn() || this.#limit < to) {
      // Some of them were taken back meanwhile, so that they come again.
      this.#samplers = samplers
      return true
    }
    this.#handTimes(from, kinds, seconds)
    for (const { seen, takers, read } of followed) {
      for (const { place, isRead } of takers) {
        this.#detectors[place]?.take?.(seen, isRead ? read : null)
      }
    }
    const texts = new Map(followed.map(({ seen, read }) => [seen.record, read?.raw ?? null]))
    for (let record = Math.max(from, this.#settled); record < to; record++) {
      const kind = kinds[record - from] ?? 0
      const second = seconds[record - from] ?? Number.NaN
      this.#tentative.set(record, { kind, second, raw: texts.get(record) ?? null })
    }
    this.#next = to
    this.#unseen = to
    return true
  }

  /** Whether a record that was looked at before it was settled is still the same. */
  async #lookAgain(record: number): Promise<boolean> {
    const known = this.#tentative.get(record)
    const { index } = this.#log.catalogue
    const kind = index.kindOf(record)
    const time = index.timeOf(record)
    if (known?.kind !== kind) return false
    if (time === null ? !Number.isNaN(known.second) : known.second !== time / 1000) return false
    if (known.raw !== null) {
      const [read] = await this.#log.read([record])
      if (!this.#goesOn() || record >= this.#limit) return true
      if (read?.raw !== known.raw) return false
    }
    if (record < this.#settled) this.#tentative.delete(record)
    this.#next = record + 1
    return true
  }

  #select(from: number, kinds: Uint16Array, seconds: Float64Array): Followed[] {
    const followed: Followed[] = []
    for (let at = 0; at < kinds.length; at++) {
      const kind = kinds[at] ?? 0
      const { rule, program, followers } = this.#interests.of(kind)
      if (followers.length === 0) continue
      const second = seconds[at] ?? Number.NaN
      const time = Number.isNaN(second) ? null : second * 1000
      const { message = '' } = this.#log.catalogue.kinds.kinds[kind] ?? {}
      const takers = followers.map(({ place, reads }) => ({
        place,
        isRead: reads && this.#samplers[place]?.takes() === true,
      }))
      followed.push({
        seen: { record: from + at, rule, program, time, message },
        takers,
        read: null,
      })
    }
    return followed
  }

  async #readAll(followed: readonly Followed[]): Promise<void> {
    const wanted = followed.filter(({ takers }) => takers.some(({ isRead }) => isRead))
    for (let at = 0; at < wanted.length && this.#goesOn(); at += READ_AT_ONCE) {
      const some = wanted.slice(at, at + READ_AT_ONCE)
      const read = await this.#log.read(some.map(({ seen }) => seen.record))
      some.forEach((one, place) => (one.read = read[place] ?? null))
    }
  }

  #handTimes(from: number, kinds: Uint16Array, seconds: Float64Array): void {
    for (const { takeTime } of this.#detectors) {
      if (!takeTime) continue
      for (let at = 0; at < kinds.length; at++) {
        const second = seconds[at] ?? Number.NaN
        if (Number.isNaN(second)) continue
        takeTime(from + at, this.#interests.of(kinds[at] ?? 0).program, second)
      }
    }
  }
}
