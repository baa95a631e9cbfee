import { readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { parseSource } from '../parse-source'
import { hasSshd, TestSshd } from '../remote/test-sshd'
import type { OpenResult, Source } from '../source'
import { openDocker } from './open-docker'

/*
 * No engine is needed: a stand-in for `docker` says made-up lines in the form of the real one. Asked with
 * --follow it ends in the middle of a line each time but the last, as a connection does that drops.
 */
const STAND_IN = `#!${process.execPath}
const fs = require('node:fs')
const words = process.argv.slice(2)
const folder = FOLDER
if (words.at(-1) !== 'livekit') {
  process.stderr.write('Error response from daemon: No such container: ' + words.at(-1) + '\\n')
  process.exit(1)
}
if (words.includes('--tail')) process.exit(0)
const since = words.includes('--since') ? Date.parse(words[words.indexOf('--since') + 1]) : 0
const lines = fs.readFileSync(folder + '/lines', 'utf8').split('\\n').filter(Boolean)
  .filter((line) => Date.parse(line.slice(4, 34)) >= since)
const runs = fs.existsSync(folder + '/runs') ? Number(fs.readFileSync(folder + '/runs')) : 0
fs.writeFileSync(folder + '/runs', String(runs + 1))
const isCut = words.includes('--follow') && runs < 5
const shown = isCut ? lines.slice(0, 50 * (runs + 1)) : lines
for (const line of shown) fs.writeSync(line.startsWith('out') ? 1 : 2, line.slice(4) + '\\n')
if (isCut) { fs.writeSync(2, '2026-01-02T03:05'); process.exit(1) }
if (words.includes('--follow')) setInterval(() => undefined, 1000)
`

let folder: string
let source: Source | null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logsieve-test-'))
  source = null
})

afterEach(async () => {
  await source?.dispose()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

/** @returns what a viewer has to show: records of both streams, several in the same moment */
async function standIn(program: string): Promise<readonly string[]> {
  const lines = Array.from({ length: 300 }, (_, number) => {
    const time = new Date(Date.parse('2026-01-02T03:04:05Z') + Math.floor(number / 3) * 400)
    const stream = number % 7 === 0 ? 'out' : 'err'
    return `${stream} ${time.toISOString().replace('Z', '000000Z')} record ${number}`
  })
  await writeFile(join(folder, 'lines'), lines.join('\n'))
  const bin = join(folder, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, program), STAND_IN.replace('FOLDER', JSON.stringify(folder)))
  await chmod(join(bin, program), 0o755)
  vi.stubEnv('PATH', bin)
  return lines.map((line) => line.slice(4))
}

async function open(address: string, isEndless: boolean): Promise<OpenResult> {
  const parsed = parseSource(address, '/')
  if (parsed.kind !== 'docker') throw new Error('no container')
  const options = { asksOnTerminal: false, isEndless, pausesMs: [10] }
  const result = await openDocker(parsed, options)
  if (result.ok) source = result.source
  return result
}

function shown(): readonly string[] {
  return source === null ? [] : readFileSync(source.path, 'utf8').split('\n').slice(0, -1)
}

/** Lines of one moment may come in either order, but those of a stream stay in theirs. */
function inOrderOfTime(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.slice(0, 30))
}

test.each(['docker', 'podman'])(
  '%s: both streams, in the order of their times',
  async (program) => {
    const expected = await standIn(program)
    await open('docker:livekit', false)
    expect(await source?.caughtUp).toEqual({ ok: true })
    expect([...shown()].sort()).toEqual([...expected].sort())
    expect(inOrderOfTime(shown())).toEqual(inOrderOfTime(expected))
  },
)

test('each line once, though docker ends again and again', async () => {
  const expected = await standIn('docker')
  await open('docker:livekit', true)
  await vi.waitFor(() => expect(shown().length).toBeGreaterThanOrEqual(expected.length), 20_000)
  expect([...shown()].sort()).toEqual([...expected].sort())
})

test('an unknown container, and no engine at all', async () => {
  await standIn('docker')
  expect(await open('docker:web', true)).toMatchObject({ ok: false, code: 'no-container' })
  vi.stubEnv('PATH', folder)
  expect(await open('docker:web', true)).toMatchObject({ ok: false, code: 'no-docker' })
})

test.skipIf(!hasSshd)('on another machine', { timeout: 30_000 }, async () => {
  const expected = await standIn('docker')
  const bin = process.env['PATH'] ?? ''
  vi.unstubAllEnvs()
  const sshd = await TestSshd.start({ searchPath: `${bin}${delimiter}${process.env['PATH']}` })
  try {
    vi.stubEnv('PATH', sshd.searchPath)
    const address = sshd.address('/livekit').replace('ssh://', 'docker+ssh://')
    await open(address, true)
    await vi.waitFor(() => expect(shown().length).toBeGreaterThanOrEqual(expected.length), 20_000)
    expect([...shown()].sort()).toEqual([...expected].sort())
    expect(await open(`${address}-x`, true)).toMatchObject({ ok: false, code: 'no-container' })
  } finally {
    await source?.dispose()
    source = null
    await sshd.stop()
  }
})
