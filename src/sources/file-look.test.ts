import { expect, test } from 'vitest'

import { changeBetween, type Change, type FileState } from './file-look'

function state(content: string, inode = 1n, before: string | null = null): FileState {
  const bytes = Buffer.from(content)
  const former =
    before === null ? '' : content.slice(Math.max(0, before.length - 1024), before.length)
  return {
    device: 1n,
    inode,
    sizeBytes: bytes.length,
    modifiedTimeNs: 0n,
    head: bytes.subarray(0, 1024),
    tail: bytes.subarray(-1024),
    formerTail: Buffer.from(former),
  }
}

const LONG = 'the start of every run is the same\n'.repeat(40)

test.each<[string, string, string, bigint, Change]>([
  ['nothing happened', 'one\n', 'one\n', 1n, 'same'],
  ['appended', 'one\n', 'one\ntwo\n', 1n, 'grew'],
  ['the first bytes', '', 'one\n', 1n, 'grew'],
  ['cut to nothing', 'one\n', '', 1n, 'truncated'],
  ['cut and grown to less', 'one\ntwo\n', 'new\n', 1n, 'truncated'],
  ['cut and grown beyond its old size', 'one\n', 'new\nand more\n', 1n, 'truncated'],
  ['the same, but only the start is alike', `${LONG}a\n`, `${LONG}b\nc\n`, 1n, 'truncated'],
  ['written over in place', 'one\n', 'new\n', 1n, 'truncated'],
  ['another file', 'one\n', 'one\n', 2n, 'replaced'],
])('%s', (_name, before, now, inode, expected) => {
  expect(changeBetween(state(before), state(now, inode, before))).toBe(expected)
})
