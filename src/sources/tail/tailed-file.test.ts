import { readFileSync } from 'node:fs'
import {
  appendFile,
  copyFile,
  open,
  rename,
  stat,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { SourceEvent } from '#shared/protocol/host'
import { testFolder } from '#testing/test-folder'

import { InterleavedFiles, MemoryFolder, WatchByHand } from './interleaved-files'
import { TailedFile } from './tailed-file'
import { TorturedLog } from './tortured-log'

let folder: string
let path: string
let file: TailedFile
let told: SourceEvent['kind'][]

beforeEach(async () => {
  folder = await testFolder()
  path = join(folder, 'a.log')
  told = []
})

afterEach(async () => {
  await file.dispose()
})

async function tail(content: string): Promise<void> {
  await writeFile(path, content)
  const opened = await TailedFile.open(path, { pollMs: 20 })
  if (!opened.ok) throw new Error(opened.detail)
  file = opened.file
  file.onEvent(({ kind }) => told.push(kind))
}

function content(): string {
  return readFileSync(file.path).subarray(0, file.bytes).toString()
}

async function reads(text: string): Promise<void> {
  await vi.waitFor(() => expect(content()).toBe(text), { timeout: 8000, interval: 10 })
}

const CUT_AWAY =
  '-- logsieve: the file was truncated here, and lines written just before may be missing --\n'
const CUT_AND_COPIED =
  '-- logsieve: the file was truncated here, and read to its end in a.log.1 --\n'
const REPLACED = '-- logsieve: another file took the place of this one here --\n'

test('what is appended', async () => {
  await tail('one\n')
  await appendFile(path, 'two\n')
  await reads('one\ntwo\n')
})

test('rotated by renaming, also what is written to the old file later', async () => {
  await tail('one\n')
  await rename(path, `${path}.1`)
  await appendFile(`${path}.1`, 'two\n')
  await writeFile(path, 'three\n')
  await reads('one\ntwo\nthree\n')
  await appendFile(`${path}.1`, 'late\n')
  await reads('one\ntwo\nthree\nlate\n')
  expect(told).not.toContain('replaced')
})

test('rotated twice before anybody looked', async () => {
  await tail('one\n')
  await rename(path, `${path}.1`)
  await writeFile(path, 'two\n')
  await rename(`${path}.1`, `${path}.2`)
  await rename(path, `${path}.1`)
  await writeFile(path, 'three\n')
  await reads('one\ntwo\nthree\n')
})

test('a line without an end is not glued to the next file', async () => {
  await tail('one\ntw')
  await rename(path, `${path}.1`)
  await writeFile(path, 'three\n')
  await reads('one\ntw\nthree\n')
})

test('the first line of a new file is shown though nobody ends it, and nobody looks again', async () => {
  const folder = new MemoryFolder()
  const watch = new WatchByHand('/a.log')
  folder.write(folder.open('/a.log'), Buffer.from('one\n'))
  const files = new InterleavedFiles(folder, 64, () => undefined)
  const opened = await TailedFile.follow(files, watch, 'end', Infinity)
  if (!opened.ok) throw new Error(opened.detail)
  file = opened.file
  folder.rename('/a.log', '/a.log.1')
  folder.write(folder.open('/a.log'), Buffer.from('two'))
  await watch.look()
  await reads('one\ntwo')
})

test('copied and truncated', async () => {
  await tail('one\n')
  await appendFile(path, 'two\n')
  await copyFile(path, `${path}.1`)
  await truncate(path, 0)
  await appendFile(path, 'three\n')
  await reads(`one\ntwo\n${CUT_AND_COPIED}three\n`)
})

test('copied and truncated under a writer that keeps its place', async () => {
  await tail('')
  const writer = await open(path, 'r+')
  await writer.write('one\n', 0)
  await reads('one\n')
  await copyFile(path, `${path}.1`)
  await truncate(path, 0)
  await writer.write('two\n', 4)
  await reads(`one\n${CUT_AND_COPIED}two\n`)
  await writer.close()
})

test('truncated without a copy: what was read stays readable', async () => {
  await tail('one\n')
  await appendFile(path, 'two\n')
  await reads('one\ntwo\n')
  await truncate(path, 0)
  await reads(`one\ntwo\n${CUT_AWAY}`)
  await appendFile(path, 'three\n')
  await reads(`one\ntwo\n${CUT_AWAY}three\n`)
})

test('written over with more than it held', async () => {
  await tail('one\n')
  await writeFile(path, 'new\nand more\n')
  await reads(`one\n${CUT_AWAY}new\nand more\n`)
})

test('deleted and written anew', async () => {
  await tail('one\n')
  await appendFile(path, 'two\n')
  await unlink(path)
  await vi.waitFor(() => expect(told).toContain('lost'))
  await writeFile(path, 'three\n')
  await reads(`one\ntwo\n${REPLACED}three\n`)
  // The log is read as soon as it is there, also by a look that still found it gone.
  await vi.waitFor(() => expect(told).toContain('back'))
})

test('replaced at one blow by a longer copy of itself: nothing is said twice', async () => {
  await tail('one\n')
  await writeFile(`${path}.new`, 'one\ntwo\n')
  await rename(`${path}.new`, path)
  await reads('one\ntwo\n')
  expect(told).not.toContain('moved')
})

test('the copy is private, and removed', async () => {
  await tail('one\n')
  await truncate(path, 0)
  await reads(`one\n${CUT_AWAY}`)
  const copy = file.path
  expect((await stat(copy)).mode & 0o777).toBe(0o600)
  await file.dispose()
  await expect(stat(copy)).rejects.toThrow('ENOENT')
})

describe('numbered records, at 50,000 a second, through whatever may happen', () => {
  const seeds = (process.env['TORTURE_SEEDS'] ?? '1,2').split(',').map(Number)

  test.each(seeds)('seed %d', { timeout: 60_000 }, async (seed) => {
    await tail('')
    const writer = new TorturedLog(path, seed)
    await writer.run(3000)
    const expected = Array.from({ length: writer.written }, (_, number) => `record ${number}`)
    await vi.waitFor(
      () => {
        const records = content()
          .split('\n')
          .filter((line) => line.startsWith('record '))
        expect(firstDifference(records, expected)).toBeNull()
      },
      { timeout: 40_000, interval: 100 },
    )
  })
})

function firstDifference(records: readonly string[], expected: readonly string[]) {
  const at = expected.findIndex((record, place) => records[place] !== record)
  if (at < 0 && records.length === expected.length) return null
  return { at, of: expected.length, read: records.length, around: records.slice(at - 1, at + 3) }
}

describe('what stands in a large file is copied when its first rows are shown', () => {
  const BASE = Buffer.alloc(3_000_000, 'what stood there when it was opened\n')
  const OTHER = Buffer.alloc(3_500_000, 'something else was written over it\n')

  /** @param happen tried before each step of the reader, once the rows are shown */
  async function open(happen: (folder: MemoryFolder) => void) {
    const folder = new MemoryFolder()
    folder.write(folder.open('/a.log'), BASE)
    let isShown = false
    const files = new InterleavedFiles(folder, 1024 * 1024, () => isShown && happen(folder))
    const watch = new WatchByHand('/a.log')
    let show = (): void => undefined
    const untilShown = new Promise<void>((resolve) => (show = resolve))
    const opened = await TailedFile.follow(files, watch, 'end', Infinity, { untilShown })
    if (!opened.ok) throw new Error(opened.detail)
    file = opened.file
    let kept = { path: '', from: BASE.length, isBaseValid: true }
    file.onEvent((event) => {
      if (event.kind === 'moved') kept = event
    })
    return {
      folder,
      look: () => watch.look(),
      show: async () => {
        isShown = true
        show()
        // Behind what is done then.
        await untilShown
        await watch.look()
      },
      kept: () => ({ ...kept, bytes: readFileSync(kept.path).subarray(kept.from, BASE.length) }),
    }
  }

  function writeOver(folder: MemoryFolder): void {
    const log = folder.open('/a.log')
    folder.truncate(log)
    folder.write(log, OTHER)
  }

  test('so it stays readable where it is cut after that', async () => {
    const { folder, show, look, kept } = await open(() => undefined)
    await show()
    writeOver(folder)
    await look()
    expect(kept()).toMatchObject({ from: 0, isBaseValid: false })
    expect(kept().bytes.equals(BASE)).toBe(true)
  })

  test('also what is appended before', async () => {
    const { folder, show, look, kept } = await open(() => undefined)
    folder.write(folder.open('/a.log'), Buffer.from('one\n'))
    await look()
    expect(kept()).toMatchObject({ from: BASE.length, isBaseValid: true })
    await show()
    writeOver(folder)
    await look()
    expect(kept()).toMatchObject({ from: 0, isBaseValid: false })
    expect(readFileSync(kept().path, 'utf8').slice(0, BASE.length + 4)).toBe(`${String(BASE)}one\n`)
  })

  test('cut before that it is taken for gone, and nothing else for it', async () => {
    const { folder, show, kept } = await open(() => undefined)
    writeOver(folder)
    await show()
    expect(kept()).toMatchObject({ from: BASE.length, isBaseValid: false })
  })

  test('cut meanwhile, what was copied by then stays and is right', async () => {
    const CUTS = 20
    const lengths = new Set<number>()
    for (let cutAt = 0; cutAt < CUTS; cutAt++) {
      let step = 0
      const { show, look, kept } = await open((folder) => {
        if (step++ === cutAt) writeOver(folder)
      })
      await show()
      await look()
      const { isBaseValid, from, bytes } = kept()
      expect([isBaseValid, bytes.equals(BASE.subarray(from))]).toEqual([false, true])
      lengths.add(bytes.length)
      if (cutAt < CUTS - 1) await file.dispose()
    }
    expect([...lengths].sort((a, b) => a - b)).toEqual([0, 1_048_576, 2_097_152, 3_000_000])
  })
})
