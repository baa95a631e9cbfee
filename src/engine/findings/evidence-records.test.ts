import fc from 'fast-check'
import { expect, test } from 'vitest'

import { RecordIndex } from '../index/record-index'
import { BLOCK_SIZE, BlockCounts } from '../view/block-counts'
import { View } from '../view/view'
import { ListedRecords, RecordsOfKinds } from './evidence-records'

const COUNT = 2 * BLOCK_SIZE + 100
const KINDS = 5

const index = new RecordIndex()
const blocks = new BlockCounts()
for (let record = 0; record < COUNT; record++) {
  const kind = (record * 7) % KINDS
  index.append({ offset: record * 10, line: record + 1, kind, time: null })
  blocks.add(kind)
}
const even = { blocks: blocks.blocks, pairsIn: () => [], has: (record: number) => record % 2 === 0 }
const listed = fc
  .uniqueArray(fc.nat({ max: COUNT + 50 }), { maxLength: 300 })
  .map((records) => records.sort((a, b) => a - b))
const shown = fc.array(fc.constantFrom(0, 1), { minLength: KINDS, maxLength: KINDS })

test('a view of listed records is a filter over the list, and those that are gone are not in it', () => {
  fc.assert(
    fc.property(listed, shown, fc.boolean(), (records, kinds, amongEven) => {
      const evidence = new ListedRecords(index, amongEven ? even : blocks, records)
      const view = new View(index, evidence, Uint8Array.from(kinds))
      const expected = records.filter(
        (record) =>
          record < COUNT && kinds[index.kindOf(record)] === 1 && (!amongEven || record % 2 === 0),
      )
      expect([view.shown, view.select(0, COUNT)]).toEqual([expected.length, expected])
    }),
    { numRuns: 60 },
  )
})

test('a view of some kinds is a filter by kind', () => {
  const view = new View(
    index,
    new RecordsOfKinds(index, blocks, [1, 3]),
    new Uint8Array(KINDS).fill(1),
  )
  const all = Array.from({ length: COUNT }, (_, record) => record)
  const expected = all.filter((record) => [1, 3].includes(index.kindOf(record)))
  expect([view.shown, view.select(0, COUNT)]).toEqual([expected.length, expected])
})

test('one goes on in another where the other only adds records behind it', () => {
  const of = (...records: number[]) => new ListedRecords(index, blocks, records)
  const ofKinds = (...kinds: number[]) => new RecordsOfKinds(index, blocks, kinds)
  expect([
    of(1, 2).goesOnIn(of(1, 2, 3)),
    of(1, 2).goesOnIn(of(1, 3)),
    of(1, 2).goesOnIn(of(1)),
    of(1).goesOnIn(ofKinds(1)),
    ofKinds(1).goesOnIn(ofKinds(1)),
    ofKinds(1).goesOnIn(ofKinds(2)),
  ]).toEqual([true, false, false, false, true, false])
})
