import { expect, test } from 'vitest'

import type { ContainerAddress } from './docker/container-address'
import { parseSource, type SourceAddress } from './parse-source'

function container(parts: Partial<ContainerAddress>): SourceAddress {
  return { kind: 'docker', machine: null, engine: null, isService: false, name: '', ...parts }
}

test.each([
  ['a.log', { kind: 'file', path: '/work/a.log' }],
  ['/var/log/a.log', { kind: 'file', path: '/var/log/a.log' }],
  ['../a.log', { kind: 'file', path: '/a.log' }],
  ['./docker:web', { kind: 'file', path: '/work/docker:web' }],
  ['a:b', { kind: 'file', path: '/work/a:b' }],
  ['file:///var/log/a%20b.log', { kind: 'file', path: '/var/log/a b.log' }],
  ['-', { kind: 'stdin' }],
  ['docker:ingress', container({ name: 'ingress' })],
  ['docker://ingress', container({ name: 'ingress' })],
  ['DOCKER:ingress', container({ name: 'ingress' })],
  ['docker:service/ingress', container({ name: 'ingress', isService: true })],
  ['podman:ingress', container({ name: 'ingress', engine: 'podman' })],
  [
    'docker+ssh://host:22/web-1',
    container({ name: 'web-1', machine: { user: null, host: 'host', port: 22 } }),
  ],
  [
    'podman+ssh://host/web-1',
    container({
      name: 'web-1',
      engine: 'podman',
      machine: { user: null, host: 'host', port: null },
    }),
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
  'docker:service/',
  'docker:service/--raw',
  'podman:service/web',
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
