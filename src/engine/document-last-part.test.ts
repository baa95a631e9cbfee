import { appendFile, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'

import { readPack } from '#shared/rules/pack-text'
import { sharedTestFolder } from '#testing/test-folder'

import { DocumentServer } from './document-server'
import { ruleSetWith } from './rules'
import { AskingPage } from './server/testing/asking-page'

function line(message: string): string {
  return `2024-05-26T22:55:05.818Z\tINFO\tapp\ta/b.go:1\t${message}\n`
}

const FRONT = ['zero', 'one', 'two'].map(line).join('')
const LAST = `${line('three')}goroutine 1 [running]:\n${line('four')}`

const folder = sharedTestFolder()
let path: string
let page: AskingPage
let server: DocumentServer

/** A log of which the last part alone is there, behind a hole. */
beforeEach(async () => {
  path = join(folder, `${crypto.randomUUID()}.log`)
  await write(LAST, FRONT.length)
  const from = FRONT.length
  const bytes = from + LAST.length
  const rules = ruleSetWith([])
  server = new DocumentServer({ path, from, bytes, rules, referenceTime: 0, uses: [] })
  page = new AskingPage(server)
  await server.read()
})

async function write(text: string, position: number): Promise<void> {
  const file = await open(path, position === 0 ? 'r+' : 'w')
  await file.write(text, position)
  await file.close()
}

async function fill(): Promise<void> {
  await write(FRONT, 0)
  await server.onSourceEvent({ kind: 'filled', from: 0 })
  await until(() => page.events('view').length > 0)
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}

async function grow(text: string): Promise<void> {
  await appendFile(path, text)
  await server.onSourceEvent({ kind: 'grew', bytes: (await stat(path)).size })
}

/** The messages, and the lines that they stand in. */
async function shown() {
  return (await page.rows()).map(({ message, line: number }) => [message, number])
}

test('its records are there, and no line has a number', async () => {
  expect(await shown()).toEqual([
    ['three', null],
    ['four', null],
  ])
  const { missingBytes, records, isReclassifying } = page.status
  expect([missingBytes, records, isReclassifying]).toEqual([FRONT.length, 2, false])
  expect(await page.ask('view.locateLine', { line: 1 })).toMatchObject({ position: null })
  expect((await page.ask('record.get', { record: 0 })).detail).toMatchObject({
    line: null,
    raw: `${line('three')}goroutine 1 [running]:`,
  })
})

test('the whole takes its place when the page asks for it, and not before', async () => {
  await fill()
  expect([await shown(), page.status.missingBytes]).toEqual([
    [
      ['three', null],
      ['four', null],
    ],
    FRONT.length,
  ])
  await grow(line('five'))
  const followed = await page.ask('view.follow', { anchor: 1, selected: 0, expanded: [1, 0] })
  expect(followed).toMatchObject({ anchorPosition: 4, selected: 3, expanded: [4, 3] })
  await server.read()
  expect([await shown(), page.status.missingBytes]).toEqual([
    [
      ['zero', 1],
      ['one', 2],
      ['two', 3],
      ['three', 4],
      ['four', 6],
      ['five', 7],
    ],
    0,
  ])
})

test('where the front was cut off unread, the mark there is a record of one line', async () => {
  const hole = '\0'.repeat(100_000)
  path = `${path}.cut`
  await write(`${line('zero')}-- mark --\n${hole}${LAST}`, FRONT.length)
  const bytes = (await stat(path)).size
  server = new DocumentServer({
    path,
    from: FRONT.length,
    bytes,
    rules: ruleSetWith([]),
    referenceTime: 0,
    uses: [],
  })
  page = new AskingPage(server)
  await server.read()
  expect((await shown()).map(([message]) => message)).toEqual([
    'zero',
    '-- mark --',
    'three',
    'four',
  ])
  const { detail } = await page.ask('record.get', { record: 1 })
  expect(detail).toMatchObject({ raw: '-- mark --', lines: 1, rawOmittedBytes: 0 })
})

test('other rules explain the last part, and then the whole', async () => {
  const pack = readPack(
    'pack: own\nrules:\n  - { id: own.t, match: { prefix: t }, category: noise, meaning: m }\n',
  )
  if (!pack.ok) throw new Error('a mistake')
  await server.setRules(ruleSetWith([pack.pack]))
  expect(page.status.isReclassifying).toBe(true)
  await page.ask('view.follow', { anchor: null, selected: null })
  const rulesShown = async () => (await page.rows()).map(({ rule }) => rule)
  expect(await rulesShown()).toEqual(['own.t', null])
  page.told.length = 0
  await fill()
  await page.ask('view.follow', { anchor: null, selected: null })
  expect(await rulesShown()).toEqual([null, null, 'own.t', 'own.t', null])
})

test('what comes while the whole is being read is in both', async () => {
  await write(FRONT, 0)
  const filled = server.onSourceEvent({ kind: 'filled', from: 0 })
  await Promise.all([filled, grow(line('five'))])
  await until(() => page.events('view').length > 0)
  const before = (await shown()).length
  await page.ask('view.follow', { anchor: null, selected: null })
  await server.read()
  expect([before, (await shown()).length]).toEqual([3, 6])
})
