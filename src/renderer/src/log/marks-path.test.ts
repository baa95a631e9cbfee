import { expect, test } from 'vitest'

import { nearestMark, pathOf } from './marks-path'

const marks = [
  { place: 0, position: 3 },
  { place: 0.5, position: 700 },
  { place: 0.999, position: 1399 },
]

test('a bar for each, the last in sight too', () => {
  expect(pathOf(marks, 0, 8, 100)).toBe('M0 0h8v2h-8zM0 50h8v2h-8zM0 98h8v2h-8z')
})

test.each([
  [0, 3],
  [45, 700],
  [59, 700],
  [60, undefined],
  [30, undefined],
  [99, 1399],
])('a click at %i', (y, position) => {
  expect(nearestMark(marks, y, 100)?.position).toBe(position)
})
