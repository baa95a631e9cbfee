import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { machineText, parseAddress, parsePlace, sshAddress } from './address'

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

describe('what is typed into three fields', () => {
  test.each([
    [{ host: 'host', port: '', path: '/a' }, { user: null, host: 'host', port: null }, '/a'],
    [
      { host: ' root@host:2222 ', port: '', path: ' /a%41 b ' },
      { user: 'root', host: 'host', port: 2222 },
      '/a%41 b',
    ],
    [{ host: 'host:22', port: '23', path: '' }, { user: null, host: 'host', port: 23 }, ''],
    [
      { host: 'root@2001:db8::1', port: ' 22 ', path: '~/a' },
      { user: 'root', host: '2001:db8::1', port: 22 },
      '/~/a',
    ],
    [{ host: 'ssh://[::1]:23', port: '', path: '/a' }, { user: null, host: '::1', port: 23 }, '/a'],
  ])('%j', (place, machine, path) => {
    expect(parsePlace(place)).toEqual({ ok: true, machine, path })
  })

  test.each([
    [{ host: '', port: '', path: '/a' }, 'host'],
    [{ host: '-oProxyCommand=id', port: '', path: '/a' }, 'host'],
    [{ host: 'host/a', port: '', path: '/a' }, 'host'],
    [{ host: 'ho st', port: '', path: '/a' }, 'host'],
    [{ host: 'host', port: '0', path: '/a' }, 'port'],
    [{ host: 'host', port: '-1', path: '/a' }, 'port'],
    [{ host: 'host', port: '1e3', path: '/a' }, 'port'],
    [{ host: 'host', port: '99999', path: '/a' }, 'port'],
    [{ host: 'host', port: '', path: 'a.log' }, 'path'],
    [{ host: 'host', port: '', path: '/a\nb' }, 'path'],
    [{ host: 'host', port: '', path: '/a\0b' }, 'path'],
  ])('%j: the %s is wrong', (place, field) => {
    expect(parsePlace(place)).toEqual({ ok: false, field })
  })
})

test('the address of any path is read back as that path', () => {
  const machine = { user: 'root', host: '2001:db8::1', port: 22 }
  const path = fc
    .array(fc.constantFrom('%', '2', '5', '/', ' ', '#', '?', '@', ':', '\\', "'", 'é', '😀'))
    .map((characters) => `/${characters.join('')}`)
  fc.assert(
    fc.property(path, (rest) => {
      const address = sshAddress(machine, rest)
      expect(parseAddress(address.slice('ssh://'.length))).toEqual({ ok: true, machine, rest })
    }),
  )
})
