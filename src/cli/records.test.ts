import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'

import { sharedTestFolder } from '#testing/test-folder'

import { printRecords } from './records'
import { checkRules, listRules } from './rules'

const folder = sharedTestFolder()
const path = join(folder, 'a.log')
let printed: string

beforeEach(() => {
  printed = ''
  // The border: what the program prints.
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
})

const LOG = [
  '2024-05-26T22:55:05.818Z\tINFO\tlivekit\ta/b.go:1\tusing single-node routing',
  'unable to connect to redis: dial tcp 203.0.113.50:6379: i/o timeout',
  'time="2024-05-26T22:55:06Z" level=info msg="Server closed by error: Err = EOF\\nFailed to handshake\\nx" logger=ingress',
  'panic: \u001b[2J\u202ex',
  'goroutine 1 [running]:',
].join('\n')

test('one JSON object a record', async () => {
  await writeFile(path, LOG)
  await printRecords([path], { json: true })
  const records = printed
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(records).toEqual([
    {
      line: 1,
      lines: 1,
      time: '2024-05-26T22:55:05.818Z',
      level: 'info',
      component: 'livekit',
      message: 'using single-node routing',
      rule: 'livekit-server.single-node',
      category: 'healthy',
      timeSource: 'record',
      format: 'zap-console',
      carriers: [],
    },
    {
      line: 2,
      lines: 1,
      time: '2024-05-26T22:55:05.818Z',
      level: 'error',
      component: null,
      message: 'unable to connect to redis: dial tcp 203.0.113.50:6379: i/o timeout',
      rule: 'livekit-server.redis-unreachable',
      category: 'problem',
      timeSource: 'neighbour',
      format: 'plain',
      carriers: [],
    },
    {
      line: 3,
      lines: 1,
      time: '2024-05-26T22:55:06.000Z',
      level: 'info',
      component: 'ingress',
      message: 'Server closed by error: Err = EOF\nFailed to handshake\nx',
      rule: 'ingress.rtmp-handshake-failed',
      category: 'noise',
      timeSource: 'record',
      format: 'logrus',
      carriers: [],
    },
    expect.objectContaining({ line: 4, lines: 2, level: 'fatal', format: 'go-panic' }),
  ])
})

test('a line for people, with nothing that a terminal obeys', async () => {
  await writeFile(path, LOG)
  await printRecords([path], {})
  expect(printed.split('\n').map((line) => line.trimEnd())).toEqual([
    '      1  2024-05-26T22:55:05.818Z  healthy   info   livekit  using single-node routing',
    '      2  2024-05-26T22:55:05.818Z  problem   error  -  unable to connect to redis: dial tcp 203.0.113.50:6379: i/o timeout',
    '      3  2024-05-26T22:55:06.000Z  noise     info   ingress  Server closed by error: Err = EOF␊Failed to handshake␊x',
    '      4  2024-05-26T22:55:06.000Z  problem   fatal  go  panic: ␛[2J<U+202E>x',
    '',
  ])
})

test.each([
  ['a category', { category: ['problem'] as const }, [2, 4]],
  ['levels', { level: ['info', 'fatal'] as const }, [1, 3, 4]],
  ['from a time on', { since: Date.parse('2024-05-26T22:55:06Z') }, [3, 4]],
  ['up to a time', { until: Date.parse('2024-05-26T22:55:05Z') }, [1, 2]],
  ['an expression', { grep: /redis|routing/ }, [1, 2]],
  [
    'all at once',
    { category: ['problem'] as const, level: ['error'] as const, grep: /redis/ },
    [2],
  ],
  ['what is in use', { uses: ['rtmp'] as const, category: ['client'] as const }, [3]],
  ['nothing that there is', { category: ['advice'] as const }, []],
])('only %s', async (_, options, lines) => {
  await writeFile(path, LOG)
  await printRecords([path], { json: true, ...options })
  const found = printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { line: number }).line)
  expect(found).toEqual(lines)
})

test('several logs as one, each record with its source', async () => {
  const paths = [join(folder, 'one/sfu.log'), join(folder, 'two/sfu.log')]
  const at = (second: number, text: string) =>
    `2026-11-20T10:00:0${second}.000Z\tINFO\tlivekit\ta/b.go:1\t${text}\n`
  await Promise.all(paths.map((other) => mkdir(dirname(other), { recursive: true })))
  await writeFile(paths[0] ?? '', at(1, 'first') + at(4, 'fourth'))
  await writeFile(paths[1] ?? '', at(2, 'second') + at(3, 'third'))
  const records = async (options: Parameters<typeof printRecords>[1]) => {
    printed = ''
    await printRecords(paths, { json: true, ...options })
    return printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>)
  }
  const order = async (options: Parameters<typeof printRecords>[1]) =>
    (await records(options)).map(({ message, source }) => `${source} ${message}`)
  const [first, second, third, fourth] = [
    'one/sfu.log first',
    'two/sfu.log second',
    'two/sfu.log third',
    'one/sfu.log fourth',
  ]
  expect(await order({ merge: 'time' })).toEqual([first, second, third, fourth])
  expect(await order({ merge: 'sequence' })).toEqual([first, fourth, second, third])
  // The time by the clock that was put right is the time of the record.
  const shifted = { merge: 'time', shift: [{ name: 'two/sfu.log', by: -5500 }] } as const
  expect(await order(shifted)).toEqual([second, third, first, fourth])
  expect((await records(shifted)).map(({ time }) => time)).toEqual([
    '2026-11-20T09:59:56.500Z',
    '2026-11-20T09:59:57.500Z',
    '2026-11-20T10:00:01.000Z',
    '2026-11-20T10:00:04.000Z',
  ])
  const until = Date.parse('2026-11-20T09:59:56Z')
  expect(await order({ ...shifted, until })).toEqual([second])
  await expect(printRecords(paths, {})).rejects.toThrow('need --merge')
  const shift = [{ name: 'sfu.log', by: 1 }]
  await expect(printRecords(paths, { merge: 'time', shift })).rejects.toThrow('is none of one/sfu')
  await expect(
    printRecords([...paths, join(folder, 'nothing')], { merge: 'time' }),
  ).rejects.toThrow('there is no such file')
})

test('an empty log prints nothing', async () => {
  await writeFile(path, '')
  await printRecords([path], { json: true })
  expect(printed).toBe('')
})

test('what cannot be opened fails in one line', async () => {
  await expect(printRecords([join(folder, 'nothing')], {})).rejects.toThrow(
    /nothing: there is no such file$/,
  )
})

test('the rules, as lines and as JSON', async () => {
  await listRules({})
  const lines = printed.trimEnd().split('\n')
  printed = ''
  await listRules({ json: true })
  const rules = JSON.parse(printed) as { id: string; pack: string }[]
  expect([
    lines.length,
    rules[0]?.pack,
    lines.every((line, at) => line.includes(rules[at]!.id)),
  ]).toEqual([rules.length, 'livekit-server', true])
})

const PACK = `
pack: mine
title: { en: Mine, ru: Мои }
rules:
  - id: mine.one
    match: { message: x }
    category: noise
    meaning: { en: No., ru: Нет. }
    action: { en: Nothing., ru: Ничего. }
    evidence: [example.org]
`

test('a pack without mistakes', async () => {
  await writeFile(path, PACK)
  await checkRules(path)
  expect(printed).toBe(`${path}: pack "mine", 1 rules, no mistakes\n`)
})

test('every mistake of a pack, each with its line and column', async () => {
  await writeFile(path, PACK.replace('noise', 'loud').replace('evidence', 'evidense'))
  await expect(checkRules(path)).rejects.toThrow(`${path}: 2 mistakes`)
  expect(
    printed
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(path, '')),
  ).toEqual([
    ':7:5: rules[0] (mine.one).category: this should be one of problem, client, advice, noise, activity, healthy',
    ':10:5: rules[0] (mine.one): there is no such key: evidense',
  ])
})

test.each([
  ['nothing', 'there is no such file'],
  ['.', 'it is a folder, name a file in it'],
])('the pack "%s" cannot be read', async (name, message) => {
  await expect(checkRules(join(folder, name))).rejects.toThrow(message)
})
