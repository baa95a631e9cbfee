import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { TextQuery } from '#shared/search'
import { indexOf } from '#testing/index-of-lines'
import { sharedTestFolder } from '#testing/test-folder'

import { type BlockPart, BlockSearch } from './block-search'
import { PIECE_BYTES } from './finder'
import { highlighterOf, planOf } from './plan'

const folder = sharedTestFolder()

const search = new BlockSearch({ isWanted: () => true, onReading: () => undefined })

/** What is found by what the kernel and the prefilter do. */
function found(
  records: readonly Buffer[],
  query: TextQuery,
  first = 0,
  isMerged = false,
): number[] {
  const path = join(folder, 'log')
  // Neither what stands before nor after the records may count.
  const before = Buffer.from(`${query.query}\n`)
  writeFileSync(path, Buffer.concat([before, ...records, before]))
  const file = openSync(path, 'r')
  try {
    search.use(planOf(query))
    const result = search.search(
      [{ from: 0, start: 0, file }],
      partOf(records, before.length, first),
      isMerged,
    )
    const marked = [...(result?.bits ?? [])].flatMap((byte, place) =>
      [0, 1, 2, 3, 4, 5, 6, 7]
        .filter((bit) => byte & (1 << bit))
        .map((bit) => place * 8 + bit - first),
    )
    expect(result?.count).toBe(marked.length)
    return marked
  } finally {
    closeSync(file)
  }
}

function partOf(records: readonly Buffer[], offset: number, first: number): BlockPart {
  const lengths = records.map(({ length }) => length)
  const end = lengths.reduce((sum, length) => sum + length, offset)
  return { first, places: indexOf(lengths, offset).placesOf(0, records.length), end }
}

/** What a search is: every line of every record, one by one, shown to the pattern. */
function expected(records: readonly Buffer[], query: TextQuery): number[] {
  const pattern = new RegExp(
    highlighterOf(query).source,
    highlighterOf(query).flags.replace('g', ''),
  )
  return [...records.keys()].filter((record) =>
    linesOf(records[record]!).some((line) =>
      query.isRegex || !query.isCaseSensitive
        ? pattern.test(line.toString('utf8').replace(/\r$/, ''))
        : line.includes(query.query),
    ),
  )
}

function linesOf(record: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let start = 0
  for (let end = record.indexOf(10); end >= 0; end = record.indexOf(10, start)) {
    lines.push(record.subarray(start, end))
    start = end + 1
  }
  if (start < record.length) lines.push(record.subarray(start))
  return lines
}

function text(query: string, isCaseSensitive = true): TextQuery {
  return { query, isRegex: false, isCaseSensitive }
}

function regex(query: string, isCaseSensitive = true): TextQuery {
  return { query, isRegex: true, isCaseSensitive }
}

const LINE_END = Buffer.from('\n')

const WORDS = [
  'a',
  'A',
  'ab',
  'aB',
  'k',
  'K',
  's',
  'ſ',
  'Ж',
  'ж',
  'жа',
  'é',
  '\r',
  ' ',
  '"',
  '1',
  '🎉',
  'needle',
  'σ',
  'ς',
  'Σ',
]

const word = fc.constantFrom(...WORDS)
const line = fc.array(word, { maxLength: 12 }).map((words) => words.join(''))
const anyLine = fc.oneof(
  line.map((content) => Buffer.from(content)),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 10))),
)
/** One to three lines, and now and then one as long as a piece, so that borders fall anywhere. */
const record = fc
  .tuple(
    fc.array(anyLine, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('\n', '\r\n'),
    fc.integer({ min: 0, max: 60 }),
  )
  .map(([lines, end, filling]) => {
    const padding = Buffer.alloc(filling > 58 ? PIECE_BYTES - filling * 7 : 0, 'x')
    return Buffer.concat([padding, ...lines.flatMap((content) => [content, Buffer.from(end)])])
  })
const records = fc.array(record, { minLength: 1, maxLength: 30 })

const pattern = fc.constantFrom(
  'needle|ж|"1',
  'a.b',
  '^a',
  'a$',
  '[aA]b+',
  '\\bk\\b',
  'k|ſ',
  '(ab|ж)1?',
  'n(e){2}dle',
  'a{2,}',
  '[^a]',
  'é',
  '\\s',
  '(?=a)ab',
  '(a|b)\\1',
  'a\\nb',
  '\\p{Lu}',
  '[aA][bB]1',
  'x?needle',
  'ne+dle',
  'ab.*1',
  'a(b|B)+',
  'aB?.ж',
  'a.',
  '(?:needle){1}',
  '',
  'σ',
  '.',
)

describe('BlockSearch', () => {
  test('finds the records that hold a text, and no others', () => {
    fc.assert(
      fc.property(
        records,
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (log, words, isCaseSensitive) => {
          const query = text(words.join('').replaceAll('\r', '') || 'a', isCaseSensitive)
          expect(found(log, query)).toEqual(expected(log, query))
        },
      ),
      { numRuns: 150 },
    )
  })

  test('finds the records that a pattern matches, and no others', () => {
    fc.assert(
      fc.property(records, pattern, fc.boolean(), (log, source, isCaseSensitive) => {
        const query = regex(source, isCaseSensitive)
        expect(found(log, query)).toEqual(expected(log, query))
      }),
      { numRuns: 200 },
    )
  })

  test.each(['a.log@merged | ', 'needle1@merged | ', 'b@merged@-1500 | '])(
    'not what names the log: %s',
    (prefix) => {
      const anyQuery = fc.oneof(
        fc
          .tuple(fc.constantFrom('a', 'needle', ' ', '| ', 'merged | a', 'g', ' | ж'), fc.boolean())
          .map(([query, isCaseSensitive]) => text(query, isCaseSensitive)),
        fc
          .tuple(pattern, fc.boolean())
          .map(([query, isCaseSensitive]) => regex(query, isCaseSensitive)),
      )
      fc.assert(
        fc.property(records, anyQuery, (log, query) => {
          const merged = log.map((lines) =>
            Buffer.concat(linesOf(lines).flatMap((each) => [Buffer.from(prefix), each, LINE_END])),
          )
          const bodies = log.map((lines) =>
            Buffer.concat(linesOf(lines).flatMap((each) => [each, LINE_END])),
          )
          expect(found(merged, query, 0, true)).toEqual(expected(bodies, query))
        }),
        { numRuns: 200 },
      )
    },
  )

  test('finds what lies across the border of two pieces, wherever it lies', () => {
    for (let shift = -8; shift <= 8; shift++) {
      const log = [
        Buffer.from(`${'x'.repeat(PIECE_BYTES - 10 + shift)}needle\n`),
        Buffer.from('nothing\n'),
        Buffer.from('needle\n'),
      ]
      for (const query of [
        text('needle'),
        text('NEEDLE', false),
        regex('ne+dle'),
        regex('needle|thread'),
      ]) {
        expect(found(log, query)).toEqual([0, 2])
      }
    }
  })

  test('searches the whole of a long line, and of what follows it', () => {
    const log = [
      Buffer.from(`${'x'.repeat(9_000_000)}needle\n`),
      Buffer.from(`short\n${'y'.repeat(300_000)} needle ${'y'.repeat(300_000)}\n`),
      Buffer.from('y\n'),
    ]
    for (const query of [text('needle'), regex('needle'), regex('n.edle'), regex('[n]e{2}dl.')]) {
      expect(found(log, query)).toEqual([0, 1])
    }
    expect(found(log, regex('^y$'))).toEqual([2])
  })

  test('a match does not cross a line end, nor the end of a record', () => {
    const log = [Buffer.from('one\r\ntwo\r\n'), Buffer.from('three\n')]
    expect(found(log, regex('one\\s*two'))).toEqual([])
    expect(found(log, regex('^two$'))).toEqual([0])
    expect(found(log, regex('o[^x]+t'))).toEqual([])
    expect(found(log, text('two\nthree'))).toEqual([])
  })

  test('marks records by their place in the block', () => {
    const log = Array.from({ length: 96 }, (_, number) => Buffer.from(`record ${number}\n`))
    expect(found(log, text('record 9'), 4000)).toEqual([9, 90, 91, 92, 93, 94, 95])
    expect(found(log, regex('^record .?9$'), 4000)).toEqual([9, 19, 29, 39, 49, 59, 69, 79, 89])
  })

  test('many literals at a time', () => {
    const names = Array.from(
      { length: 30 },
      (_, number) => `${'abc'.repeat(number % 4)}<${number}>`,
    )
    const log = names.map((name) => Buffer.from(`a name ${name} here\n`))
    expect(found(log, regex(names.slice(5, 25).join('|')))).toEqual(
      names.map((_, at) => at).slice(5, 25),
    )
  })
})
