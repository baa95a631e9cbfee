import { gzipSync } from 'node:zlib'
import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { openSource } from '#sources/open-source'
import type { Source } from '#sources/source'
import { testFolder } from '#testing/test-folder'

import { rotate } from './testing/rotate'
import { SourceReader } from './testing/source-reader'

let folder: string
let path: string
let source: Source
let reader: SourceReader

beforeEach(async () => {
  folder = await testFolder()
  path = join(folder, 'a.log')
})

afterEach(() => reader.close())

/** Reads a log with its older files, as an engine does. */
async function open(): Promise<void> {
  const opened = await openSource('a.log', {
    workingDirectory: folder,
    stdin: null,
    follows: true,
    withRotated: true,
  })
  if (!opened.ok) throw new Error(opened.detail)
  source = opened.source
  reader = await SourceReader.open(source)
}

async function reads(text: string): Promise<void> {
  await vi.waitFor(async () => expect(await reader.content()).toBe(text), {
    timeout: 8000,
    interval: 20,
  })
}

test('compressed and plain files, the oldest first, and then what comes', async () => {
  await writeFile(`${path}.3.gz`, gzipSync('one\n'))
  await writeFile(`${path}.2.gz`, gzipSync('two\n'))
  await writeFile(`${path}.1`, 'three, cut o')
  await writeFile(path, 'four\n')
  await open()
  reader.listen()
  await reads('one\ntwo\nthree, cut o\nfour\n')
  await source.caughtUp
  await appendFile(path, 'five\n')
  await reads('one\ntwo\nthree, cut o\nfour\nfive\n')
  await rotate(path, true)
  await appendFile(path, 'six\n')
  await reads('one\ntwo\nthree, cut o\nfour\nfive\nsix\n')
})

test('what is still written to a file that was rotated before the opening', async () => {
  await writeFile(`${path}.2`, 'one\n')
  await writeFile(`${path}.1`, 'two\n')
  await writeFile(path, 'three\n')
  await open()
  await appendFile(`${path}.1`, 'four\n')
  reader.listen()
  await reads('one\ntwo\nthree\nfour\n')
  await rotate(path, false)
  await appendFile(`${path}.2`, 'five\n')
  await appendFile(path, 'six\n')
  await vi.waitFor(async () => {
    const lines = (await reader.content()).split('\n')
    expect(lines.slice(0, 4)).toEqual(['one', 'two', 'three', 'four'])
    expect(lines.slice(4).sort()).toEqual(['', 'five', 'six'])
  }, 8000)
})

test('alone, it is a file like any other', async () => {
  await writeFile(path, 'one\n')
  await open()
  reader.listen()
  await reads('one\n')
  expect(reader.told).toEqual([])
})

test('of a damaged one what can be read is shown, and so are all others', async () => {
  const noise = Array.from({ length: 3000 }, (_, at) => `${(at * 7919) % 10007}\n`).join('')
  await writeFile(`${path}.2.gz`, gzipSync(noise).subarray(0, 4000))
  await writeFile(`${path}.1`, 'one\n')
  await writeFile(path, 'two\n')
  await open()
  reader.listen()
  expect(await source.caughtUp).toMatchObject({ ok: false, isPartial: true })
  await vi.waitFor(async () => expect(await reader.content()).toMatch(/damaged.* --\none\ntwo\n$/))
  expect(reader.told).toContain('archive-damaged')
})

test('of one that cannot be read at all a line says so', async () => {
  await writeFile(`${path}.2.gz`, gzipSync('one\n'))
  // A zip without a directory.
  await writeFile(`${path}.1`, 'PK\x03\x04')
  await writeFile(path, 'three\n')
  await open()
  reader.listen()
  await reads('one\n-- logsieve: an older file could not be read here: a.log.1 --\nthree\n')
  expect(await source.caughtUp).toMatchObject({ ok: false, isPartial: true })
})

/** More than the content is waited for. */
const LONG = { timeout: 30_000 }

describe('rotation', () => {
  const old = 'x'.repeat(2 * 1024 * 1024)

  test('between the opening and the reading, when the log is too large to be copied at once', async () => {
    await writeFile(`${path}.2.gz`, gzipSync('one\n'))
    await writeFile(`${path}.1`, 'two\n')
    await writeFile(path, `${old}\n`)
    await open()
    await rotate(path, false)
    await appendFile(path, 'three\n')
    reader.listen()
    await vi.waitFor(async () => {
      expect(await reader.size()).toBe(old.length + 15)
    })
    expect((await reader.content()) === `one\ntwo\n${old}\nthree\n`).toBe(true)
  })

  test.each([1, 2, 3, 4, 5, 6])('while it is opened, at moment %i', LONG, async (moment) => {
    let written = 0
    const write = () => appendFile(path, `record ${written++}\n`)
    for (let times = 0; times < 4; times++) {
      await write()
      await write()
      await rotate(path, true)
    }
    const rotating = (async () => {
      for (let times = 0; times < moment; times++) {
        await write()
        await rotate(path, times % 2 === 0)
      }
      await write()
    })()
    await open()
    await rotating
    reader.listen()
    await reads(Array.from({ length: written }, (_, at) => `record ${at}\n`).join(''))
  })
})
