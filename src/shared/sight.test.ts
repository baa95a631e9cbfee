import { describe, expect, test } from 'vitest'

import { blocksInSight, type Sight } from './sight'

const sight: Sight = { landing: 'anchor', above: 10, rows: 30, selected: null }

describe('the rows that will be in sight', () => {
  test('stand around the anchor, with a margin', () => {
    expect(blocksInSight(sight, 1000, 5000)).toEqual({ from: 14 * 64, count: 3 * 64 })
  })

  test.each([
    ['of a view that fits', { ...sight, landing: 'end' }, null, 20, { from: 0, count: 64 }],
    ['of an empty one', sight, null, 0, { from: 0, count: 64 }],
    ['at the start', { ...sight, landing: 'start' }, 4000, 5000, { from: 0, count: 64 }],
    ['at the end', { ...sight, landing: 'end' }, 0, 5000, { from: 77 * 64, count: 2 * 64 }],
    ['of an anchor near the end', sight, 4999, 5000, { from: 77 * 64, count: 2 * 64 }],
    ['of an anchor near the start', sight, 3, 5000, { from: 0, count: 64 }],
  ] as const)('%s', (_, asked, anchor, shown, expected) => {
    expect(blocksInSight(asked, anchor, shown)).toEqual(expected)
  })
})
