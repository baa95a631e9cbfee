import { expect, test } from 'vitest'

import { KnownResults } from './known-results'
import { Matches } from './matches'

const text = (query: string) => ({ query, isRegex: false, isCaseSensitive: true })

/** Matches of many blocks, each of some 500 bytes. */
function matchesOf(blocks: number): Matches {
  const matches = new Matches(() => 0, 0)
  for (let block = 1; block <= blocks; block++) {
    matches.add(block * 4096, new Uint8Array(512).fill(1, 0, 1), 1)
  }
  return matches
}

test('gives a result out of hand, once', () => {
  const known = new KnownResults()
  const matches = matchesOf(1)
  known.keep(text('a'), matches)
  expect([
    known.take(text('b'), null),
    known.take(text('a'), null),
    known.take(text('a'), null),
  ]).toEqual([null, matches, null])
})

test('gives up the longest unused, by number and by memory', () => {
  const known = new KnownResults()
  for (let at = 0; at < 25; at++) known.keep(text(`small ${at}`), matchesOf(1))
  expect([known.take(text('small 4'), null), known.take(text('small 24'), null)?.count]).toEqual([
    null,
    1,
  ])
  known.keep(text('large'), matchesOf(40_000))
  expect(known.take(text('large'), null)).not.toBeNull()
  known.keep(text('large'), matchesOf(40_000))
  known.keep(text('larger'), matchesOf(40_000))
  expect([known.take(text('larger'), null)?.count, known.take(text('large'), null)]).toEqual([
    40_000,
    null,
  ])
})
