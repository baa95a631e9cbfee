import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { SHOW_ALL } from '#shared/filter'
import { testFolder } from '#testing/test-folder'

import { LogDocument } from '../log-document'
import { ruleSetWith } from '../rules'

const RULES = ruleSetWith([])
const HEALTHY =
  '2026-11-20T14:00:00.000Z\tINFO\tlivekit\trouting/interfaces.go:180\tusing single-node routing'

const needle = { query: 'needle', isRegex: false, isCaseSensitive: true }

let folder = ''
let path = ''
let document: LogDocument

beforeEach(async () => {
  folder = await testFolder()
  path = join(folder, 'log')
})

afterEach(async () => {
  await document.close()
})

async function open(content: string): Promise<void> {
  await writeFile(path, content)
  document = await LogDocument.open(path, RULES, 0, [])
  await document.readOn(() => true)
}

/** Each third record is known, each fifth holds the needle, some in a line of its own. */
function lineOf(number: number): string {
  const text = number % 3 === 0 ? HEALTHY : `record ${number}`
  return number % 5 === 0
    ? `${text}${number % 2 === 0 ? '\n\t' : ' '}needle ${number}\n`
    : `${text}\n`
}

/** A known message with more behind it is unknown; a line that continues it changes nothing. */
function categoryOf(number: number): string {
  return number % 3 === 0 && (number % 5 !== 0 || number % 2 === 0) ? 'healthy' : 'unknown'
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number)

test('a view by text and kind is what the records say, and nothing is left uncounted', async () => {
  await open(numbers(9000).map(lineOf).join(''))
  await document.prepare(needle, null)
  document.setFilter({ ...SHOW_ALL, text: needle }, null)
  await document.navigation.nextMatch(null, false)
  const all = numbers(9000)
  for (const hiddenCategories of [[], ['unknown'], ['healthy'], ['unknown', 'healthy']] as const) {
    const state = document.setFilter({ ...SHOW_ALL, hiddenCategories, text: needle }, 4321)
    const isShown = (number: number) =>
      number % 5 === 0 && !(hiddenCategories as readonly string[]).includes(categoryOf(number))
    const expected = all.filter(isShown)
    const hidden = Object.values(state.hidden).reduce((sum, count) => sum + count)
    expect({
      shown: state.shown,
      all: state.shown + hidden + state.hiddenByTime + state.hiddenByText,
      first: (await document.rows(0, 1)).rows[0]?.record,
      last: (await document.rows(Math.max(0, state.shown - 1), 1)).rows[0]?.record,
      middle: (await document.rows(state.shown >> 1, 1)).rows[0]?.record,
    }).toEqual({
      shown: expected.length,
      all: 9000,
      first: expected[0],
      last: expected.at(-1),
      middle: expected[expected.length >> 1],
    })
  }
})

test('the next match is looked for in the view, round its ends', async () => {
  await open(numbers(100).map(lineOf).join(''))
  document.setSearch(needle)
  document.setFilter({ ...SHOW_ALL, hiddenCategories: ['healthy'] }, null)
  const records = []
  for (let record: number | null = null; records.length < 4;) {
    const found = await document.navigation.nextMatch(record, false)
    records.push(found?.record)
    record = found?.record ?? null
  }
  expect(records).toEqual([95, 85, 80, 75])
  expect(await document.navigation.nextMatch(95, true)).toMatchObject({ record: 5, ordinal: 1 })
  expect(await document.navigation.nextMatch(5, true)).toMatchObject({ record: 10, ordinal: 2 })
})

test('what is appended to the last record counts as well', async () => {
  await open('record 1\nrecord 2\n')
  document.setSearch(needle)
  await document.navigation.nextMatch(null, true)
  expect(document.searchStatus()).toMatchObject({ state: 'done', matches: 0, searchedRecords: 2 })
  await appendFile(path, '\tneedle\nrecord 3\nneedle\n')
  await document.readOn(() => true)
  expect(await document.navigation.nextMatch(null, true)).toMatchObject({ record: 1 })
  await document.navigation.nextMatch(null, false)
  expect(document.searchStatus()).toMatchObject({ state: 'done', matches: 2, searchedRecords: 4 })
})
