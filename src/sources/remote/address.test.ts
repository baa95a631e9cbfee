import { expect, test } from 'vitest'

import { machineText, parseAddress } from './address'

test.each([
  ['host/a.log', { user: null, host: 'host', port: null }, '/a.log'],
  [
    'root@10.0.0.1:2222/var/a%20b.log',
    { user: 'root', host: '10.0.0.1', port: 2222 },
    '/var/a b.log',
  ],
  ['u.s-er@[2001:db8::1]:22/a', { user: 'u.s-er', host: '2001:db8::1', port: 22 }, '/a'],
  ["host/$(id)'`.log", { user: null, host: 'host', port: null }, "/$(id)'`.log"],
  ['host', { user: null, host: 'host', port: null }, ''],
])('%s', (address, machine, rest) => {
  expect(parseAddress(address)).toEqual({ ok: true, machine, rest })
})

test.each([
  '-oProxyCommand=id/a',
  '-l@host/a',
  'user@-host/a',
  '$(id)@host/a',
  'us er@host/a',
  'host;id/a',
  'ho`st/a',
  'host:0/a',
  'host:65536/a',
  'host:-1/a',
  '[-x]/a',
  'host/a%0ab',
  'host/a%00b',
  'host/a\nb',
  'host/%zz',
  '',
  '/a',
])('%j is refused', (address) => {
  expect(parseAddress(address)).toMatchObject({ ok: false })
})

test('as people write it', () => {
  expect(machineText({ user: 'root', host: '2001:db8::1', port: 22 })).toBe('root@[2001:db8::1]:22')
})
