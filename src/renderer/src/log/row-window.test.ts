import { expect, test } from 'vitest'

import { windowAround } from './row-window'

test.each([
  [0, 50, { base: 0, count: 50 }],
  [0, 0, { base: 0, count: 0 }],
  [1500, 50_000_000, { base: 0, count: 4000 }],
  [2000.5, 50_000_000, { base: 1000, count: 4000 }],
  [49_999_970, 50_000_000, { base: 49_998_000, count: 2000 }],
])('at row %d of %d', (top, total, window) => {
  expect(windowAround(top, total)).toEqual(window)
})
