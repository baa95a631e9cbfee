import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { TimeRange } from '#shared/time-range'

import { RecordIndex } from '../index/record-index'
import { BLOCK_SIZE, BlockCounts } from './block-counts'
import { BlockTimes } from './block-times'
import type { CountedRecords } from './counted'
import { KindTally } from './kind-tally'
import { TimeFilter } from './time-filter'
import { View } from './view'

const KINDS = 4
const START = Date.UTC(2026, 10, 22)

interface PlainRecord {
  readonly kind: number
  readonly time: number | null
}

/** Every third record, counted in the plainest way. */
class EveryThird implements CountedRecords {
  readonly #records: readonly PlainRecord[]

  constructor(records: readonly PlainRecord[]) {
    this.#records = records
  }

  get blocks(): number {
    return Math.ceil(this.#records.length / BLOCK_SIZE)
  }

  has(record: number): boolean {
    return record % 3 === 0
  }

  pairsIn(block: number): ArrayLike<number> {
    const tally = new KindTally()
    const start = block * BLOCK_SIZE
    for (const [place, { kind }] of this.#records.slice(start, start + BLOCK_SIZE).entries()) {
      if (this.has(start + place)) tally.add(kind)
    }
    return tally.take()
  }
}

/** An index, views of a range of time in it, and beside them the same as plain arrays. */
class Model {
  readonly index = new RecordIndex()
  readonly blocks = new BlockCounts()
  readonly records: PlainRecord[] = []
  readonly times = new BlockTimes(this.index)
  readonly filters: readonly TimeFilter[]
  readonly views: readonly View[]
  readonly #isShown: Uint8Array
  readonly #range: TimeRange

  constructor(isShown: readonly number[], range: TimeRange) {
    this.#isShown = Uint8Array.from(isShown)
    this.#range = range
    this.filters = [this.blocks, new EveryThird(this.records)].map(
      (records) => new TimeFilter(this.index, this.times, records, range),
    )
    this.views = this.filters.map((filter) => new View(this.index, filter, this.#isShown))
  }

  change(remove: number, add: readonly PlainRecord[]): void {
    const removed = this.records.splice(Math.max(0, this.records.length - remove))
    for (const { kind } of removed.reverse()) {
      this.index.removeLast()
      this.blocks.remove(kind)
    }
    const first = this.records.length
    for (const { kind, time } of add) {
      const line = this.records.push({ kind, time })
      this.index.append({ offset: line * 10, line, kind, time })
      this.blocks.add(kind)
    }
    this.times.update(first)
    for (const filter of this.filters) filter.update(first)
    for (const view of this.views) view.update(first)
  }

  /** The records that each view has to show. */
  expected(): number[][] {
    return [() => true, (record: number) => record % 3 === 0].map((has) =>
      [...this.records.keys()].filter((record) => {
        const { kind, time } = this.records[record]!
        return this.#isShown[kind] === 1 && this.#holds(time) && has(record)
      }),
    )
  }

  #holds(time: number | null): boolean {
    if (time === null) return false
    const second = Math.floor(time / 1000) * 1000
    const { from, until } = this.#range
    return (from === null || second >= from) && (until === null || second <= until)
  }
}

/** Times that go on, stand, jump back and forth; records without one at the beginning. */
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 900 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -3000, 60_000, -60_000, 3_600_000, -3_600_000) },
  ),
  { minLength: 1, maxLength: 9 },
)
const change = fc.record({
  remove: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom(BLOCK_SIZE - 1, BLOCK_SIZE + 1) },
  ),
  add: fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.constantFrom(BLOCK_SIZE - 1, BLOCK_SIZE, 2 * BLOCK_SIZE + 1),
  ),
  steps,
})
const end = fc.option(fc.integer({ min: -5, max: 4000 }).map((second) => START + second * 1000))

test('a view of a range of time is a filter over an array, however the log grows', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 4 }),
      fc.array(fc.constantFrom(0, 1), { minLength: KINDS, maxLength: KINDS }),
      fc.record({ from: end, until: end }),
      fc.nat({ max: 5 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      (changes, isShown, range, untimed, places) => {
        const model = new Model(isShown, range)
        let now = START
        for (const { remove, add, steps: pattern } of changes) {
          const added = Array.from({ length: add }, (_, place): PlainRecord => {
            now += pattern[place % pattern.length]!
            const isTimed = model.records.length + place >= untimed
            return { kind: place % KINDS, time: isTimed ? now : null }
          })
          model.change(remove, added)
          const looked = [0, 1, BLOCK_SIZE - 1, BLOCK_SIZE, ...places]
          for (const [at, expected] of model.expected().entries()) {
            const view = model.views[at]!
            const says = looked.map((place) => [
              view.select(place % (expected.length + 2), 5),
              view.rank(place % (model.records.length + 2)),
            ])
            expect([view.shown, says]).toEqual([
              expected.length,
              looked.map((place) => [
                expected.slice(place % (expected.length + 2)).slice(0, 5),
                expected.filter((record) => record < place % (model.records.length + 2)).length,
              ]),
            ])
          }
        }
      },
    ),
    { numRuns: 60 },
  )
}, 30_000)
