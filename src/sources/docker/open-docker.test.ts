import { readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { parseSource } from '../parse-source'
import { hasSshd, TestSshd } from '../remote/test-sshd'
import type { OpenResult, Source } from '../source'
import { openDocker } from './open-docker'
import { EngineStandIn, type StandInLine } from './stand-in'

/* No engine is needed: EngineStandIn takes its place. */

let folder: string
let source: Source | null

beforeEach(async () => {
  folder = await testFolder()
  source = null
})

afterEach(async () => {
  await source?.dispose()
  vi.unstubAllEnvs()
})

const START = Date.parse('2026-01-02T03:04:05Z')

/** Records of both streams, several in the same moment. */
function recordsOf(task?: string, start = START): StandInLine[] {
  return Array.from({ length: 300 }, (_, number) => ({
    stream: number % 7 === 0 ? 'out' : 'err',
    time: timeAt(start + Math.floor(number / 3) * 400),
    text: `record ${number}`,
    ...(task === undefined ? {} : { task }),
  }))
}

function timeAt(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000000Z')
}

async function put(standIn: Promise<EngineStandIn>): Promise<string> {
  const { bin } = await standIn
  vi.stubEnv('PATH', bin)
  return bin
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

function printed(lines: readonly StandInLine[]): readonly string[] {
  return lines.map(({ time, text, task }) => `${time} ${task ? `${task}    | ` : ''}${text}`)
}

/** Lines of one moment may come in either order, but those of a stream stay in theirs. */
function inOrderOfTime(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.slice(0, 30))
}

async function expectEachOnce(lines: readonly StandInLine[]): Promise<void> {
  await vi.waitFor(() => expect(shown().length).toBeGreaterThanOrEqual(lines.length), 20_000)
  expect([...shown()].sort()).toEqual([...printed(lines)].sort())
}

test.each([
  ['docker', 'docker:livekit'],
  ['podman', 'docker:livekit'],
  ['podman', 'podman:livekit'],
] as const)('%s by %s: both streams, in the order of their times', async (program, address) => {
  const lines = recordsOf()
  await put(EngineStandIn.create(folder, { containers: { livekit: { lines } } }, program))
  await open(address, false)
  expect(await source?.caughtUp).toEqual({ ok: true })
  await expectEachOnce(lines)
  expect(inOrderOfTime(shown())).toEqual(inOrderOfTime(printed(lines)))
})

test('each line once, though docker ends again and again', async () => {
  const lines = recordsOf()
  await put(EngineStandIn.create(folder, { containers: { livekit: { lines } }, cuts: 5 }))
  await open('docker:livekit', true)
  await expectEachOnce(lines)
})

test('no line is lost where the clock of the machine is set back', async () => {
  const lines = [...recordsOf(), ...recordsOf(undefined, START - 3_600_000)]
  await put(EngineStandIn.create(folder, { containers: { livekit: { lines } }, cuts: 5 }))
  await open('docker:livekit', true)
  await expectEachOnce(lines)
})

test('a service: each task in its order, each line once', async () => {
  // One has ended long before the others, and they bring their lines in turns.
  const tasks = [
    recordsOf('web.1.goom36mvtfow@node-1', START - 86_400_000),
    recordsOf('web.1.z24pi5y9jpfx@node-1'),
    recordsOf('web.2.lozliiv26zw3@node-2'),
  ]
  const lines = Array.from(
    { length: 900 },
    (_, at) => tasks[at % 3]?.[Math.floor(at / 3)] ?? [],
  ).flat()
  await put(EngineStandIn.create(folder, { services: { web: { lines } }, cuts: 5 }))
  await open('docker:web', true)
  await expectEachOnce(lines)
  for (const task of tasks) {
    const ofTask = shown().filter((line) => line.includes(`${task[0]?.task}`))
    expect(inOrderOfTime(ofTask)).toEqual(inOrderOfTime(printed(task)))
  }
})

test('a service with a terminal has one stream, which names no task', async () => {
  const lines = recordsOf()
  const services = { web: { lines, hasTerminal: true } }
  await put(EngineStandIn.create(folder, { services }))
  await open('docker:service/web', false)
  expect(await source?.caughtUp).toEqual({ ok: true })
  await expectEachOnce(lines)
})

test('of a container and a service of one name the container is meant', async () => {
  const containers = { web: { lines: recordsOf().slice(0, 1) } }
  const services = { web: { lines: recordsOf('web.1.goom36mvtfow@node').slice(0, 2) } }
  await put(EngineStandIn.create(folder, { containers, services }))
  await open('docker:web', false)
  await source?.caughtUp
  expect(shown()).toHaveLength(1)
  await source?.dispose()
  await open('docker:service/web', false)
  await source?.caughtUp
  expect(shown()).toHaveLength(2)
})

test('what cannot be opened is told', async () => {
  const standIn = await EngineStandIn.create(folder, {})
  vi.stubEnv('PATH', standIn.bin)
  expect(await open('docker:web', true)).toMatchObject({ ok: false, code: 'no-container' })
  expect(await open('podman:web', true)).toMatchObject({ ok: false, code: 'no-docker' })
  await standIn.set({ services: {} })
  expect(await open('docker:service/web', true)).toMatchObject({ ok: false, code: 'no-container' })
  await standIn.set({
    trouble:
      'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
  })
  expect(await open('docker:web', true)).toMatchObject({ ok: false, code: 'docker-permission' })
  await standIn.set({
    trouble:
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  })
  expect(await open('docker:web', true)).toMatchObject({ ok: false, code: 'docker-down' })
  vi.stubEnv('PATH', folder)
  expect(await open('docker:web', true)).toMatchObject({ ok: false, code: 'no-docker' })
})

test.skipIf(!hasSshd)('on another machine', { timeout: 30_000 }, async () => {
  const lines = recordsOf()
  const services = { web: { lines: recordsOf('web.1.goom36mvtfow@node') } }
  const state = { containers: { livekit: { lines } }, services, cuts: 5 }
  const bin = await put(EngineStandIn.create(folder, state))
  vi.unstubAllEnvs()
  const sshd = await TestSshd.start({ searchPath: `${bin}${delimiter}${process.env['PATH']}` })
  try {
    vi.stubEnv('PATH', sshd.searchPath)
    const machine = sshd.address('/').replace('ssh://', 'docker+ssh://')
    await open(`${machine}livekit`, true)
    await expectEachOnce(lines)
    await source?.dispose()
    await open(`${machine}web`, true)
    await expectEachOnce(services.web.lines)
    expect(await open(`${machine}livekit-x`, true)).toMatchObject({
      ok: false,
      code: 'no-container',
    })
  } finally {
    await source?.dispose()
    source = null
    await sshd.stop()
  }
})
