import { expect, test } from 'vitest'

import { parseLogfmt } from './logfmt'

test.each([
  ['', []],
  [
    'logger=ingress nodeID=NE_nWWwtmTa3sdT state="NotConnected(Server)" stream_id=0',
    [
      ['logger', 'ingress'],
      ['nodeID', 'NE_nWWwtmTa3sdT'],
      ['state', 'NotConnected(Server)'],
      ['stream_id', '0'],
    ],
  ],
  [
    String.raw`error="service \"dokploy-traefik\" error: port is missing" container=c providerName=swarm`,
    [
      ['error', 'service "dokploy-traefik" error: port is missing'],
      ['container', 'c'],
      ['providerName', 'swarm'],
    ],
  ],
  [
    'a= b=1',
    [
      ['a', ''],
      ['b', '1'],
    ],
  ],
  [
    'url=https://example.org/?a=b&c=d next=1',
    [
      ['url', 'https://example.org/?a=b&c=d'],
      ['next', '1'],
    ],
  ],
  [
    'room=a room=b',
    [
      ['room', 'a'],
      ['room', 'b'],
    ],
  ],
  [
    String.raw`msg="a\nb=c" x=1`,
    [
      ['msg', 'a\nb=c'],
      ['x', '1'],
    ],
  ],
  // Cut: the closing quote is missing.
  [
    'a=1 b="cut here',
    [
      ['a', '1'],
      ['b', '"cut'],
    ],
  ],
  ['__proto__=1', [['__proto__', '1']]],
])('%s', (text, expected) => {
  expect(
    parseLogfmt(text).map(({ name, value }) => [name, 'value' in value ? value.value : value]),
  ).toEqual(expected)
})

test('a word of 1 MB that is no name is looked at once', () => {
  expect(parseLogfmt(`${'a'.repeat(1_000_000)} b=1`)).toHaveLength(1)
})
