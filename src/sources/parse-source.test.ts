import { expect, test } from 'vitest'

import { parseSource } from './parse-source'

test.each([
  ['a.log', { kind: 'file', path: '/work/a.log' }],
  ['/var/log/a.log', { kind: 'file', path: '/var/log/a.log' }],
  ['../a.log', { kind: 'file', path: '/a.log' }],
  ['./docker:web', { kind: 'file', path: '/work/docker:web' }],
  ['a:b', { kind: 'file', path: '/work/a:b' }],
  ['file:///var/log/a%20b.log', { kind: 'file', path: '/var/log/a b.log' }],
  ['-', { kind: 'stdin' }],
  ['docker:ingress', { kind: 'docker', machine: null, name: 'ingress' }],
  ['DOCKER:ingress', { kind: 'docker', machine: null, name: 'ingress' }],
  [
    'docker+ssh://host:22/web-1',
    { kind: 'docker', machine: { user: null, host: 'host', port: 22 }, name: 'web-1' },
  ],
  [
    'ssh://root@host/var/log/a.log',
    {
      kind: 'ssh',
      machine: { user: 'root', host: 'host', port: null },
      path: '/var/log/a.log',
    },
  ],
])('%s', (argument, expected) => {
  expect(parseSource(argument, '/work')).toEqual(expected)
})

test.each([
  'ssh://host',
  'ssh://-v/a.log',
  'docker:',
  'docker:-f',
  'docker:$(id)',
  'docker+ssh://host',
  'docker+ssh://-v/ingress',
  'docker+ssh://host/a/b',
  'https://example.org/a.log',
  'file://elsewhere/a.log',
  '',
  'a\0b',
])('%j is refused with a reason', (argument) => {
  expect(parseSource(argument, '/work')).toEqual({
    kind: 'unsupported',
    address: argument,
    detail: expect.stringMatching(/\w{3}/),
  })
})
