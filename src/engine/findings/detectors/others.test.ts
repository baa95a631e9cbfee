import { expect, test } from 'vitest'

import { findingsOf } from '../testing/log'
import { joined, left, many, noise, tlsError, zap } from '../testing/lines'

test('a clock that goes back', async () => {
  const found = await findingsOf('clock-jump', [joined(1000, 'a'), noise(1001), joined(400, 'b')])
  expect(found.map(({ facts, on }) => [facts, on])).toEqual([
    [{ kind: 'clock-jump', program: 'livekit', direction: 'back', jumps: 1, seconds: 600 }, [0, 2]],
  ])
})

test('a program of any name has a finding that can be asked for', async () => {
  const name = 'x'.repeat(10_000)
  const found = await findingsOf('clock-jump', [zap(900, name, 'a'), zap(0, name, 'b')])
  expect(found.map(({ id, on }) => [id.length < 500, on])).toEqual([[true, [0, 1]]])
})

test('a clock that runs ahead of the others', async () => {
  const lines = [
    joined(0, 'a'),
    noise(1),
    joined(4000, 'b'),
    noise(5),
    joined(4010, 'c'),
    noise(15),
  ]
  const found = await findingsOf('clock-jump', lines)
  expect(found.map(({ facts, on }) => [facts.program, facts.direction, facts.seconds, on])).toEqual(
    [['livekit', 'forward', 4000, [0, 2]]],
  )
})

test('silence, and programs with clocks of different zones, are no jumps', async () => {
  const lines = [
    joined(0, 'a'),
    noise(1),
    joined(4000, 'b'),
    noise(4001),
    ...many(5, (n) => [joined(5000 + n, 'c'), noise(15_800 + n)]).flat(),
  ]
  expect(await findingsOf('clock-jump', lines)).toEqual([])
})

test('lines of several threads that are a little out of order are no jump', async () => {
  expect(
    await findingsOf(
      'clock-jump',
      many(9, (n) => joined(100 - (n % 2) * 5, 'a')),
    ),
  ).toEqual([])
})

test('many lose the connection at once', async () => {
  const lines = [
    ...many(10, (n) => joined(n, `p${n}`)),
    left(20, 'p0'),
    ...many(6, (n) => left(100 + n, `p${n + 1}`, 'PEER_CONNECTION_DISCONNECTED')),
  ]
  const found = await findingsOf('mass-loss', lines)
  expect(found.map(({ facts, on }) => [facts, on])).toEqual([
    [{ kind: 'mass-loss', lost: 6, connected: 9, seconds: 5 }, [11, 12, 13, 14, 15, 16]],
  ])
})

test('a few of very many, or one after the other, is everyday life', async () => {
  const crowd = many(100, (n) => joined(n, `p${n}`))
  const lost = (pace: number) =>
    many(6, (n) => left(200 + n * pace, `p${n}`, 'PEER_CONNECTION_DISCONNECTED'))
  expect(await findingsOf('mass-loss', [...crowd, ...lost(1)])).toEqual([])
  expect(await findingsOf('mass-loss', lost(60))).toEqual([])
})

test('one identity in two places', async () => {
  const removed = (second: number, participant: string) =>
    zap(second, 'livekit', 'removing duplicate participant', { room: 'algebra', participant })
  const lines = [
    ...many(4, (n) => removed(n * 10, 'anna')),
    removed(50, 'boris'),
    ...many(3, (n) => removed(1000 * (n + 1), 'clara')),
  ]
  const found = await findingsOf('identity-fight', lines)
  expect(found.map(({ facts, on }) => [facts, on])).toEqual([
    [{ kind: 'identity-fight', identity: 'anna', room: 'algebra', times: 4 }, [0, 1, 2, 3]],
  ])
})

test('a certificate that clients of several addresses refuse', async () => {
  const refused = (n: number, address: string) =>
    tlsError(n, address, 'remote error: tls: expired certificate')
  const [many3] = await findingsOf(
    'certificate-refused',
    many(3, (n) => refused(n, `192.0.2.${n}`)),
  )
  const [one] = await findingsOf(
    'certificate-refused',
    many(3, (n) => refused(n, '192.0.2.1')),
  )
  expect([many3?.category, many3?.facts.addresses, one?.category]).toEqual(['problem', 3, 'client'])
})

test('missing packets after the warning about the buffer', async () => {
  const lines = [
    zap(0, 'livekit', 'large sequence number gap'),
    zap(1, 'livekit', 'UDP receive buffer is too small for a production set-up', {
      current: 425984,
    }),
    ...many(3, (n) => zap(2 + n, 'livekit.sfu', 'large sequence number gap')),
  ]
  const found = await findingsOf('packet-loss', lines)
  expect(found.map(({ facts, on }) => [facts.losses, on])).toEqual([[3, [1, 2, 3, 4]]])
})
