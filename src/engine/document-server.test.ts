import { appendFile, rename, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'

import type { EngineMessage } from '#shared/protocol/document'
import { type Filter, SHOW_ALL } from '#shared/filter'
import { sharedTestFolder } from '#testing/test-folder'

import { DocumentServer } from './document-server'
import { ruleSetWith } from './rules'
import { AskingPage } from './server/testing/asking-page'

const rules = ruleSetWith([])

const folder = sharedTestFolder()
let path: string
let page: AskingPage
let server: DocumentServer

beforeEach(() => {
  path = join(folder, `${crypto.randomUUID()}.log`)
  server = new DocumentServer({
    path,
    bytes: Number.POSITIVE_INFINITY,
    rules,
    referenceTime: Date.UTC(2026, 10, 22),
    uses: [],
  })
  page = new AskingPage(server)
})

async function messages(): Promise<string[]> {
  return (await page.rows()).map(({ message }) => message)
}

async function grew(): Promise<void> {
  await server.onSourceEvent({ kind: 'grew', bytes: (await stat(path)).size })
}

const HEALTHY = '2024-05-26T22:55:05.818Z\tINFO\tlivekit\ta/b.go:1\tusing single-node routing'

test('a request that comes before the file is open is answered when it is', async () => {
  await writeFile(path, `${HEALTHY}\n`)
  const args = { uses: ['rtmp'], anchor: null }
  const early = server.onMessage({ id: 1, request: 'profile.set', args })
  await server.read()
  await early
  expect(page.told).toContainEqual(expect.objectContaining({ id: 1, ok: true }))
  expect(page.status.records).toBe(1)
})

test('a request for a file that could not be opened, and one that is none', async () => {
  await server.read()
  expect([
    await page.answer('view.rows', { from: 0, count: 5 }),
    await page.answer('view.rows', { from: 0 }),
    await page.answer('nothing', {}),
  ]).toEqual([
    { code: 'out-of-range', message: 'the document could not be opened' },
    expect.objectContaining({ code: 'invalid-request' }),
    { code: 'invalid-request', message: 'unknown request' },
  ])
  const before = page.told.length
  await server.onMessage('no request at all')
  expect(page.told.length).toBe(before)
})

test('a file that is not there is told and waited for', async () => {
  await server.read()
  expect(page.notices).toEqual(['read-failed'])
  await writeFile(path, 'one\n')
  await server.onSourceEvent({ kind: 'back', of: 'file' })
  expect([await messages(), page.status.state, page.notices]).toEqual([
    ['one'],
    'following',
    ['read-failed', 'file-back'],
  ])
})

test('of a large file the first rows are there before the others are read', async () => {
  const line = `${HEALTHY}\n`
  const records = Math.ceil(400_000 / line.length)
  await writeFile(path, line.repeat(records))
  const reading = server.read()
  await vi.waitFor(async () => expect((await page.rows()).length).toBe(100))
  expect(page.status.records).toBeLessThan(1000)
  await page.answer('view.seen', {})
  await reading
  const [first] = page.events('status')
  expect([first?.state, first?.indexedBytes]).toEqual(['indexing', 32 * 1024])
  expect([page.status.state, page.status.records]).toEqual(['following', records])
})

describe('a file that is rotated before it is opened', () => {
  beforeEach(async () => {
    await writeFile(path, `${HEALTHY}\nany text\n`)
    const { size, dev, ino } = await stat(path, { bigint: true })
    server = new DocumentServer({
      path,
      key: `${dev}:${ino}`,
      bytes: Number(size),
      rules,
      referenceTime: 0,
      uses: [],
    })
    page = new AskingPage(server)
  })

  test('is read under its new name', async () => {
    await rename(path, `${path}.1`)
    await writeFile(path, 'of another file\n'.repeat(20))
    await server.read()
    expect([await messages(), page.notices]).toEqual([
      ['using single-node routing', 'any text'],
      [],
    ])
  })

  test('and is nowhere by now: what stands under its name is not taken for it', async () => {
    await rename(path, join(folder, `gone-${crypto.randomUUID()}`))
    await writeFile(path, 'of another file\n'.repeat(20))
    await server.read()
    expect([await messages(), page.notices]).toEqual([[], ['read-failed']])
  })
})

test('every request of the table is answered', async () => {
  await writeFile(path, `${HEALTHY}\nany text\n`)
  await server.read()
  const filter: Filter = { ...SHOW_ALL, hiddenCategories: ['unknown'] }
  expect([
    await page.answer('view.filter', { filter, anchor: 1 }),
    await page.answer('view.locate', { record: 0 }),
    await page.answer('view.locateLine', { line: 2 }),
    await page.answer('profile.set', { uses: ['sip'], anchor: null }),
    (await page.ask('record.get', { record: 1 })).detail.message,
    (await page.ask('triage.get', {})).rows.map(({ group }) => group),
    await page.answer('record.get', { record: 2 }),
  ]).toEqual([
    expect.objectContaining({ view: 3, shown: 1, anchorPosition: 0 }),
    { view: 3, position: 0, record: 0 },
    { view: 3, position: 0, record: 0 },
    expect.objectContaining({ view: 4, shown: 1, anchorPosition: null }),
    'any text',
    ['text:\0any text', 'rule:livekit-server.single-node'],
    expect.objectContaining({ code: 'out-of-range' }),
  ])
})

describe('a file that changes', () => {
  const hideUnknown: Filter = { ...SHOW_ALL, hiddenCategories: ['unknown'] }

  beforeEach(async () => {
    await writeFile(path, `${HEALTHY}\nany text\n`)
    await server.read()
    await page.answer('view.filter', { filter: hideUnknown, anchor: null })
  })

  test('grows: filter and generation stay', async () => {
    await appendFile(path, `${HEALTHY}\nmore text\n`)
    await grew()
    const { generation, records, view } = page.status
    expect([generation, records, view.shown, (await messages()).length]).toEqual([1, 4, 2, 2])
  })

  test('is cut to less than it may be read: what was read stays', async () => {
    await truncate(path, 5)
    await server.read()
    const { generation, records, indexedBytes } = page.status
    expect([generation, records, indexedBytes, page.notices]).toEqual([1, 2, 82, []])
  })

  test('is read no further than it may be', async () => {
    await server.onSourceEvent({ kind: 'grew', bytes: 82 })
    await appendFile(
      path,
      `${HEALTHY}
`,
    )
    await server.read()
    const before = page.status.records
    await grew()
    expect([before, page.status.records]).toEqual([2, 3])
  })

  test('stands in another file: rows, search and what comes are taken from there', async () => {
    await page.answer('search.set', {
      text: { query: 'single-node', isRegex: false, isCaseSensitive: false },
    })
    await writeFile(`${path}.copy`, `${HEALTHY}\nany text\n`)
    await truncate(path, 0)
    await server.onSourceEvent({
      kind: 'moved',
      path: `${path}.copy`,
      from: 0,
      isBaseValid: false,
    })
    await appendFile(`${path}.copy`, `${HEALTHY}\n`)
    await server.onSourceEvent({ kind: 'grew', bytes: 82 + HEALTHY.length + 1 })
    expect([page.status.generation, await messages()]).toEqual([
      1,
      ['using single-node routing', 'using single-node routing'],
    ])
  })

  test('is cut before all of it was copied: what is gone is shown as gone', async () => {
    const copy = `${path}.copy`
    await writeFile(copy, `${'\0'.repeat(HEALTHY.length + 1)}any text\n`)
    await truncate(path, 0)
    const from = HEALTHY.length + 1
    await server.onSourceEvent({ kind: 'moved', path: copy, from, isBaseValid: false })
    await page.answer('view.filter', { filter: SHOW_ALL, anchor: null })
    const rows = await page.rows()
    expect(rows.map(({ isGone, message }) => [isGone, message])).toEqual([
      [true, ''],
      [false, 'any text'],
    ])
  })

  test('is replaced by another one', async () => {
    await writeFile(`${path}.next`, `${HEALTHY}\n${HEALTHY}\n${HEALTHY}\n`)
    await rename(`${path}.next`, path)
    await server.onSourceEvent({ kind: 'replaced' })
    await grew()
    expect([page.status.generation, (await messages()).length, page.notices]).toEqual([
      2,
      3,
      ['file-replaced'],
    ])
  })

  test('is gone: what was read stays, and all goes on when it is back', async () => {
    await rename(path, `${path}.away`)
    await server.onSourceEvent({ kind: 'lost', of: 'file', detail: 'ENOENT' })
    const gone = [page.status.state, await messages()]
    await rename(`${path}.away`, path)
    await appendFile(path, `${HEALTHY}\n`)
    await server.onSourceEvent({ kind: 'back', of: 'file' })
    expect([gone, page.status.state, (await messages()).length]).toEqual([
      ['lost', ['using single-node routing']],
      'following',
      2,
    ])
  })

  test('many events at once end with all read', async () => {
    await appendFile(path, `${HEALTHY}\n`)
    const first = grew()
    await appendFile(path, `${HEALTHY}\n`)
    await Promise.all([first, grew(), grew()])
    expect([page.status.records, page.status.state]).toEqual([4, 'following'])
  })
})

test('a page that is loaded anew is told where things stand', async () => {
  await writeFile(path, 'one\n')
  await server.read()
  const again: EngineMessage[] = []
  server.connect({ postMessage: (message) => again.push(message) })
  expect(again).toEqual([{ event: 'status', data: page.status }])
})
