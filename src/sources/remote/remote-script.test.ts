import fc from 'fast-check'
import { expect, test } from 'vitest'

import { requestText } from './remote-script'

const MB = 1024 * 1024

test('a range of up to 1 MB is asked for exactly, a longer one to less than a block', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 * MB }), fc.nat(), (length, position) => {
      const text = requestText({ verb: 'read', slot: 3, position, length })
      const [, , , block = 0, count = 0] = text.split('\n')[0]?.split(' ').map(Number) ?? []
      const missing = length - block * count
      expect(missing).toBeGreaterThanOrEqual(0)
      expect(missing).toBeLessThan(length <= MB ? 1 : block)
      expect(missing).toBeLessThan(MB)
    }),
  )
})
