import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { EngineStandIn } from '#sources/docker/stand-in'
import { hasGuests } from '#sources/remote/test-guest'

import { expect, test } from './fixtures'
import { active, lines, writeLog } from './logs'

/* What comes as a stream is copied to the disk, here one of a mebibyte that something else fills at first. */

test.skip(!hasGuests, 'only root can mount a small disk')

const CLI = join(import.meta.dirname, '..', 'out', 'cli', 'index.js')
const COUNT = 2000
/** More than the disk has left, less than it has without the filler. */
const LINES = lines(COUNT)

/** Runs the command line on a disk of its own. */
function onSmallDisk(disk: string, args: readonly string[], searchPath: string): ChildProcess {
  mkdirSync(disk)
  const mount = `mount -t tmpfs -o size=1m tmpfs '${disk}' && head -c 900000 /dev/zero > '${disk}/filler'`
  return spawn(
    'unshare',
    ['-m', 'sh', '-c', `${mount} && exec "$@"`, 'sh', process.execPath, CLI, ...args],
    { env: { ...process.env, TMPDIR: disk, PATH: searchPath } },
  )
}

/** Gives the disk room, from outside: only that process sees it. */
function makeRoom(disk: string, { pid }: ChildProcess): void {
  rmSync(`/proc/${pid}/root${disk}/filler`)
}

const FOLLOW = ['records', '--json', '--follow'] as const

const WAYS: Readonly<Record<string, (path: string) => readonly string[]>> = {
  'standard input': () => [...FOLLOW, '-'],
  'a command': (path) => [...FOLLOW, '--run', '--', 'cat', path],
  'a container': () => [...FOLLOW, 'docker:livekit'],
}

for (const [way, argsOf] of Object.entries(WAYS)) {
  test(`${way} waits for a disk that is full, and nothing is lost`, async ({ folder }) => {
    const disk = join(folder, 'disk')
    const path = writeLog(folder, 'a.log', LINES)
    const container = {
      lines: LINES.map((text, at) => ({
        stream: 'err' as const,
        time: `2026-11-20T14:00:00.${String(at).padStart(9, '0')}Z`,
        text,
      })),
    }
    const { bin } = await EngineStandIn.create(folder, { containers: { livekit: container } })
    const searchPath = `${bin}${delimiter}${process.env['PATH']}`
    const child = onSmallDisk(disk, argsOf(path), searchPath)
    let said = ''
    let printed = ''
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.stdin?.on('error', () => undefined).write(`${LINES.join('\n')}\n`)
    try {
      await expect.poll(() => said).toMatch(/ENOSPC.*; waiting\n$/)
      makeRoom(disk, child)
      await expect.poll(() => said).toMatch(/it is back\n$/)
      await expect.poll(() => printed.split('\n').length - 1).toBe(COUNT)
      const numbers = printed
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { line: number }).line)
      expect(numbers).toEqual(LINES.map((_line, at) => at + 1))
    } finally {
      child.kill()
    }
  })
}

test('a report of what does not fit tells it, and is of what there is', async ({ folder }) => {
  const disk = join(folder, 'disk')
  const child = onSmallDisk(disk, ['report', '--format', 'json', '-'], process.env['PATH'] ?? '')
  let said = ''
  let printed = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stdin?.on('error', () => undefined).end(`${LINES.join('\n')}\n${active(1)}\n`)
  await expect.poll(() => child.exitCode).toBe(1)
  expect(said).toContain('ENOSPC')
  const { sources } = JSON.parse(printed) as { sources: { records: number }[] }
  expect(sources[0]?.records).toBeGreaterThan(10)
})
