import { readFileSync } from 'node:fs'
import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { parseSource } from '../parse-source'
import type { OpenResult, Source } from '../source'
import { openPod } from './open-pod'

/*
 * No cluster is needed: a stand-in for `kubectl` says made-up lines in the form of the real one (both
 * streams on one, times in parts of a second but --since-time in whole ones, a former container apart)
 * and what the real one says of a failure. With --follow it ends in the middle of a line each time but
 * the last; after the second time the container has been started again.
 */
const STAND_IN = `#!${process.execPath}
const fs = require('node:fs')
const folder = FOLDER
const words = process.argv.slice(2)
const valueOf = (option) => words.find((word) => word.startsWith(option + '='))?.slice(option.length + 1)
function fail(said) { fs.writeSync(2, said + '\\n'); process.exit(1) }
fs.appendFileSync(folder + '/asked', JSON.stringify(words) + '\\n')
if (fs.existsSync(folder + '/trouble')) fail(fs.readFileSync(folder + '/trouble', 'utf8'))
if (words.at(-1) !== 'web-0') fail('Error from server (NotFound): pods "' + words.at(-1) + '" not found')
if (words.includes('--tail=0')) process.exit(0)
const runs = fs.existsSync(folder + '/runs') ? Number(fs.readFileSync(folder + '/runs')) : 0
const follows = words.includes('--follow')
if (follows) fs.writeFileSync(folder + '/runs', String(runs + 1))
const instances = JSON.parse(fs.readFileSync(folder + '/lines', 'utf8'))
const current = runs < 2 && follows ? 0 : 1
const shown = words.includes('--previous') ? (runs < 2 ? null : instances[0]) : instances[current]
if (!shown) fail('Error from server (BadRequest): previous terminated container "app" in pod "web-0" not found')
const second = (text) => Math.floor(Date.parse(text) / 1000)
const since = second(valueOf('--since-time') ?? '1970-01-01')
const lines = shown.filter((line) => second(line.slice(0, 30)) >= since)
const isCut = follows && runs < 3
for (const line of isCut ? lines.slice(0, 100) : lines) fs.writeSync(1, line + '\\n')
if (isCut) { fs.writeSync(1, '2026-01-02T03:05'); fail('error: unexpected EOF') }
if (follows) setInterval(() => undefined, 1000)
`

let folder: string
let source: Source | null

beforeEach(async () => {
  folder = await testFolder()
  source = null
  await writeFile(join(folder, 'kubectl'), STAND_IN.replace('FOLDER', JSON.stringify(folder)))
  await chmod(join(folder, 'kubectl'), 0o755)
  vi.stubEnv('PATH', folder)
})

afterEach(async () => {
  await source?.dispose()
  vi.unstubAllEnvs()
})

/** The lines of a container that was started twice; the two streams come in some disorder. */
async function standIn(): Promise<readonly string[]> {
  const instances = [0, 1].map((instance) =>
    Array.from({ length: 200 }, (_, number) => {
      const at = Date.parse('2026-01-02T03:04:05Z') + instance * 60_000 + number * 150
      const disorder = number % 5 === 0 ? 3 : 0
      return `${new Date(at - disorder).toISOString().replace('Z', '000000Z')} ${instance} ${number}`
    }),
  )
  await writeFile(join(folder, 'lines'), JSON.stringify(instances))
  return instances.flat()
}

async function open(address: string, isEndless: boolean): Promise<OpenResult> {
  const parsed = parseSource(address, '/')
  if (parsed.kind !== 'pod') throw new Error('no pod')
  const result = await openPod(parsed, { isEndless, pausesMs: [10] })
  if (result.ok) source = result.source
  return result
}

function shown(): readonly string[] {
  return source === null ? [] : readFileSync(source.path, 'utf8').split('\n').slice(0, -1)
}

test('each line once, though kubectl ends and the container is started again', async () => {
  const lines = await standIn()
  await open('kubectl:calls/web-0', true)
  await vi.waitFor(() => expect(shown().length).toBeGreaterThanOrEqual(lines.length), 20_000)
  expect([...shown()].sort()).toEqual([...lines].sort())
})

test('what stands there, and names as data', async () => {
  const lines = await standIn()
  await open('kubectl://admin%40a%2Fb%20c/calls/web-0/app', false)
  expect(await source?.caughtUp).toEqual({ ok: true })
  expect(shown()).toEqual(lines.slice(200))
  expect(source?.name).toBe('web-0/app')
  const asked = readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n')
  const place = ['--context=admin@a/b c', '--namespace=calls', '--container=app', 'web-0']
  expect(asked.map((words) => JSON.parse(words) as unknown)).toEqual([
    ['logs', '--tail=0', '--request-timeout=20s', ...place],
    ['logs', '--timestamps', ...place],
  ])
})

test.each([
  ['no-pod', 'Error from server (NotFound): namespaces "calls" not found'],
  ['no-pod', 'error: container x is not valid for pod web-0'],
  [
    'cluster-refused',
    'Error from server (Forbidden): pods "web-0" is forbidden: User "jane" cannot get resource "pods/log" in API group "" in the namespace "calls"',
  ],
  ['cluster-refused', 'error: You must be logged in to the server (Unauthorized)'],
  [
    'cluster-unreachable',
    'E1122 12:00:00.000000 7 memcache.go:265] "Unhandled Error" err="couldn\'t get current server API group list"\n' +
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  ],
  ['cluster-unreachable', 'Unable to connect to the server: dial tcp 192.0.2.1:6443: i/o timeout'],
  ['no-context', 'error: context "x" does not exist'],
  [
    'failed',
    'Error from server (BadRequest): container "app" in pod "web-0" is waiting to start: ContainerCreating',
  ],
])('%s: %s', async (code, said) => {
  await writeFile(join(folder, 'trouble'), said)
  const detail = said.split('\n').at(-1)
  expect(await open('kubectl:calls/web-0', true)).toMatchObject({ ok: false, code, detail })
})

test('without kubectl', async () => {
  await rm(join(folder, 'kubectl'))
  expect(await open('kubectl:web-0', true)).toMatchObject({ ok: false, code: 'no-kubectl' })
})
