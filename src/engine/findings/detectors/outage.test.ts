import { expect, test } from 'vitest'

import { findingsOf } from '../testing/log'
import { connectingToRedis, many, REDIS_REFUSES, started, timeAt, zap } from '../testing/lines'

const outages = async (lines: readonly string[]) =>
  (await findingsOf('outage', lines)).map(({ facts, firstTime, on }) => ({
    ...facts,
    firstTime,
    on,
  }))

test('Redis lost and back', async () => {
  const lines = [
    zap(0, 'livekit', 'could not update node', { error: 'dial tcp 172.20.0.2:6379: i/o timeout' }),
    connectingToRedis(5),
    REDIS_REFUSES,
    connectingToRedis(10),
    started(11),
  ]
  expect(await outages(lines)).toEqual([
    {
      kind: 'outage',
      of: 'redis',
      programs: ['livekit'],
      complaints: 2,
      lastComplaint: timeAt(5),
      firstTime: timeAt(0),
      backAt: timeAt(11),
      on: [0, 2, 4],
    },
  ])
})

test('one failure at the start, as when both containers start together, is no outage', async () => {
  expect(
    await outages([connectingToRedis(0), REDIS_REFUSES, connectingToRedis(1), started(2)]),
  ).toEqual([])
})

test('a start days after the last complaint does not say when Redis came back', async () => {
  const lines = [...many(3, (n) => [connectingToRedis(n), REDIS_REFUSES]).flat(), started(90_000)]
  expect((await outages(lines)).map(({ backAt }) => backAt)).toEqual([null])
})

test('recordings, telephone, agents and webhooks', async () => {
  const agents = (second: number, message: string) =>
    JSON.stringify({
      message,
      level: 'WARNING',
      name: 'livekit.agents',
      timestamp: new Date(timeAt(second)).toISOString(),
    })
  const lines = [
    zap(0, 'egress', 'io connection unhealthy', { error: 'no response' }),
    zap(9, 'egress', 'io connection restored'),
    zap(10, 'sip', 'lost connection to room, recovering'),
    zap(11, 'sip', 'lost connection to room, recovering'),
    zap(15, 'sip', 'recovered connection to room'),
    agents(
      20,
      'failed to connect to livekit, retrying in 0s: worker connection closed unexpectedly',
    ),
    agents(
      22,
      'failed to connect to livekit, retrying in 2s: worker connection closed unexpectedly',
    ),
    agents(26, 'registered worker'),
    ...many(3, (n) => zap(30 + n, 'livekit', 'failed to send webhook', { error: 'EOF' })),
  ]
  expect((await outages(lines)).map(({ of, backAt }) => [of, backAt])).toEqual([
    ['egress-updates', timeAt(9)],
    ['sip-room', timeAt(15)],
    ['agents', timeAt(26)],
    ['webhooks', null],
  ])
})
