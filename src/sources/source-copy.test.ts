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

test('what was joined, also where its file went on in another one', async () => {
  const older = { path: join(folder, 'older'), key: '' }
  const log = { path: join(folder, 'log'), key: '' }
  const history = join(folder, 'history')
  await writeFile(older.path, 'zero\none, cut')
  await writeFile(log.path, 'two\nthree\n')
  await writeFile(history, '....THREE\n')
  const copy = new SourceCopy({ path: base, bytes: 0 })
  // Its first line was there before.
  copy.follow({ kind: 'joined', file: older, from: 0, start: -5 })
  copy.follow({ kind: 'grew', bytes: 8 })
  copy.follow({ kind: 'joined', file: { path: base, key: '' }, from: 8, start: -5 })
  copy.follow({ kind: 'grew', bytes: 9 })
  copy.follow({ kind: 'joined', file: log, from: 9, start: 9 })
  copy.follow({ kind: 'grew', bytes: 17 })
  copy.follow({ kind: 'moved', path: history, from: 13, isBaseValid: true })
  copy.follow({ kind: 'grew', bytes: 19 })
  await writeFile(base, `${'.'.repeat(13)}\n`)
  await copy.saveTo(target)
  expect(await readFile(target, 'utf8')).toBe('one, cut\ntwo\nTHREE\n')
})

test('where it cannot be written whole, the file that was there stays', async () => {
  await writeFile(target, 'mine')
  const copy = new SourceCopy({ path: join(folder, 'gone'), bytes: 4 })
  await expect(copy.saveTo(target)).rejects.toThrow('ENOENT')
  expect(await readFile(target, 'utf8')).toBe('mine')
  expect((await readdir(folder)).sort()).toEqual(['base', 'target'])
})
