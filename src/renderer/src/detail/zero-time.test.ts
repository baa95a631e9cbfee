import { expect, test } from 'vitest'

import { isZeroTime } from './zero-time'

test.each([
  // RL 054, and the same in zap JSON
  ['1754-08-30T22:43:41.128Z', true],
  ['-6795364578.8713455', true],
  ['0001-01-01T00:00:00.000Z', true],
  ['2024-11-26T10:29:33.570Z', false],
  ['', false],
])('%s: never is %s', (text, expected) => {
  expect(isZeroTime({ kind: 'text', value: text })).toBe(expected)
})
