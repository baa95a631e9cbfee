import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { type Machine, parseAddress } from '../remote/address'
import { hasSshd, TestSshd } from '../remote/test-sshd'
import { listContainers } from './list-containers'
import { EngineStandIn, type StandInState } from './stand-in'

/* No engine is needed: EngineStandIn takes its place. */

let folder: string

beforeEach(async () => {
  folder = await testFolder()
})

afterEach(() => {
  vi.unstubAllEnvs()
})

const STATE: StandInState = {
  containers: {
    'db,web/db': { image: 'postgres:16', status: 'Up 3 hours (healthy)' },
    'old-livekit': { status: 'Exited (1) 2 days ago' },
    gossip: { image: 'gossip:1', status: 'Created' },
    'calls-sip-1': { image: 'registry.example.org/sip:v1', status: 'Up 2 hours' },
    '$(id)': {},
  },
  services: { 'livekit-ingress-abc123': { image: 'livekit/ingress:v1.4', status: '2/2' } },
}

async function names(machine: Machine | null): Promise<unknown> {
  const listing = await listContainers({ machine, engine: null }, { asksOnTerminal: false })
  if (!listing.ok) return listing.code
  return listing.containers.map(({ address, status, isRunning }) => [
    address.name,
    ...(address.isService ? ['service'] : []),
    status,
    isRunning,
  ])
}

const LISTED = [
  ['livekit-ingress-abc123', 'service', '2/2', true],
  ['calls-sip-1', 'Up 2 hours', true],
  ['old-livekit', 'Exited (1) 2 days ago', false],
  ['db', 'Up 3 hours (healthy)', true],
  ['gossip', 'Created', false],
]

test('containers and services, those of LiveKit and the running ones first', async () => {
  const { bin } = await EngineStandIn.create(folder, STATE)
  vi.stubEnv('PATH', bin)
  expect(await names(null)).toEqual(LISTED)
})

test('without a swarm, by podman, and where there is no engine', async () => {
  const state = { containers: { web: { image: 'web', status: 'Up 2 hours' } } }
  const docker = await EngineStandIn.create(join(folder, '1'), state)
  vi.stubEnv('PATH', docker.bin)
  expect(await names(null)).toEqual([['web', 'Up 2 hours', true]])
  const podman = await EngineStandIn.create(join(folder, '2'), STATE, 'podman')
  vi.stubEnv('PATH', podman.bin)
  expect(await names(null)).toEqual(LISTED.slice(1))
  vi.stubEnv('PATH', folder)
  expect(await names(null)).toBe('no-docker')
})

test.skipIf(!hasSshd)('on another machine', { timeout: 30_000 }, async () => {
  const { bin } = await EngineStandIn.create(folder, STATE)
  const sshd = await TestSshd.start({ searchPath: `${bin}${delimiter}${process.env['PATH']}` })
  try {
    vi.stubEnv('PATH', sshd.searchPath)
    const parsed = parseAddress(sshd.address('').slice('ssh://'.length))
    expect(await names(parsed.ok ? parsed.machine : null)).toEqual(LISTED)
  } finally {
    await sshd.stop()
  }
})
