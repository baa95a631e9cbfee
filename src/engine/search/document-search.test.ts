import { open, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { indexOf } from '#testing/index-of-lines'
import { testFolder } from '#testing/test-folder'

import { shownAmong } from '../view/counted'
import { DocumentSearch } from './document-search'

let folder = ''
let file: FileHandle
let lines: string[] = []
let search: DocumentSearch

beforeEach(async () => {
  folder = await testFolder()
})

afterEach(async () => {
  await search.close()
  await file.close()
})

/** A document of one record a line, with three kinds of them in turn. */
async function documentOf(content: readonly string[]): Promise<void> {
  lines = [...content]
  const path = join(folder, 'log')
  await writeFile(path, lines.map((line) => `${line}\n`).join(''))
  file = await open(path)
  const index = indexOf(lines.map((line) => Buffer.byteLength(line) + 1))
  const { size } = await file.stat()
  search = new DocumentSearch(
    {
      files: [{ from: 0, start: 0, file: file.fd }],
      startOf: (record) => (record < lines.length ? index.offsetOf(record) : size),
      placesOf: (from, to) => index.placesOf(from, to),
      isMerged: () => false,
      kindOf: (record) => record % 3,
    },
    () => undefined,
  )
  search.allow(lines.length)
}

async function found(): Promise<number[]> {
  await search.until(() => false)
  return [...lines.keys()].filter((record) => search.matches.has(record))
}

const text = (query: string) => ({ query, isRegex: false, isCaseSensitive: true })
const regex = (query: string) => ({ query, isRegex: true, isCaseSensitive: true })

test('gives a bit for each record and counts them by kind', async () => {
  await documentOf(Array.from({ length: 20_000 }, (_, number) => `record ${number}`))
  search.set(text('77'))
  const expected = lines.flatMap((line, record) => (line.includes('77') ? [record] : []))
  expect(await found()).toEqual(expected)
  const { count, searched, blocks } = search.matches
  const isShown = Uint8Array.of(0, 1, 0)
  const shown = Array.from({ length: blocks }, (_, block) =>
    shownAmong(search.matches.pairsIn(block), isShown),
  )
  expect({ count, searched, shown: shown.reduce((a, b) => a + b) }).toEqual({
    count: expected.length,
    searched: 20_000,
    shown: expected.filter((record) => record % 3 === 1).length,
  })
})

test('the newest query wins', async () => {
  await documentOf(
    Array.from({ length: 50_000 }, (_, number) => `record ${number} ${'x'.repeat(100)}`),
  )
  search.set(regex('[0-9]+ x{5}$'))
  search.set(text('absent'))
  search.set(text('record 4999'))
  expect(await found()).toEqual([4999, ...Array.from({ length: 10 }, (_, digit) => 49_990 + digit)])
})

test('what was found before is known, as far as the log is still the same', async () => {
  await documentOf(
    Array.from({ length: 20_000 }, (_, at) => (at % 7 === 0 ? `needle ${at}` : `hay ${at}`)),
  )
  search.set(text('needle'))
  const needles = await found()
  const first = search.number
  search.set(text('hay 19'))
  await found()
  search.set(text('needle'))
  expect([search.isDone, search.number > first, search.matches.count]).toEqual([
    true,
    true,
    needles.length,
  ])
  // Records change while another text is looked for.
  search.set(null)
  search.truncate(9000)
  search.allow(9500)
  search.set(text('needle'))
  expect([search.isDone, search.matches.searched]).toEqual([false, 9000])
  expect(await found()).toEqual(needles.filter((record) => record < 9500))
  search.set(text('hay 19'))
  expect(await found()).toEqual(
    [...lines.keys()].filter((record) => record < 9500 && lines[record]!.includes('hay 19')),
  )
})

test('a search that was left half way goes on from there', async () => {
  await documentOf(Array.from({ length: 60_000 }, (_, at) => `${at} ${'x'.repeat(300)}`))
  search.set(text('9 x'))
  await search.until(() => search.matches.searched > 0)
  const { searched } = search.matches
  search.set(text('absent'))
  search.set(text('9 x'))
  expect(search.matches.searched).toBeGreaterThanOrEqual(searched)
  expect((await found()).length).toBe(6000)
})

test('a pattern that failed is tried anew', async () => {
  await documentOf([`${'a'.repeat(60)}!`])
  search.set(regex('^(?=(a+)+$)a'))
  await found()
  search.set(null)
  search.set(regex('^(?=(a+)+$)a'))
  expect(search.isDone).toBe(false)
  await found()
  expect(search.failure?.code).toBe('too-slow')
})

test('records that are added or change are searched as they come', async () => {
  await documentOf(['a needle', 'nothing', 'a needle', 'needle'])
  search.truncate(2)
  search.set(text('needle'))
  search.allow(2)
  expect(await found()).toEqual([0])
  search.allow(4)
  expect(await found()).toEqual([0, 2, 3])
  search.truncate(1)
  expect([search.matches.count, search.matches.searched, search.matches.has(2)]).toEqual([
    1,
    1,
    false,
  ])
  search.allow(3)
  expect(await found()).toEqual([0, 2])
})

test('a pattern that backtracks for ever is stopped and told, and the next query works', async () => {
  await documentOf(['short', `${'a'.repeat(60)}!`, 'aaa'])
  search.set(regex('^(?=(a+)+$)a'))
  expect(await found()).toEqual([])
  expect(search.failure).toEqual({ code: 'too-slow', message: '^(?=(a+)+$)a' })
  search.set(text('aaa'))
  expect(await found()).toEqual([1, 2])
  expect(search.failure).toBeNull()
})

test('a newer query does not wait for a pattern that backtracks for ever', async () => {
  await documentOf([`${'a'.repeat(60)}!`, 'aaa'])
  search.set(regex('^(?=(a+)+$)a'))
  await new Promise((resolve) => setTimeout(resolve, 150))
  search.set(text('aaa'))
  expect(await found()).toEqual([0, 1])
})

test('tells what is wrong with a pattern', async () => {
  await documentOf(['a'])
  search.set(regex('(a'))
  expect(search.failure).toEqual({
    code: 'invalid',
    message: 'Invalid regular expression: /(a/: Unterminated group',
  })
})

test('gives the ranges of all matches in a text, line by line', async () => {
  await documentOf(['a'])
  search.set(regex('b+|^a'))
  expect(await search.highlight(['abba\nab', 'c'], false)).toEqual([
    [
      [0, 1],
      [1, 3],
      [5, 6],
      [6, 7],
    ],
    [],
  ])
  expect(await search.highlight(['abba'], true)).toEqual([[]])
})
