import fc from 'fast-check'
import { expect, test } from 'vitest'

import {
  parseDayFirstTime,
  parseEpochSeconds,
  parseGoTime,
  parseIsoTime,
  parseRedisTime,
  parseSyslogTime,
} from './time'

function iso(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : new Date(ms).toISOString()
}

test.each([
  ['2024-05-26T22:55:05.818Z', '2024-05-26T22:55:05.818Z', true],
  ['2024-11-26T10:29:33.570412345Z', '2024-11-26T10:29:33.570Z', true],
  ['2024-03-17T04:59:10.82Z', '2024-03-17T04:59:10.820Z', true],
  ['2024-05-26T22:55:06Z', '2024-05-26T22:55:06.000Z', true],
  ['2023-05-28T18:15:59.832+0200', '2023-05-28T16:15:59.832Z', true],
  ['2026-08-26T12:03:28.247+0330', '2026-08-26T08:33:28.247Z', true],
  ['2023-08-22T08:28:18-03:30', '2023-08-22T11:58:18.000Z', true],
  ['2024-11-20T13:18:19.341694+00:0', '2024-11-20T13:18:19.341Z', true],
  ['2025-01-06 13:54:41,893', '2025-01-06T13:54:41.893Z', false],
  ['2025-04-13 16:30:10', '2025-04-13T16:30:10.000Z', false],
  ['025-10-03T07:58:31.245Z', '2025-10-03T07:58:31.245Z', true],
  ['5-10-03T07:58:31.245Z', '2025-10-03T07:58:31.245Z', true],
  ['1754-08-30T22:43:41.128Z', '1754-08-30T22:43:41.128Z', true],
] as const)('ISO time %s', (text, expected, hasZone) => {
  const parsed = parseIsoTime(text)
  expect({ time: iso(parsed?.ms), hasZone: parsed?.hasZone }).toEqual({ time: expected, hasZone })
})

test.each([
  '',
  '2024',
  '2024-05-26',
  '2024-05-26T22:55',
  '2024-05-26T22:55:05.818Zx',
  'x2024-05-26T22:55:05Z',
])('no ISO time: %s', (text) => expect(parseIsoTime(text)).toBeNull())

test('what a date writes is read back, to the millisecond', () => {
  const dates = fc.date({
    min: new Date('1000-01-01'),
    max: new Date('9999-12-31'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(dates, (date) => {
      expect(parseIsoTime(date.toISOString())?.ms).toBe(date.getTime())
    }),
  )
})

test.each([
  ['1732616973.5701373', 1732616973570],
  ['1732616973', 1732616973000],
  ['1732616973.0009999', 1732616973000],
  // No float can hold this as milliseconds without rounding up.
  ['1732616973.9999999', 1732616973999],
  ['1.732616973570137e+09', 1732616973570],
  // Go's zero time, as zap writes it.
  ['-6795364578.871345', -6795364578872],
  ['0', 0],
  ['', null],
  ['1732616973.5x', null],
  ['NaN', null],
  ['Infinity', null],
])('epoch seconds %s', (text, expected) => expect(parseEpochSeconds(text)).toBe(expected))

test.each([
  ['Go', parseGoTime, '2026/03/07 01:57:05', '2026-03-07T01:57:05.000Z'],
  ['Go', parseGoTime, '2026/03/07 01:57:05.123456', '2026-03-07T01:57:05.123Z'],
  ['Go', parseGoTime, '2026/03/07', null],
  ['Redis', parseRedisTime, '25 Jul 2023 09:38:30.700', '2023-07-25T09:38:30.700Z'],
  ['Redis', parseRedisTime, '25 Foo 2023 09:38:30.700', null],
  ['access log', parseDayFirstTime, '10/Oct/2000:13:55:36 -0700', '2000-10-10T20:55:36.000Z'],
  ['access log', parseDayFirstTime, '10/Okt/2000:13:55:36 -0700', null],
])('%s time %#', (_, parse, text, expected) => expect(iso(parse(text))).toBe(expected))

const reference = Date.UTC(2026, 2, 10)

test.each([
  ['Mar 09 13:39:35', '2026-03-09T13:39:35.000Z'],
  ['Mar  9 13:39:35', '2026-03-09T13:39:35.000Z'],
  // A day of grace, as the zone is not known.
  ['Mar 10 23:59:59', '2026-03-10T23:59:59.000Z'],
  ['Mar 11 00:00:00', '2026-03-11T00:00:00.000Z'],
  ['Mar 11 00:00:01', '2025-03-11T00:00:01.000Z'],
  ['Sep 06 13:39:35', '2025-09-06T13:39:35.000Z'],
  ['Dec 31 23:59:59', '2025-12-31T23:59:59.000Z'],
  ['Foo 31 23:59:59', null],
])('syslog time %s', (text, expected) =>
  expect(iso(parseSyslogTime(text, reference))).toBe(expected),
)
