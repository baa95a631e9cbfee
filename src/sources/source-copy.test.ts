import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { SourceCopy } from './source-copy'

let folder: string
let base: string
let target: string

beforeEach(async () => {
  folder = await testFolder()
  base = join(folder, 'base')
  target = join(folder, 'target')
  await writeFile(base, 'one\ntwo\nthree\n')
})

test('as far as it has come', async () => {
  const copy = new SourceCopy({ path: base, bytes: 4 })
  await copy.saveTo(target)
  expect(await readFile(target, 'utf8')).toBe('one\n')
  copy.follow({ kind: 'grew', bytes: 8 })
  await copy.saveTo(target)
  expect(await readFile(target, 'utf8')).toBe('one\ntwo\n')
})

test('what goes on in another file, at the same offsets', async () => {
  const history = join(folder, 'history')
  await writeFile(history, '....two\nTHREE\n')
  const copy = new SourceCopy({ path: base, bytes: 4 })
  copy.follow({ kind: 'moved', path: history, from: 4, isBaseValid: true })
  copy.follow({ kind: 'grew', bytes: 14 })
  await copy.saveTo(target)
  expect(await readFile(target, 'utf8')).toBe('one\ntwo\nTHREE\n')

  copy.follow({ kind: 'moved', path: history, from: 4, isBaseValid: false })
  await copy.saveTo(target)
  expect(await readFile(target, 'utf8')).toBe('two\nTHREE\n')

  const next = { path: join(folder, 'next'), from: 8 }
  await writeFile(next.path, '........three\n')
  copy.follow({ kind: 'moved', path: history, from: 4, next, isBaseValid: true })
  await copy.saveTo(target)
  expect(await readFile(target, 'utf8')).toBe('one\ntwo\nthree\n')
})

test('where it cannot be written whole, the file that was there stays', async () => {
  await writeFile(target, 'mine')
  const copy = new SourceCopy({ path: join(folder, 'gone'), bytes: 4 })
  await expect(copy.saveTo(target)).rejects.toThrow('ENOENT')
  expect(await readFile(target, 'utf8')).toBe('mine')
  expect((await readdir(folder)).sort()).toEqual(['base', 'target'])
})
