import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { InterleavedFiles, MemoryFolder, WatchByHand } from './interleaved-files'
import { TailedFile } from './tailed-file'

const LOG = '/a.log'
const HOUR_MS = 3_600_000

let folder: MemoryFolder
let watch: WatchByHand
let file: TailedFile

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  folder = new MemoryFolder()
  watch = new WatchByHand(LOG)
})

afterEach(async () => {
  vi.useRealTimers()
  await file.dispose()
})

/** Follows a log, and rotates it away from a writer that is not told. */
async function rotated() {
  const writer = folder.open(LOG)
  folder.write(writer, Buffer.from('one\n'))
  const opened = await TailedFile.follow(
    new InterleavedFiles(folder, 64, () => undefined),
    watch,
    'end',
    Infinity,
  )
  if (!opened.ok) throw new Error(opened.detail)
  file = opened.file
  folder.rename(LOG, `${LOG}.1`)
  folder.write(folder.open(LOG), Buffer.from('two\n'))
  await watch.look()
  return writer
}

function content(): string {
  return readFileSync(file.path).subarray(0, file.bytes).toString()
}

test('a writer that is never told is followed for as long as its file is the newest', async () => {
  const writer = await rotated()
  for (const line of ['three\n', 'four\n']) {
    vi.setSystemTime(Date.now() + HOUR_MS)
    await watch.look()
    folder.write(writer, Buffer.from(line))
    await watch.look()
  }
  expect(content()).toBe('one\ntwo\nthree\nfour\n')
})

test('a file that was deleted is let go of', async () => {
  const writer = await rotated()
  folder.unlink(`${LOG}.1`)
  await watch.look()
  expect(writer.holders).toBe(1)
  vi.setSystemTime(Date.now() + HOUR_MS)
  await watch.look()
  expect(writer.holders).toBe(0)
})
