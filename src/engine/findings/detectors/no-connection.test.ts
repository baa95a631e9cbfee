import { expect, test } from 'vitest'

import { findingsOf } from '../testing/log'
import { joined, many, unconnected } from '../testing/lines'

const noConnections = async (lines: readonly string[]) =>
  (await findingsOf('no-connection', lines)).map(({ category, facts, on }) => ({
    category,
    on,
    who: facts.who,
    participants: facts.participants,
    connected: facts.connected,
    networks: facts.networks,
  }))

const from = (network: number) => ({ remote: `198.51.${100 + network}...` })

test('everyone of several networks, one after the other: the server', async () => {
  const lines = [joined(0, 'zoe'), ...many(4, (n) => unconnected(10 + n, `p${n}`, from(n)))]
  expect(await noConnections(lines)).toEqual([
    {
      category: 'problem',
      on: [1, 2, 3, 4],
      who: 'everyone',
      participants: 4,
      connected: 1,
      networks: 4,
    },
  ])
})

test('one network while others get through: their firewall', async () => {
  const lines = [joined(0, 'zoe'), ...many(4, (n) => unconnected(10 + n, `p${n}`))]
  expect(await noConnections(lines)).toEqual([
    {
      category: 'client',
      on: [1, 2, 3, 4],
      who: 'some',
      participants: 4,
      connected: 1,
      networks: 1,
    },
  ])
})

test('some between others who get through', async () => {
  const lines = many(4, (n) => [unconnected(n * 10, `p${n}`, from(n)), joined(n * 10 + 5, `q${n}`)])
  expect(await noConnections(lines.flat())).toEqual([
    {
      category: 'client',
      on: [0, 2, 4, 6],
      who: 'some',
      participants: 4,
      connected: 4,
      networks: 4,
    },
  ])
})

test('one participant again and again', async () => {
  expect(await noConnections(many(5, (n) => unconnected(n, 'anna')))).toEqual([
    {
      category: 'client',
      on: [0, 1, 2, 3, 4],
      who: 'one',
      participants: 1,
      connected: 0,
      networks: 1,
    },
  ])
})

test('a single failure is told by its record', async () => {
  expect(await noConnections([unconnected(0, 'anna'), joined(1, 'boris')])).toEqual([])
})

test('a server that offers internal addresses only', async () => {
  const lines = many(2, (n) => unconnected(n, `p${n}`, { local: '172.18.0.6' }))
  const [found] = await findingsOf('no-connection', lines)
  expect([found?.category, found?.facts.offered, found?.facts.offersOnlyPrivate]).toEqual([
    'problem',
    ['172.18.0.6'],
    true,
  ])
})

test('the candidates of a paste, public addresses cut by LiveKit itself', async () => {
  const lines = many(2, (n) =>
    unconnected(n, `p${n}`, { remote: n === 0 ? '37.129.171...' : '37.129.17....' }),
  )
  const [found] = await findingsOf('no-connection', lines)
  expect(found?.facts.networks).toBe(1)
})
