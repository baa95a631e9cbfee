import { CATEGORIES, type Category } from '#shared/category'
import type { Timeline } from '#shared/protocol/document'
import type { TimeRange } from '#shared/time-range'

import type { Background } from '../background'
import type { RecordIndex } from '../index/record-index'
import { BLOCK_BITS, BLOCK_SIZE } from './block-counts'
import type { BlockTimes } from './block-times'
import type { CountedRecords } from './counted'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Seconds that a bar may stand for: such that people can name them. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * DAY),
]

/** What is counted. */
export interface TimelineSource {
  readonly index: RecordIndex
  readonly times: BlockTimes
  readonly records: CountedRecords
  /** Of a shown kind; null for the others. */
  readonly categoryOf: (kind: number) => Category | null
}

/**
 * Counts the shown records of each category over time. A block whose records all fall on one bar has
 * the counts that it has anyway; only the others are looked into.
 *
 * @param range what the bars stand for; where an end is open, up to the first or the last record
 * @returns null where no record has a time
 */
export async function timelineOf(
  source: TimelineSource,
  range: TimeRange,
  maxBars: number,
  background: Background,
): Promise<Timeline | null> {
  const span = await spanOf(source, range, background)
  if (!span) return null
  const { start, step, count } = barsFor(span.first, span.last, maxBars)
  const counting = new Counting(source, start, step, count)
  for (let block = 0; block < source.records.blocks;) {
    const hasTime = background.slice()
    while (block < source.records.blocks && hasTime()) counting.add(block++)
    await background.turn()
  }
  return { start: start * 1000, step: step * 1000, bars: counting.bars }
}

async function spanOf(
  { times, records }: TimelineSource,
  range: TimeRange,
  background: Background,
) {
  let first = range.from === null ? Number.POSITIVE_INFINITY : Math.floor(range.from / 1000)
  let last = range.until === null ? Number.NEGATIVE_INFINITY : Math.floor(range.until / 1000)
  for (let block = 0; block < records.blocks;) {
    const hasTime = background.slice()
    for (; block < records.blocks && hasTime(); block++) {
      if (range.from === null) first = Math.min(first, times.earliestKnownIn(block))
      if (range.until === null) last = Math.max(last, times.latestIn(block))
    }
    await background.turn()
  }
  return Number.isFinite(first) && Number.isFinite(last) && first <= last ? { first, last } : null
}

function barsFor(first: number, last: number, maxBars: number) {
  for (let place = 0; ; place++) {
    const step = STEPS[place] ?? (STEPS.at(-1) ?? DAY) * 2 ** (place - STEPS.length + 1)
    const start = Math.floor(first / step) * step
    const count = Math.floor((last - start) / step) + 1
    if (count <= maxBars) return { start, step, count }
  }
}

class Counting {
  readonly bars: number[][]
  readonly #source: TimelineSource
  readonly #start: number
  readonly #step: number
  /** At the kind's number: the place of its category, or -1 where it is not shown. */
  readonly #places: number[] = []

  constructor(source: TimelineSource, start: number, step: number, count: number) {
    this.#source = source
    this.#start = start
    this.#step = step
    this.bars = Array.from({ length: count }, () => CATEGORIES.map(() => 0))
  }

  add(block: number): void {
    const { times, records } = this.#source
    const earliest = times.earliestIn(block)
    const latest = times.latestIn(block)
    if (latest < this.#start || earliest >= this.#start + this.bars.length * this.#step) {
      return
    }
    const bar = this.#barOf(earliest)
    if (bar !== undefined && bar === this.#barOf(latest)) {
      const pairs = records.pairsIn(block)
      for (let at = 0; at < pairs.length; at += 2) {
        this.#count(bar, pairs[at] ?? 0, pairs[at + 1] ?? 0)
      }
      return
    }
    this.#look(block)
  }

  #look(block: number): void {
    const { index, records } = this.#source
    const from = block << BLOCK_BITS
    const to = Math.min(index.count, from + BLOCK_SIZE)
    index.secondsInto(SECONDS, from, to)
    const kinds = index.kindsOf(from, to)
    for (let place = 0; place < to - from; place++) {
      const bar = this.#barOf(SECONDS[place] ?? Number.NaN)
      if (bar && records.has(from + place)) this.#count(bar, kinds[place] ?? 0, 1)
    }
  }

  #barOf(second: number): number[] | undefined {
    return this.bars[Math.floor((second - this.#start) / this.#step)]
  }

  #count(bar: number[], kind: number, count: number): void {
    const category = (this.#places[kind] ??= this.#placeOf(kind))
    if (category >= 0) bar[category] = (bar[category] ?? 0) + count
  }

  #placeOf(kind: number): number {
    const category = this.#source.categoryOf(kind)
    return category === null ? -1 : CATEGORIES.indexOf(category)
  }
}

/** For looking at one block at a time. */
const SECONDS = new Float64Array(BLOCK_SIZE)
