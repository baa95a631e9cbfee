import fc from 'fast-check'
import { expect, test } from 'vitest'

import { firstWhere } from './first-where'

test('it is the border between those for which it does not hold and those for which it does', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.nat(450), (low, length, border) => {
      const high = low + length
      const found = firstWhere(low, high, (number) => number >= border)
      expect(found).toBe(Math.min(high, Math.max(low, border)))
    }),
  )
})

test('few are asked for', () => {
  let asked = 0
  firstWhere(0, 1 << 20, (number) => {
    asked++
    return number >= 12_345
  })
  expect(asked).toBeLessThanOrEqual(21)
})
