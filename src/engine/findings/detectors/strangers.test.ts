import { expect, test } from 'vitest'

import { findingsOf } from '../testing/log'
import { lookUp, many, timeAt, tlsError } from '../testing/lines'

test('one address again and again, apart from passers-by', async () => {
  const lines = many(40, (n) =>
    n % 2 === 0 ? tlsError(n, '192.0.2.97') : tlsError(n, `198.51.100.${n}`),
  )
  const found = await findingsOf('scanner', lines)
  expect(found).toMatchObject([
    {
      category: 'noise',
      firstTime: timeAt(0),
      lastTime: timeAt(38),
      on: many(20, (n) => 2 * n),
      facts: {
        address: '192.0.2.97',
        attempts: 20,
        isAtLeast: false,
        isPrivate: false,
        targets: 0,
      },
    },
  ])
})

test('a web scanner in an access log, not a visitor who was answered', async () => {
  const access = (address: string, uri: string, status: number) =>
    JSON.stringify({
      level: 'info',
      ts: timeAt(0) / 1000,
      logger: 'http.log.access.log0',
      msg: 'handled request',
      request: { remote_ip: address, method: 'GET', uri },
      status,
    })
  const lines = many(30, (n) => [
    access('192.0.2.5', `/wp-${n}.php`, 404),
    access('203.0.113.7', `/page/${n}`, 200),
    access('203.0.113.8', '/favicon.ico', 404),
  ]).flat()
  const found = await findingsOf('scanner', lines)
  expect(found.map(({ facts }) => [facts.address, facts.targets, facts.programs])).toEqual([
    ['192.0.2.5', 30, ['caddy']],
  ])
})

test('addresses of IPv6, of Pion and of SIP', async () => {
  const lines = many(12, (n) => [
    tlsError(n, '[2001:db8::5]'),
    `${new Date(timeAt(n)).toISOString()}\tWARN\tlivekit.transport.pion.ice\ta.go:1\tNot a STUN message from 192.0.2.66:55000 to 10.0.0.4:7881`,
    `${new Date(timeAt(n)).toISOString()}\tWARN\tsip\ta.go:1\tRejecting inbound, doesn't match any Trunks\t{"fromIP": "192.0.2.77", "toUser": "00${n}"}`,
  ]).flat()
  const found = await findingsOf('scanner', lines)
  expect(found.map(({ facts }) => [facts.address, facts.attempts, facts.targets])).toEqual([
    ['2001:db8::5', 12, 0],
    ['192.0.2.66', 12, 0],
    ['192.0.2.77', 12, 12],
  ])
})

test('strangers try stream keys', async () => {
  const words = ['graphql', 'api', 'login', 'v1', 'admin']
  const lines = many(20, (n) => lookUp(n, words[n % words.length]!))
  const [found] = await findingsOf('key-guessing', lines)
  expect(found).toMatchObject({
    category: 'noise',
    records: 20,
    facts: { attempts: 20, keys: 5, areAtLeast: false, examples: ['graphql', 'api', 'login'] },
  })
})

test('an encoder with a deleted key is no stranger, and its key is not told', async () => {
  const lines = [...many(6, (n) => lookUp(n, 'aRiBEsYufex2')), lookUp(9, 'zzzzzzzzzzzz')]
  expect(await findingsOf('key-guessing', lines)).toEqual([])
  expect((await findingsOf('unknown-key', lines)).map(({ facts, on }) => [facts, on])).toEqual([
    [{ kind: 'unknown-key', key: 'aRiB…', attempts: 6, isAtLeast: false }, [0, 1, 2, 3, 4, 5]],
  ])
})

test('strangers who ask for what only Traefik knows', async () => {
  const line = (n: number, path: string) =>
    `192.0.2.5 - - [20/Nov/2026:14:00:${String(n).padStart(2, '0')} +0000] "GET ${path} HTTP/1.1" 404 19 "-" "-" ${n} "-" "-" 0ms`
  const found = await findingsOf(
    'scanner',
    many(12, (n) => line(n, `/.env.${n}`)),
  )
  expect(found.map(({ facts }) => [facts.address, facts.targets, facts.programs])).toEqual([
    ['192.0.2.5', 12, ['traefik']],
  ])
})
