import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'

import { SHOW_ALL } from '#shared/filter'
import type { RuleSet } from '#shared/rules/compile'
import { readPack } from '#shared/rules/pack-text'
import { sharedTestFolder } from '#testing/test-folder'

import { DocumentServer } from './document-server'
import { ruleSetWith } from './rules'
import { AskingPage } from './server/testing/asking-page'

/** A rule as it stands in a pack. */
function rule(id: string, match: string, meaning = 'm'): string {
  return `  - { id: own.${id}, match: ${match}, category: noise, meaning: ${meaning} }\n`
}

function rulesWith(...rules: readonly string[]) {
  const result = readPack(`pack: own\nrules:\n${rules.join('')}`)
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes))
  return ruleSetWith([result.pack])
}

function line(message: string): string {
  return `2024-05-26T22:55:05.818Z\tINFO\tapp\ta/b.go:1\t${message}\n`
}

const folder = sharedTestFolder()
let path: string
let page: AskingPage
let server: DocumentServer

beforeEach(() => {
  path = join(folder, `${crypto.randomUUID()}.log`)
  serve(ruleSetWith([]))
})

function serve(rules: RuleSet): void {
  const bytes = Number.POSITIVE_INFINITY
  server = new DocumentServer({ path, bytes, rules, referenceTime: 0, uses: [] })
  page = new AskingPage(server)
}

/** What is shown: the rule of each record, or its message. */
async function shown(): Promise<string[]> {
  return (await page.rows()).map(({ rule, message }) => rule ?? message)
}

function isReady(): boolean {
  return page.events('view').length > 0
}

describe('other rules', () => {
  test('are in force when the page follows, and not before', async () => {
    await writeFile(path, ['one', 'hello ann', 'two'].map(line).join(''))
    await server.read()
    const view = page.status.view.view
    await server.setRules(rulesWith(rule('hello', '{ prefix: "hello " }')))
    expect([isReady(), await shown(), page.status.isReclassifying]).toEqual([
      true,
      ['one', 'hello ann', 'two'],
      true,
    ])
    await appendFile(path, line('hello bob'))
    const followed = await page.ask('view.follow', { anchor: 2, selected: 1 })
    expect(followed).toMatchObject({ shown: 4, anchorPosition: 2, selected: 1, isGroupGone: false })
    expect(followed.view).toBeGreaterThan(view)
    await server.read()
    expect([await shown(), page.status.isReclassifying]).toEqual([
      ['one', 'own.hello', 'two', 'own.hello'],
      false,
    ])
  })

  test('of which the last count', async () => {
    await writeFile(path, line('hello ann'))
    await server.read()
    await Promise.all(
      ['a', 'b', 'c'].map((id) => server.setRules(rulesWith(rule(id, '{ prefix: hello }')))),
    )
    await page.ask('view.follow', { anchor: null, selected: null })
    expect(await shown()).toEqual(['own.c'])
  })

  test('that move the borders of records leave the selected one selected', async () => {
    await writeFile(path, `${line('panic: x')}main.main()\n\t/a.go:1\nfatal thing\n${line('end')}`)
    const bare = rule('bare', '{ message: "main.main()", bare: true }')
    serve(rulesWith(bare))
    await server.read()
    const before = await shown()
    const selected = before.indexOf('end')
    await server.setRules(ruleSetWith([]))
    const followed = await page.ask('view.follow', { anchor: selected, selected })
    const after = await shown()
    expect([after.length < before.length, after[followed.selected!]]).toEqual([true, 'end'])
    expect(followed.anchorPosition).toBe(followed.selected)
  })

  test('that explain the only shown kind show all', async () => {
    await writeFile(path, ['one', 'hello ann', 'two'].map(line).join(''))
    await server.read()
    const group = (await page.ask('triage.get', {})).rows.find(({ message }) =>
      message.startsWith('hello'),
    )!.group
    await page.ask('view.filter', { filter: { ...SHOW_ALL, group }, anchor: null })
    await server.setRules(rulesWith(rule('hello', '{ prefix: hello }')))
    const followed = await page.ask('view.follow', { anchor: 1, selected: 1 })
    expect(followed).toMatchObject({ shown: 3, anchorPosition: 1, isGroupGone: true })
  })

  test('keep filter and search', async () => {
    await writeFile(path, ['one', 'hello ann', 'two'].map(line).join(''))
    await server.read()
    const text = { query: 'hello', isRegex: false, isCaseSensitive: true }
    await page.ask('view.filter', { filter: { ...SHOW_ALL, text }, anchor: null })
    await vi.waitFor(async () => expect(await shown()).toEqual(['hello ann']))
    await server.setRules(rulesWith(rule('hello', '{ prefix: hello }')))
    await page.ask('view.follow', { anchor: null, selected: null })
    await vi.waitFor(async () => expect(await shown()).toEqual(['own.hello']))
  })

  test('and a file that begins anew are both followed', async () => {
    await writeFile(path, line('hello ann'))
    await server.read()
    const changing = server.setRules(rulesWith(rule('hello', '{ prefix: hello }')))
    await writeFile(path, line('hello bob'))
    const size = line('hello bob').length
    await server.onSourceEvent({ kind: 'replaced' })
    await server.onSourceEvent({ kind: 'grew', bytes: size })
    await changing
    await page.ask('view.follow', { anchor: null, selected: null })
    expect(await shown()).toEqual(['own.hello'])
  })
})

test('a log whose bytes moved is read where they stand now', async () => {
  const content = ['one', 'hello ann', 'two'].map(line).join('')
  await writeFile(path, content)
  await server.read()
  const copy = `${path}.copy`
  await writeFile(copy, content + line('hello bob'))
  await writeFile(path, '')
  const changing = server.setRules(rulesWith(rule('hello', '{ pattern: ^hello }')))
  const moved = { kind: 'moved', path: copy, from: 0, isBaseValid: false } as const
  await server.onSourceEvent(moved)
  await changing
  await vi.waitFor(() => expect(isReady()).toBe(true))
  await page.ask('view.follow', { anchor: null, selected: null })
  await server.read()
  expect(await shown()).toEqual(['one', 'own.hello', 'two', 'own.hello'])
})

test('a log that cannot be read again keeps its rules, and that is told', async () => {
  const content = ['one', 'hello ann', 'two'].map(line).join('')
  await writeFile(path, content)
  await server.read()
  const copy = `${path}.copy`
  await writeFile(copy, ' '.repeat(content.length))
  await writeFile(path, '')
  const from = content.length
  await server.onSourceEvent({ kind: 'moved', path: copy, from, isBaseValid: false })
  await server.setRules(rulesWith(rule('hello', '{ pattern: ^hello }')))
  expect([page.notices, page.status]).toMatchObject([
    ['rules-failed'],
    { records: 3, isReclassifying: false },
  ])
})

test('a kind that turns out to be more is shown whole', async () => {
  await writeFile(path, ['hello ann', 'hello bob', 'two'].map(line).join(''))
  await server.read()
  const group = (await page.ask('triage.get', {})).rows.find(
    ({ example }) => example === 'hello bob',
  )!.group
  await page.ask('view.filter', { filter: { ...SHOW_ALL, group }, anchor: null })
  expect([await shown(), isReady()]).toEqual([['hello bob'], false])
  await appendFile(path, ['hello cy', 'hello dora', 'three'].map(line).join(''))
  await server.read()
  expect(isReady()).toBe(true)
  const followed = await page.ask('view.follow', { anchor: 1, selected: 1 })
  expect(followed).toMatchObject({ shown: 4, anchorPosition: 1, selected: 1, isGroupGone: false })
  expect(await shown()).toEqual(['hello ann', 'hello bob', 'hello cy', 'hello dora'])
})

describe('a draft of a rule', () => {
  async function trial(draft: unknown) {
    const { number, mistakes, isCounted, source } = await page.ask('rule.try', { draft })
    const status = await vi.waitFor(() => {
      const data = page.events('trial').at(-1)
      if (isCounted) {
        expect(data).toMatchObject({ number, searchedRecords: data?.ofRecords })
      }
      return isCounted ? data : null
    })
    return { mistakes: mistakes.map(({ line, message }) => [line, message.en]), source, status }
  }

  beforeEach(async () => {
    const lines = ['hello ann', 'hello bob', 'two', 'using single-node routing', 'hello there']
    await writeFile(
      path,
      lines.map(line).join('').replace('app\ta/b.go:1\tusing', 'livekit\ta/b.go:1\tusing'),
    )
    await server.read()
  })

  test('counts its records, and those that another rule explains', async () => {
    const source = {
      id: 'my.a',
      match: { pattern: '^(hello|using)' },
      category: 'noise',
      meaning: 'm',
    }
    const { mistakes, status } = await trial({ source })
    expect([mistakes, status?.matches, status?.explained, status?.examples.length]).toEqual([
      [],
      4,
      1,
      4,
    ])
  })

  test('reads only the kinds that it may fit', async () => {
    const source = { id: 'my.a', match: { prefix: 'hello ' }, category: 'noise', meaning: 'm' }
    const { status } = await trial({ source })
    expect(status).toMatchObject({ matches: 3, ofRecords: 3 })
  })

  test('is counted before it says what it means', async () => {
    const { mistakes, status } = await trial({ yaml: 'id: my.a\nmatch:\n  prefix: hello\n' })
    expect([mistakes, status?.matches]).toEqual([
      [
        [1, 'this should be one of problem, client, advice, noise, activity, healthy'],
        [1, 'this is missing'],
      ],
      3,
    ])
  })

  test('with wrong conditions is not', async () => {
    const { mistakes, status, source } = await trial({ yaml: 'match:\n  pattern: "("\n' })
    expect([mistakes.length > 1, status, source]).toEqual([true, null, { match: { pattern: '(' } }])
  })

  test('that is no YAML says so', async () => {
    const { mistakes, source } = await trial({ yaml: 'match: [' })
    expect([mistakes[0]?.[1], source]).toEqual([
      expect.stringContaining('this cannot be read as YAML'),
      null,
    ])
  })
})
