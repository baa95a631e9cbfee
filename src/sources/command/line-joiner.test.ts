import fc from 'fast-check'
import { expect, test } from 'vitest'

import { LineJoiner } from './line-joiner'

test('all bytes come, in order, and each piece ends with a line', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', '\n'), maxLength: 5 })
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const joiner = new LineJoiner()
      const given = pieces.map((text) => joiner.push(Buffer.from(text)).toString())
      expect(given.every((text) => text === '' || text.endsWith('\n'))).toBe(true)
      expect(given.join('') + joiner.finish().toString()).toBe(pieces.join(''))
    }),
  )
})
