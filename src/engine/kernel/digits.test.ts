import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ruleOf } from './any-rule'
import { DigitRules, withAnyDigits } from './digits'

const TEXT = fc
  .array(fc.constantFrom('0', '1', '4', '5', '8', '9', 'a', 'x', ' ', ':', '-'), { maxLength: 12 })
  .map((letters) => letters.join(''))

const PATTERNS = [
  'error 4\\d\\d: ',
  '^4[05]',
  '[^0-4]a',
  '[a5-9]{2}',
  '[+-:]8',
  '\\x34x',
  '(?=1)\\d',
  '(?:^|a)9{1,3}$',
  '5\\b',
  '(\\d)\\1',
  '(?!4)\\d',
  '(?<!0)1',
]

/** The same text with other digits. */
function withOtherDigits(text: string, digits: readonly number[]): string {
  let next = 0
  return text.replace(/\d/g, () => String(digits[next++ % digits.length]))
}

describe('withAnyDigits', () => {
  test.each(PATTERNS)('%s matches wherever it did, whatever the digits are', (pattern) => {
    const wider = withAnyDigits(pattern)
    fc.assert(
      fc.property(TEXT, fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }), (text, digits) => {
        if (!new RegExp(pattern).test(text)) return
        expect(wider?.test(withOtherDigits(text, digits))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test.each(['^\\S+ exited', '[\\w-]+: \\d+', '[0-9a-f]{2}', '[^\\d]x', 'no digits'])(
    '%s takes all digits alike',
    (pattern) => {
      expect(withAnyDigits(pattern)).toBe(null)
    },
  )
})

test('digits matter where a rule or a template could tell them apart', () => {
  const rules = new DigitRules([
    ruleOf('a', { text: { kind: 'exact', texts: ['is 4 now'] } }),
    ruleOf('b', { text: { kind: 'prefix', texts: ['http2: '] } }),
    ruleOf('c', { text: { kind: 'pattern', pattern: 'code [45]' } }),
    ruleOf('d', { fields: { error: { contains: ['status 486'] } } }),
    ruleOf('e', { components: ['sip'], text: { kind: 'pattern', pattern: '^left 4' } }),
  ])
  const messages = [
    'is 5 now',
    'is 55 now',
    'http3: x',
    'http: 2',
    'code 3',
    'at 0x3f',
    'took 3 ms',
    'left 5',
  ]
  const telling = (component: string | null) =>
    messages.filter((message) => rules.matterInMessage(message, component))
  expect(telling('sip.call')).toEqual(['is 5 now', 'http3: x', 'code 3', 'at 0x3f', 'left 5'])
  expect(telling('livekit')).toEqual(['is 5 now', 'http3: x', 'code 3', 'at 0x3f'])
  expect(telling(null)).toEqual(telling('livekit'))
  expect([
    rules.matterInField('error', 'sip status 500', null),
    rules.matterInField('error', 'sip status 50', null),
    rules.matterInField('room', 'sip status 500', null),
  ]).toEqual([true, false, false])
})
