import { rename, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sharedTestFolder } from '#testing/test-folder'

import { LogBytes, readFilesSync } from './log-bytes'

const folder = sharedTestFolder()
const base = join(folder, 'base')
const copy = join(folder, 'copy')

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

test('any range of a file and its copies is read as if they were one', async () => {
  const text = '0123456789abcdefghij'
  await writeFile(base, text.slice(0, 10))
  const range = fc.record({
    from: fc.nat(10),
    more: fc.option(fc.nat(10)),
    offset: fc.nat(20),
    length: fc.nat(25),
  })
  await fc.assert(
    fc.asyncProperty(range, async ({ from, more, offset, length }) => {
      const end = from + (more ?? text.length)
      const next = more === null ? null : { path: join(folder, 'next'), from: end }
      await writeFile(copy, `${'\0'.repeat(from)}${text.slice(from, end)}`)
      if (next) await writeFile(next.path, `${'\0'.repeat(end)}${text.slice(end)}`)
      const bytes = await LogBytes.open(base)
      await bytes.continueIn({ path: copy, from, next, isBaseValid: true })
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
  await bytes.continueIn({ path: copy, from: 8, isBaseValid: false })
  bytes.allow(12)
  expect([bytes.isWhole, ...(await read(bytes, 6, 6))]).toEqual([false, '\0\x0089ab', '\0\x0089ab'])
  // Who is far behind hears of a copy that is given up by now.
  const next = { path: copy, from: 10 }
  await bytes.continueIn({ path: join(folder, 'gone'), from: 9, next, isBaseValid: false })
  expect((await read(bytes, 8, 4))[0]).toBe('\0\0ab')
  await bytes.close()
})

async function identityOf(path: string) {
  const { dev, ino } = await stat(path, { bigint: true })
  return { path, key: `${dev}:${ino}` }
}

test('any range of files that go on in each other is read as if they were one', async () => {
  const joined = fc.record({
    /** Of the file, before what counts of it. */
    before: fc.string({ unit: fc.constantFrom('x', 'y'), maxLength: 5 }),
    text: fc.string({ unit: fc.constantFrom('0', '1', '2', '3'), maxLength: 9 }),
    /** Written since, behind what counts of it. */
    behind: fc.string({ unit: fc.constantFrom('z'), maxLength: 3 }),
    copied: fc.nat(9),
  })
  const range = fc.record({ offset: fc.nat(40), length: fc.nat(40) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(joined, { minLength: 1, maxLength: 4 }),
      range,
      async (files, { offset, length }) => {
        let log = ''
        await writeFile(base, '')
        const bytes = await LogBytes.open(base)
        for (const [at, { before, text, behind, copied }] of files.entries()) {
          const path = join(folder, `joined-${at}`)
          const start = log.length - before.length
          await writeFile(path, before + text + behind)
          await bytes.join({ file: await identityOf(path), from: log.length, start })
          const from = log.length + copied
          if (copied < text.length) {
            const hole = '\0'.repeat(before.length + copied)
            await writeFile(`${path}-copy`, hole + text.slice(copied))
            await truncate(path, before.length + copied)
            await bytes.continueIn({ path: `${path}-copy`, from, isBaseValid: true })
          }
          log += text
        }
        bytes.allow(log.length)
        const buffer = Buffer.alloc(length, '?')
        const count = await bytes.read(buffer, 0, length, offset)
        const expected = log.slice(offset, offset + length)
        expect(buffer.toString('latin1', 0, count)).toBe(expected)
        // A worker is asked for no more than there is.
        const other = Buffer.alloc(expected.length, '?')
        readFilesSync(bytes.files, other, offset, expected.length)
        expect(other.toString('latin1')).toBe(expected)
        await bytes.close()
      },
    ),
    { numRuns: 50 },
  )
})

test('a file that will be joined is held, whatever its name is by then', async () => {
  const [older, newer] = [join(folder, 'older'), join(folder, 'newer')]
  await writeFile(base, 'base ')
  await writeFile(older, 'older ')
  const later = [await identityOf(older)]
  const bytes = await LogBytes.open(base, later)
  await rename(older, `${older}.1`)
  await writeFile(older, 'another')
  await writeFile(newer, 'newer ')
  const identity = await identityOf(newer)
  await bytes.join({ file: later[0] ?? identity, from: 5, start: 5 })
  bytes.allow(11)
  expect((await read(bytes, 0, 11))[0]).toBe('base older ')
  // One that was not held is found where rotation put it, and else not taken for what stands there.
  await rename(newer, `${newer}.1`)
  await writeFile(newer, 'another')
  await bytes.join({ file: identity, from: 11, start: 11 })
  bytes.allow(17)
  expect((await read(bytes, 0, 17))[0]).toBe('base older newer ')
  await rename(`${newer}.1`, join(folder, 'away'))
  await expect(bytes.join({ file: identity, from: 17, start: 17 })).rejects.toThrow('another file')
  await bytes.close()
})
