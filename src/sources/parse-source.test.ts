import { expect, test } from 'vitest'

import type { ContainerAddress } from './docker/container-address'
import { type PodAddress, podAddressText } from './kubernetes/pod-address'
import { parseSource, type SourceAddress } from './parse-source'

function container(parts: Partial<ContainerAddress>): SourceAddress {
  return { kind: 'docker', machine: null, engine: null, isService: false, name: '', ...parts }
}

function pod(parts: Partial<PodAddress>): SourceAddress {
  return { kind: 'pod', context: null, namespace: null, pod: '', container: null, ...parts }
}

test.each([
  ['a.log', { kind: 'file', path: '/home/user/a.log' }],
  ['/var/log/a.log', { kind: 'file', path: '/var/log/a.log' }],
  ['../a.log', { kind: 'file', path: '/home/a.log' }],
  ['./docker:web', { kind: 'file', path: '/home/user/docker:web' }],
  ['a:b', { kind: 'file', path: '/home/user/a:b' }],
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
  ['kubectl:calls/web-0', pod({ namespace: 'calls', pod: 'web-0' })],
  ['kubectl:web-0', pod({ pod: 'web-0' })],
  [
    'kubectl:calls/web-7d9f.x-1/app',
    pod({ namespace: 'calls', pod: 'web-7d9f.x-1', container: 'app' }),
  ],
  [
    'kubectl://arn%3Aaws:cluster%2Fcalls/calls/web-0',
    pod({ context: 'arn:aws:cluster/calls', namespace: 'calls', pod: 'web-0' }),
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
  expect(parseSource(argument, '/home/user')).toEqual(expected)
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
  'kubectl:',
  'kubectl:-f',
  'kubectl:calls/--previous',
  'kubectl:--all/web',
  'kubectl:calls/web/-c',
  'kubectl:calls/web/app/more',
  'kubectl:calls/we b',
  'kubectl:calls/web\n',
  "kubectl:calls/web'",
  'kubectl:Calls/web',
  'kubectl:calls/$(id)',
  'kubectl://context/web',
  'kubectl:///calls/web',
  'kubectl://a%0Ab/calls/web',
  'https://example.org/a.log',
  'file://elsewhere/a.log',
  '',
  'a\0b',
])('%j is refused with a reason', (argument) => {
  expect(parseSource(argument, '/home/user')).toEqual({
    kind: 'unsupported',
    address: argument,
    detail: expect.stringMatching(/\w{3}/),
  })
})

test('the address of a pod is read again as it was', () => {
  const address = { context: 'a/b c', namespace: 'calls', pod: 'web-0', container: 'app' }
  expect(parseSource(podAddressText(address), '/')).toEqual({ kind: 'pod', ...address })
})
