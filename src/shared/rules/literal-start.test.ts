import fc from 'fast-check'
import { expect, test } from 'vitest'

import { BUILTIN_PACKS } from './builtin'
import { literalStart } from './literal-start'

test.each([
  ['^room closed$', 'room closed'],
  ['^"GET /rtc(?:/v1)?', '"GET /rtc'],
  ['^a\\.b\\d', 'a.b'],
  ['^\\x41', ''],
  ['^ab?c', 'a'],
  ['^ab{0,1}c', 'a'],
  ['^ab+c', 'a'],
  ['^\\[?a', ''],
  ['^a[|]b', 'a'],
  ['^a(?:b|c)', 'a'],
  ['^a\\|b', 'a|b'],
  ['^a|b', ''],
  ['^(?:a|b)|c', ''],
  ['^a[)]|b', ''],
  ['^[ab]c', ''],
  ['^a^b', 'a'],
  ['room', ''],
])('%s begins with "%s"', (pattern, start) => {
  expect(literalStart(pattern)).toBe(start)
})

const CHARACTERS = 'a b d . | ? * + ( ) [ ] { } ^ $ - "'.split(' ')

test('what a pattern matches begins so', () => {
  const character = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 1 })
  const piece = fc.oneof(character, fc.constantFrom('(?:', '{0,1}', '\\', '\\.', '[a|b]', 'a|b'))
  const text = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 6 })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.array(text), (pieces, texts) => {
      const pattern = `^${pieces.join('')}`
      let expression: RegExp
      try {
        expression = new RegExp(pattern)
      } catch {
        return
      }
      const start = literalStart(pattern)
      for (const tried of [...texts, start, start.slice(0, -1)]) {
        if (expression.test(tried)) expect(tried.startsWith(start)).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})

test('what a pattern of the packs matches begins so', () => {
  for (const { match } of BUILTIN_PACKS.flatMap(({ rules }) => rules)) {
    if (match.text.kind !== 'pattern') continue
    const { pattern } = match.text
    const start = literalStart(pattern)
    // fast-check knows no word borders: without them some texts fit and some do not.
    const texts = fc.sample(fc.stringMatching(new RegExp(pattern.replaceAll('\\b', ''))), 10)
    const fitting = texts.filter((text) => new RegExp(pattern).test(text))
    expect(fitting.filter((text) => !text.startsWith(start))).toEqual([])
  }
})
