import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { type PackFile, readPackFiles } from './pack-files'

let folder = ''

beforeEach(async () => {
  folder = await testFolder()
})

/** Their names, and their texts or `null`. */
function inShort(files: readonly PackFile[]): [string, string | null][] {
  return files.map(({ name, text }) => [name, text])
}

test('no folder, no packs', async () => {
  expect(await readPackFiles(join(folder, 'nothing'))).toEqual([])
})

test('packs in the order of their names, other files left out', async () => {
  await writeFile(join(folder, 'b.yaml'), 'b')
  await writeFile(join(folder, 'a.YML'), 'a')
  await writeFile(join(folder, 'note.txt'), 'c')
  expect(inShort(await readPackFiles(folder))).toEqual([
    ['a.YML', 'a'],
    ['b.yaml', 'b'],
  ])
})

test('what is too large, a folder or a FIFO is refused', async () => {
  await writeFile(join(folder, 'a.yaml'), 'good')
  await writeFile(join(folder, 'large.yaml'), Buffer.alloc(1024 * 1024 + 1, 'x'))
  await mkdir(join(folder, 'folder.yaml'))
  execFileSync('mkfifo', [join(folder, 'fifo.yaml')], { stdio: 'ignore' })
  expect(inShort(await readPackFiles(folder))).toEqual([
    ['a.yaml', 'good'],
    ['fifo.yaml', null],
    ['folder.yaml', null],
    ['large.yaml', null],
  ])
})

test('fifty at most', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `${String(index).padStart(2, '0')}.yaml`)
  await Promise.all(names.map((name) => writeFile(join(folder, name), name)))
  const files = inShort(await readPackFiles(folder))
  expect(files.filter(([, text]) => text !== null)).toHaveLength(50)
  expect(files.slice(50).map(([name]) => name)).toEqual(names.slice(50))
})
