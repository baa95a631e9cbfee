import { expect, test } from 'vitest'

import { findingsOf } from '../testing/log'
import {
  connectingToRedis,
  many,
  PANIC,
  REDIS_REFUSES,
  started,
  timeAt,
  zap,
} from '../testing/lines'

const restartLoops = (lines: readonly string[]) => findingsOf('restart-loop', lines)

test('the same last line again and again, with the program that had just begun', async () => {
  const lines = many(4, (number) => [connectingToRedis(number * 30), REDIS_REFUSES]).flat()
  const [loop] = await restartLoops(lines)
  expect(loop).toMatchObject({
    category: 'problem',
    firstTime: timeAt(0),
    lastTime: timeAt(90),
    on: [1, 3, 5, 7],
    facts: {
      program: 'livekit',
      times: 4,
      averageSeconds: 30,
      end: 'last-line',
      message: REDIS_REFUSES,
      runningSince: null,
    },
  })
})

test('a last line without times, as docker logs gives it', async () => {
  const refused = 'could not parse config: yaml: unmarshal errors:'
  const lines = many(50, () => [refused, '  line 23: field max_video not found']).flat()
  const [loop] = await restartLoops(lines)
  expect([loop?.facts.times, loop?.facts.averageSeconds, loop?.records]).toEqual([50, null, 50])
})

test('twice is no loop, and a few that came to rest are none', async () => {
  const attempt = (second: number) => [connectingToRedis(second), REDIS_REFUSES]
  expect(await restartLoops([0, 1].flatMap(attempt))).toEqual([])
  expect(await restartLoops([...[0, 1, 2, 3].flatMap(attempt), started(4)])).toEqual([])
})

test('a loop that came to rest says since when', async () => {
  const lines = many(6, (number) => [connectingToRedis(number), REDIS_REFUSES]).flat()
  const [loop] = await restartLoops([...lines, connectingToRedis(9), started(10)])
  expect([loop?.facts.times, loop?.facts.runningSince]).toEqual([6, timeAt(10)])
})

test('ends that lie far apart are not one loop', async () => {
  const lines = many(6, (number) => [connectingToRedis(number * 3600), REDIS_REFUSES]).flat()
  expect(await restartLoops(lines)).toEqual([])
})

test('the word of Compose about an end does not count again', async () => {
  const compose = (line: string) =>
    line
      .split('\n')
      .map((part) => `livekit-1  | ${part}`)
      .join('\n')
  const lines = many(3, (number) => [
    compose(connectingToRedis(number * 20)),
    compose(PANIC),
    'livekit-1 exited with code 2 (restarting)',
  ]).flat()
  const loops = await restartLoops(lines)
  expect(loops.map(({ facts, records }) => [facts.message, facts.times, records])).toEqual([
    [expect.stringContaining('panic: '), 3, 6],
  ])
})

test('starts with nothing between them, and starts after a signal', async () => {
  const silent = await restartLoops(many(5, (number) => started(number * 60)))
  const stopped = await restartLoops(
    many(5, (number) => [
      started(number * 60),
      zap(number * 60 + 30, 'livekit', 'exit requested, shutting down', { signal: 'terminated' }),
    ]).flat(),
  )
  expect(
    [...silent, ...stopped].map(({ facts }) => [facts.end, facts.program, facts.times]),
  ).toEqual([
    ['nothing', 'livekit', 5],
    ['signal', 'livekit', 5],
  ])
})

test('instances that start together are no loop', async () => {
  expect(await restartLoops(many(6, (number) => started(number)))).toEqual([])
})

test('an egress whose handlers connect to Redis is not restarting', async () => {
  expect(
    await restartLoops(many(20, (number) => connectingToRedis(number * 60, 'egress'))),
  ).toEqual([])
})
