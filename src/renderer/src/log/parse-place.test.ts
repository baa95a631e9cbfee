import { expect, test } from 'vitest'

import { parsePlace } from './parse-place'

const IN_SIGHT = Date.UTC(2026, 10, 20, 14, 3)

function at(text: string): ReturnType<typeof parsePlace> {
  return { kind: 'time', time: Date.parse(text) }
}

test.each([
  ['1', { kind: 'line', line: 1 }],
  [' 300000 ', { kind: 'line', line: 300_000 }],
  ['17:33', at('2026-11-20T17:33:00Z')],
  ['7:03:09', at('2026-11-20T07:03:09Z')],
  ['17:33:33.404', at('2026-11-20T17:33:33Z')],
  ['17:33 UTC', at('2026-11-20T17:33:00Z')],
  ['2026-11-21 08:17', at('2026-11-21T08:17:00Z')],
  ['2026-11-21T08:17:14Z', at('2026-11-21T08:17:14Z')],
  ['', null],
  ['0', null],
  ['-5', null],
  ['25:00', null],
  ['12:60', null],
  ['2026-13-01 10:00', null],
  ['noon', null],
  ['1e5', null],
])('%j', (text, place) => {
  expect(parsePlace(text, IN_SIGHT)).toEqual(place)
})

test('a time without a date needs a day in sight', () => {
  expect([parsePlace('10:00', null), parsePlace('2026-11-20 10:00', null)]).toEqual([
    null,
    at('2026-11-20T10:00:00Z'),
  ])
})
