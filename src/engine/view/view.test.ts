import fc from 'fast-check'
import { expect, test } from 'vitest'

import { RecordIndex } from '../index/record-index'
import { firstWhere } from '../first-where'
import { BLOCK_BITS, BLOCK_SIZE, BlockCounts, STRETCH_BITS } from './block-counts'
import { shownAmong } from './counted'
import { View } from './view'

const KINDS = 6

/** An index, its counts, a view of it, and beside them the same as plain arrays. */
class Model {
  readonly index = new RecordIndex()
  readonly blocks = new BlockCounts()
  readonly isShown: Uint8Array
  readonly kinds: number[] = []
  readonly view: View

  constructor(isShown: readonly number[]) {
    this.isShown = Uint8Array.from(isShown)
    this.view = new View(this.index, this.blocks, this.isShown)
  }

  add(kind: number): void {
    const at = this.kinds.push(kind)
    this.index.append({ offset: at * 10, line: at, kind, time: null })
    this.blocks.add(kind)
  }

  remove(): void {
    const kind = this.kinds.pop()
    if (kind === undefined) return
    this.index.removeLast()
    this.blocks.remove(kind)
  }

  shown(): number[] {
    return [...this.kinds.keys()].filter((record) => this.isShown[this.kinds[record]!] === 1)
  }
}

/** A slice of a file: the pending records are taken back, some records come. */
const slice = fc.record({
  remove: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom(BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1) },
  ),
  add: fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.constantFrom(BLOCK_SIZE - 2, BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1),
  ),
  /** Some blocks hold only one kind, so that whole blocks are hidden. */
  kinds: fc.array(fc.integer({ min: 0, max: KINDS - 1 }), { minLength: 1, maxLength: 7 }),
})
const shownKinds = fc.array(fc.constantFrom(0, 1), { minLength: KINDS, maxLength: KINDS })

test('the view is a filter over an array, however the log grows', () => {
  fc.assert(
    fc.property(
      fc.array(slice, { maxLength: 5 }),
      shownKinds,
      fc.array(fc.nat(), { maxLength: 8 }),
      (slices, kinds, places) => {
        const model = new Model(kinds)
        for (const { remove, add, kinds: pattern } of slices) {
          for (let count = 0; count < remove; count++) model.remove()
          const firstChanged = model.kinds.length
          for (let count = 0; count < add; count++) model.add(pattern[count % pattern.length]!)
          model.view.update(firstChanged)

          const expected = model.shown()
          expect(model.view.shown).toBe(expected.length)
          const looked = [0, 1, BLOCK_SIZE - 1, BLOCK_SIZE, ...places].map((place) => ({
            position: place % (expected.length + 2),
            record: place % (model.kinds.length + 2),
          }))
          expect(
            looked.map(({ position, record }) => [
              model.view.select(position, 5),
              model.view.rank(record),
            ]),
          ).toEqual(
            looked.map(({ position, record }) => [
              expected.slice(position, position + 5),
              expected.filter((shown) => shown < record).length,
            ]),
          )
        }
      },
    ),
    { numRuns: 25 },
  )
}, 30_000)

test('the counts of a block are those of its records, also after some were taken back', () => {
  fc.assert(
    fc.property(fc.array(slice, { maxLength: 5 }), shownKinds, (slices, kinds) => {
      const model = new Model(kinds)
      for (const { remove, add, kinds: pattern } of slices) {
        for (let count = 0; count < remove; count++) model.remove()
        for (let count = 0; count < add; count++) model.add(pattern[count % pattern.length]!)
      }
      const expected: number[] = []
      for (let start = 0; start < model.kinds.length; start += BLOCK_SIZE) {
        const block = model.kinds.slice(start, start + BLOCK_SIZE)
        expected.push(block.filter((kind) => kinds[kind] === 1).length)
      }
      const counted = Array.from({ length: model.blocks.blocks }, (_, block) =>
        shownAmong(model.blocks.pairsIn(block), model.isShown),
      )
      expect(counted).toEqual(expected)
    }),
    { numRuns: 25 },
  )
}, 30_000)

test('over stretches of blocks it is the same, also where the last one is taken back', () => {
  const model = new Model([1, 0, 0, 1, 0, 1])
  // Kinds that change slowly: some stretches show all of their records, some none.
  const kindAt = (at: number) => (at % 5 === 0 ? 5 : (at >>> (BLOCK_BITS + STRETCH_BITS)) % 5)
  const STRETCH = BLOCK_SIZE << STRETCH_BITS
  const check = () => {
    const expected = model.shown()
    const places = [0, 1, STRETCH - 1, STRETCH, expected.length - 3, expected.length >>> 1]
    expect([model.view.shown, ...places.map((place) => model.view.select(place, 3))]).toEqual([
      expected.length,
      ...places.map((place) => expected.slice(place, place + 3)),
    ])
    const records = [0, STRETCH - 1, STRETCH, STRETCH + 1, 2 * STRETCH, model.kinds.length]
    expect(records.map((record) => model.view.rank(record))).toEqual(
      records.map((record) =>
        firstWhere(0, expected.length, (at) => (expected[at] ?? 0) >= record),
      ),
    )
  }
  const addUpTo = (end: number) => {
    const from = model.kinds.length
    while (model.kinds.length < end) model.add(kindAt(model.kinds.length))
    model.view.update(from)
  }
  addUpTo(2 * STRETCH + 10)
  check()
  for (let count = 0; count < 20; count++) model.remove()
  model.view.update(model.kinds.length)
  check()
  addUpTo(2 * STRETCH + BLOCK_SIZE)
  check()
}, 30_000)

test('a long selection skips hidden blocks', () => {
  const model = new Model([1, 0])
  for (let at = 0; at < 20 * BLOCK_SIZE; at++) model.add(at % (7 * BLOCK_SIZE) === 5 ? 0 : 1)
  model.view.update(0)
  expect([
    model.view.shown,
    model.view.select(0, 10),
    model.view.select(2, 10),
    model.view.rank(10 * BLOCK_SIZE),
  ]).toEqual([3, [5, 7 * BLOCK_SIZE + 5, 14 * BLOCK_SIZE + 5], [14 * BLOCK_SIZE + 5], 2])
})

test('an empty view', () => {
  const { view } = new Model([1])
  expect([view.shown, view.select(0, 5), view.rank(0), view.rank(9)]).toEqual([0, [], 0, 0])
})
