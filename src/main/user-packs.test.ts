import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { readUserPacks } from './user-packs'

let folder: string
let warned: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logsieve-test-'))
  warned = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => warned.push(String(text)) > 0)
})

afterEach(() => rm(folder, { recursive: true }))

function file(warning: string): string | undefined {
  return /[a-z]+\.yaml/.exec(warning)?.[0]
}

test('no folder, no packs', async () => {
  expect(await readUserPacks(join(folder, 'nothing'))).toEqual([])
})

test('packs in the order of their names, other files left out', async () => {
  await writeFile(join(folder, 'b.yaml'), 'b')
  await writeFile(join(folder, 'a.YML'), 'a')
  await writeFile(join(folder, 'note.txt'), 'c')
  expect([await readUserPacks(folder), warned]).toEqual([['a', 'b'], []])
})

test('what is too large, a folder or a FIFO is left out, and told', async () => {
  await writeFile(join(folder, 'a.yaml'), 'good')
  await writeFile(join(folder, 'large.yaml'), Buffer.alloc(1024 * 1024 + 1, 'x'))
  await mkdir(join(folder, 'folder.yaml'))
  execFileSync('mkfifo', [join(folder, 'fifo.yaml')], { stdio: 'ignore' })
  expect([await readUserPacks(folder), warned.map(file).sort()]).toEqual([
    ['good'],
    ['fifo.yaml', 'folder.yaml', 'large.yaml'],
  ])
})

test('fifty at most', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `${String(index).padStart(2, '0')}.yaml`)
  await Promise.all(names.map((name) => writeFile(join(folder, name), name)))
  expect([await readUserPacks(folder), warned.length]).toEqual([names.slice(0, 50), 1])
})
