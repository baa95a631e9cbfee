import {
  appendFile,
  realpath,
  rename,
  symlink,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { WatchedFile } from './watched-file'

let folder: string
let path: string
let file: WatchedFile | null
let told: string[]

beforeEach(async () => {
  folder = await realpath(await testFolder())
  path = join(folder, 'a.log~')
  file = null
  told = []
})

afterEach(async () => {
  await file?.dispose()
})

async function watch(pollMs?: number): Promise<void> {
  const opened = await WatchedFile.open(path, pollMs === undefined ? {} : { pollMs })
  if (!opened.ok) throw new Error(opened.detail)
  file = opened.file
  file.onEvent(({ kind }) => told.push(kind))
}

async function seen(...kinds: string[]): Promise<void> {
  await vi.waitFor(() => expect(told).toEqual(kinds), { timeout: 4000, interval: 5 })
  told = []
}

/** Once by chokidar alone and once by the poll alone: either must be enough. */
describe.each([
  ['by events', 3_600_000],
  ['by polling', 50],
])('%s', (way, pollMs) => {
  beforeEach(async () => {
    if (way === 'by polling') vi.stubEnv('CHOKIDAR_USEPOLLING', 'true')
    if (way === 'by polling') vi.stubEnv('CHOKIDAR_INTERVAL', '3600000')
    await writeFile(path, 'one\n')
    await watch(pollMs)
  })

  afterEach(() => vi.unstubAllEnvs())

  test('appended', async () => {
    await appendFile(path, 'two\n')
    await seen('grew')
    await appendFile(path, 'three\n')
    await seen('grew')
  })

  test('cut to nothing and written again', async () => {
    await truncate(path, 0)
    await seen('truncated')
    await appendFile(path, 'again\n')
    await seen('grew')
  })

  test('copied and truncated, and grown beyond its old size before anybody looked', async () => {
    await writeFile(path, 'new\nand more\n')
    await vi.waitFor(() => expect(told).toContain('truncated'), { timeout: 4000 })
  })

  test('replaced at one blow, again and again', async () => {
    for (const content of ['two\n', 'three\n', 'four\n']) {
      await writeFile(`${path}.next`, content)
      await rename(`${path}.next`, path)
      await seen('replaced')
      await appendFile(path, 'more\n')
      await seen('grew')
    }
  })

  test('deleted and written anew', async () => {
    await unlink(path)
    await seen('lost')
    await writeFile(path, 'new\n')
    await vi.waitFor(() => expect(told[0]).toBe('back'), { timeout: 4000 })
    await vi.waitFor(() => expect(told[1]).toMatch(/^(?:replaced|truncated)$/), { timeout: 4000 })
    told = []
    // Its first bytes may have been told apart from the others.
    await appendFile(path, 'more\n')
    await vi.waitFor(() => expect(told.at(-1)).toBe('grew'), { timeout: 4000 })
  })

  test('taken away and brought back', async () => {
    await rename(path, `${path}.1`)
    await seen('lost')
    await rename(`${path}.1`, path)
    await seen('back')
    await appendFile(path, 'more\n')
    await seen('grew')
  })

  test('rotated: a gap of a moment is no loss', async () => {
    await rename(path, `${path}.1`)
    await writeFile(path, 'fresh\n')
    await vi.waitFor(() => expect(told).toContain('replaced'), { timeout: 4000 })
    expect(told).not.toContain('lost')
  })

  test('a folder takes its name', async () => {
    await unlink(path)
    await symlink(folder, path)
    await seen('lost')
  })
})

/** A watch of a file hears nothing of a folder above it that moves: what it is found by is the poll. */
test('its folder goes and comes', async () => {
  await writeFile(path, 'one\n')
  await watch(50)
  const elsewhere = `${folder}.away`
  await rename(folder, elsewhere)
  await seen('lost')
  await rename(elsewhere, folder)
  await seen('back')
  await appendFile(path, 'more\n')
  await seen('grew')
})

test('a symbolic link is followed, and told when it points elsewhere', async () => {
  const [first, second] = [join(folder, '1'), join(folder, '2')]
  await Promise.all([writeFile(first, 'one\n'), writeFile(second, 'two\n'), symlink(first, path)])
  await watch(50)
  await appendFile(first, 'more\n')
  await seen('grew')
  await symlink(second, `${path}.next`)
  await rename(`${path}.next`, path)
  await seen('replaced')
  await appendFile(second, 'more\n')
  await seen('grew')
})

test('every byte of a quick writer is told', async () => {
  await writeFile(path, '')
  const opened = await WatchedFile.open(path, { pollMs: 3_600_000 })
  if (!opened.ok) throw new Error(opened.detail)
  file = opened.file
  const { file: watched } = opened
  let toldSize = 0
  watched.onEvent(() => (toldSize = watched.state.sizeBytes))
  for (let line = 0; line < 2000; line++) await appendFile(path, 'a line\n')
  await vi.waitFor(() => expect(toldSize).toBe(14_000), { timeout: 4000 })
})

test('what happens before somebody listens is kept', async () => {
  await writeFile(path, 'one\n')
  const opened = await WatchedFile.open(path)
  if (!opened.ok) throw new Error(opened.detail)
  file = opened.file
  await appendFile(path, 'two\n')
  await vi.waitFor(() => expect(opened.file.state.sizeBytes).toBe(8), { timeout: 4000 })
  file.onEvent(({ kind }) => told.push(kind))
  expect(told).toEqual(['grew'])
})
