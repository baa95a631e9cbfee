import { deflateRawSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

import { archiveKindOf, isTar } from './archive-kind'

test.each([
  ['gzip', gzipSync('a log')],
  ['zstd', Buffer.from('28b52ffd2004210000', 'hex')],
  ['zstd', Buffer.from('502a4d1804000000', 'hex')],
  ['bzip2', Buffer.from('425a6839314159265359', 'hex')],
  ['bzip2', Buffer.from('425a6839177245385090', 'hex')],
  ['xz', Buffer.from('fd377a585a000004', 'hex')],
  ['zip', Buffer.from('504b0304', 'hex')],
  ['zip', Buffer.from('504b0506', 'hex')],
  [null, Buffer.from('')],
  [null, Buffer.from('BZh is how this line begins')],
  [null, Buffer.from('PK said so')],
  [null, Buffer.from('2026-11-20T14:00:00Z a log')],
  [null, deflateRawSync('a log')],
])('%s', (kind, bytes) => {
  expect(archiveKindOf(bytes)).toBe(kind)
})

test('a tar is told by what stands in its first head', () => {
  const head = Buffer.alloc(512)
  head.write('ustar', 257)
  expect([isTar(head), isTar(head.subarray(0, 260)), isTar(Buffer.alloc(512))]).toEqual([
    true,
    false,
    false,
  ])
})
