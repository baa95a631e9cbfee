import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { LogBytes, readFilesSync } from './log-bytes'

let folder: string
let base: string
let copy: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logsieve-test-'))
  base = join(folder, 'base')
  copy = join(folder, 'copy')
})
afterAll(() => rm(folder, { recursive: true }))

/** What is read from `offset` on, as the engine does it and as a worker does. */
async function read(bytes: LogBytes, offset: number, length: number): Promise<string[]> {
  const buffer = Buffer.alloc(length, '?')
  const count = await bytes.read(buffer, 0, length, offset)
  const other = Buffer.alloc(length, '?')
  const otherCount = readFilesSync(bytes.files, other, offset, length)
  return [buffer.toString('latin1', 0, count), other.toString('latin1', 0, otherCount)]
}

test('a file, as far as it may be read', async () => {
  await writeFile(base, '0123456789')
  const bytes = await LogBytes.open(base)
  bytes.allow(4)
  expect([await bytes.size(), (await read(bytes, 2, 5))[0]]).toEqual([4, '23'])
  await bytes.close()
})

test('any range of a file and its copy is read as if they were one', async () => {
  const text = '0123456789abcdefghij'
  await writeFile(base, text.slice(0, 10))
  const range = fc.record({ from: fc.nat(10), offset: fc.nat(20), length: fc.nat(25) })
  await fc.assert(
    fc.asyncProperty(range, async ({ from, offset, length }) => {
      await writeFile(copy, `${'\0'.repeat(from)}${text.slice(from)}`)
      const bytes = await LogBytes.open(base)
      await bytes.continueIn(copy, from, true)
      bytes.allow(20)
      const expected = text.slice(offset, offset + length)
      expect(await read(bytes, offset, length)).toEqual([expected, expected])
      await bytes.close()
    }),
    { numRuns: 50 },
  )
})

test('what stands nowhere any more is read as NULs', async () => {
  await writeFile(base, '0123456789')
  await writeFile(copy, `${'\0'.repeat(8)}89ab`)
  const bytes = await LogBytes.open(base)
  await truncate(base, 0)
  await bytes.continueIn(copy, 8, false)
  bytes.allow(12)
  expect([bytes.isWhole, ...(await read(bytes, 6, 6))]).toEqual([false, '\0\x0089ab', '\0\x0089ab'])
  await bytes.close()
})
