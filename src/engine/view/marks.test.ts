import fc from 'fast-check'
import { expect, test } from 'vitest'

import { RecordIndex } from '../index/record-index'
import { BLOCK_SIZE, BlockCounts } from './block-counts'
import { marksOf } from './marks'
import { View } from './view'

test('each slot that holds a marked record is named once, with its first', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0, 1, 5, 700, BLOCK_SIZE, 3 * BLOCK_SIZE + 17),
      fc.array(fc.constantFrom(0, 0, 0, 0, 1, 1, 2), { minLength: 1, maxLength: 400 }),
      fc.constantFrom(1, 2, 7, 300),
      (count, kinds, slots) => {
        const index = new RecordIndex()
        const blocks = new BlockCounts()
        for (let at = 0; at < count; at++) {
          const kind = kinds[(at * 31) % kinds.length]!
          index.append({ offset: at * 10, line: at + 1, kind, time: null })
          blocks.add(kind)
        }
        // Kind 1 is hidden, kind 2 is marked.
        const view = new View(index, blocks, Uint8Array.of(1, 0, 1))
        const marked = new View(index, blocks, Uint8Array.of(0, 0, 1))
        const shown = view.select(0, count)
        const used = Math.min(slots, shown.length)
        const expected = Array.from({ length: used }, (_, slot) => {
          const from = Math.floor((slot / used) * shown.length)
          const to = Math.floor(((slot + 1) / used) * shown.length)
          const position = shown.findIndex(
            (record, at) => at >= from && at < to && index.kindOf(record) === 2,
          )
          return { place: slot / used, position }
        }).filter(({ position }) => position >= 0)
        expect(marksOf(view, marked, slots, count)).toEqual(expected)
      },
    ),
    { numRuns: 100 },
  )
})
