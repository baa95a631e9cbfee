import fc from 'fast-check'
import { expect, test } from 'vitest'

import { harmless } from './acting-characters'

test.each([
  ['a\u001b[31mred', 'a␛[31mred'],
  ['\u0007\r\n\t\0', '␇␍␊␉␀'],
  ['\u202eback\u2066', '<U+202E>back<U+2066>'],
  ['\u009b31m\u007f', '<U+009B>31m␡'],
  ['zero\u200bwidth\ufeff', 'zero<U+200B>width<U+FEFF>'],
  ['soft\u00adhyphen\u061cmark', 'soft<U+00AD>hyphen<U+061C>mark'],
  ['two\u2028lines\u2029', 'two<U+2028>lines<U+2029>'],
  ['tag\u{e0041}', 'tag<U+E0041>'],
  ['Привет 😀 <b>|`', 'Привет 😀 <b>|`'],
])('%j is shown as %j', (text, shown) => expect(harmless(text)).toBe(shown))

test('nothing that acts is left, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(harmless(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
    { examples: [['\u001b\u202e\u2067\u00ad\u061c']] },
  )
})
