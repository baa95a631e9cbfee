import { describe, expect, test } from 'vitest'

import { openFailure } from './failure'
import {
  parseCategories,
  parseFeatures,
  parseLevels,
  parsePaths,
  parsePattern,
  parseShift,
  parseSince,
  parseUntil,
} from './options'

describe('lists of words', () => {
  test.each([
    [parseFeatures, 'sip,rtmp', ['rtmp', 'sip']],
    [parseFeatures, ' rtmp , whip,, ', ['rtmp', 'whip']],
    [parseFeatures, '', []],
    [parseCategories, 'noise,problem,noise', ['problem', 'noise']],
    [parseLevels, 'error,fatal', ['error', 'fatal']],
  ])('%#: "%s"', (parse, value, expected) => expect(parse(value)).toEqual(expected))

  test.each([
    [parseFeatures, 'rtmp,fax', '"fax" is none of rtmp, whip, url, sip, egress, turn.'],
    [
      parseCategories,
      'Noise',
      '"Noise" is none of problem, client, unknown, advice, noise, activity, healthy.',
    ],
    [
      parseLevels,
      'warning,loud',
      '"warning,loud" is none of trace, debug, info, warn, error, fatal.',
    ],
    [parsePattern, '(', 'Invalid regular expression: /(/: Unterminated group'],
  ])('%#: "%s" is refused', (parse, value, message) => expect(() => parse(value)).toThrow(message))
})

describe('times', () => {
  test.each([
    [parseSince, '2026-11-20T17:33:05.9Z', '2026-11-20T17:33:05Z'],
    [parseSince, '2026-11-20', '2026-11-20T00:00:00Z'],
    [parseUntil, '2026-11-20 17:33', '2026-11-20T17:33:59Z'],
    [parseUntil, '2026-11-20', '2026-11-20T23:59:59Z'],
  ])('%#: "%s"', (parse, value, expected) => expect(parse(value)).toBe(Date.parse(expected)))

  test.each(['17:33', 'yesterday', ''])('"%s" is refused', (value) =>
    expect(() => parseSince(value)).toThrow('It must be a date or a date and a time in UTC'),
  )
})

test.each([
  ['not-found', 'ENOENT', '/a.log: there is no such file'],
  ['failed', 'EIO: i/o error', '/a.log: it could not be read (EIO: i/o error)'],
  ['failed', '', '/a.log: it could not be read'],
  ['unsupported-source', 'ssh', '/a.log: this kind of source cannot be opened (ssh)'],
] as const)('%s %s', (code, detail, message) =>
  expect(openFailure('/a.log', code, detail).message).toBe(message),
)

test('an option that is given several times', () => {
  expect(parsePaths('b', parsePaths('a', true))).toEqual(['a', 'b'])
})

test.each([
  ['a.log=+2s', 'a.log', 2000],
  ['a.log=-3h', 'a.log', -10_800_000],
  ['a=b.log=1.5m', 'a=b.log', 90_000],
  ['a.log=250ms', 'a.log', 250],
])('a shift of %s', (value, name, by) => {
  expect(parseShift(value, [{ name: 'b.log', by: 1 }])).toEqual([
    { name: 'b.log', by: 1 },
    { name, by },
  ])
})

test.each(['a.log', 'a.log=', 'a.log=2', '=2s', 'a.log=2d'])('no shift: %s', (value) => {
  expect(() => parseShift(value)).toThrow('a name and a time')
})
