import { appendFile, mkdir, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { openSource } from '#sources/open-source'
import { finderOf } from '#sources/newest/find-files'
import { openNewest } from '#sources/newest/newest-log'
import { testFolder } from '#testing/test-folder'

import { SourceReader } from './testing/source-reader'

let folder: string
let reader: SourceReader | null

beforeEach(async () => {
  folder = await testFolder()
  reader = null
})

afterEach(async () => {
  await reader?.close()
})

/** Written so many seconds before now. */
async function write(name: string, text: string, secondsAgo: number): Promise<void> {
  await writeFile(join(folder, name), text)
  await age(name, secondsAgo)
}

async function age(name: string, secondsAgo: number): Promise<void> {
  const time = Date.now() / 1000 - secondsAgo
  await utimes(join(folder, name), time, time)
}

async function open(pattern: string): Promise<SourceReader> {
  const place = join(folder, pattern)
  const find = await finderOf(place)
  if (find === null) throw new Error('no folder or pattern')
  const opened = await openNewest(place, find, true, { pollMs: 20 })
  if (!opened.ok) throw new Error(opened.code)
  reader = await SourceReader.open(opened.source)
  reader.listen()
  return reader
}

async function reads(text: string): Promise<void> {
  await vi.waitFor(async () => expect(await reader?.content()).toBe(text), { timeout: 8000 })
}

const newer = (name: string) => `-- logsieve: a newer file goes on here: ${name} --\n`

test.each(['*.log', '', '{a,b,c}.log', '**/[abc].log'])(
  'the newest file of "%s"',
  async (place) => {
    await write('a.log', 'one\n', 30)
    await write('b.log', 'two\n', 20)
    await write('c.log.gz', 'no', 10)
    await mkdir(join(folder, 'd.log'))
    await open(place)
    await reads('two\n')
    await appendFile(join(folder, 'b.log'), 'three\n')
    await reads('two\nthree\n')
  },
)

test('it goes on in one that is newer, and back where it was', async () => {
  await write('a.log', 'old\n', 40)
  await write('b.log', 'one\n', 30)
  await open('*.log')
  await reads('one\n')
  await write('c.log', 'two, cut o', 20)
  await reads(`one\n${newer('c.log')}two, cut o`)
  await appendFile(join(folder, 'b.log'), 'three\n')
  await age('b.log', 10)
  await reads(`one\n${newer('c.log')}two, cut o\n${newer('b.log')}three\n`)
  // Of one that was there before, what is new.
  await appendFile(join(folder, 'a.log'), 'four\n')
  await reads(`one\n${newer('c.log')}two, cut o\n${newer('b.log')}three\n${newer('a.log')}four\n`)
})

test('what rotation makes of the file that is read is no newer file', async () => {
  await write('a.log', 'one\n', 30)
  await open('a.log*')
  await reads('one\n')
  await rename(join(folder, 'a.log'), join(folder, 'a.log.1'))
  await appendFile(join(folder, 'a.log.1'), 'two\n')
  await writeFile(join(folder, 'a.log'), 'three\n')
  await reads('one\ntwo\nthree\n')
})

test('without following, it is the newest file as it is', async () => {
  await write('a.log', 'one\n', 30)
  await write('b.log', 'two\n', 20)
  const options = { workingDirectory: folder, stdin: null, follows: false }
  const opened = await openSource('*.log', options)
  expect(opened).toMatchObject({ ok: true, source: { name: 'b.log' } })
  if (opened.ok) await opened.source.dispose()
  expect(await openSource('*.txt', options)).toMatchObject({ ok: false, code: 'not-found' })
})

test('a file whose name looks like a pattern is that file', async () => {
  await write('[a].log', 'one\n', 30)
  await write('a.log', 'two\n', 20)
  const options = { workingDirectory: folder, stdin: null, follows: false }
  const opened = await openSource('[a].log', options)
  expect(opened).toMatchObject({ ok: true, source: { name: '[a].log' } })
  if (opened.ok) await opened.source.dispose()
})
