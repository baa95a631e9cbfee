import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { appendFile, chmod, rename, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { openSource } from './open-source'
import type { Source } from './source'

let folder: string
const opened: Source[] = []

beforeEach(async () => {
  folder = await testFolder()
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.dispose()))
})

async function open(argument: string, stdin: PassThrough | null = null): Promise<Source> {
  const result = await openSource(argument, {
    workingDirectory: folder,
    stdin,
    follows: true,
  })
  if (!result.ok) throw new Error(result.detail)
  opened.push(result.source)
  return result.source
}

test.each([
  ['a file with its older ones', 'a.log', 'ENOTDIR: not a directory'],
  ['the newest file of a folder', '.', 'ENOTDIR: not a directory'],
  ['standard input', '-', 'There is no room for a copy'],
])('%s, where there is no room for a copy: that is a result', async (_name, argument, detail) => {
  await writeFile(join(folder, 'a.log'), 'two\n')
  await writeFile(join(folder, 'a.log.1'), 'one\n')
  vi.stubEnv('TMPDIR', join(folder, 'a.log'))
  onTestFinished(() => void vi.unstubAllEnvs())
  const stdin = new PassThrough()
  const options = {
    workingDirectory: folder,
    stdin,
    follows: true,
    withRotated: argument === 'a.log',
  }
  const result = await openSource(argument, options)
  expect(result).toMatchObject({ ok: false, place: argument, detail })
})

async function failure(argument: string): Promise<unknown> {
  const result = await openSource(argument, {
    workingDirectory: folder,
    stdin: null,
    follows: true,
  })
  if (result.ok) opened.push(result.source)
  return { ...result, place: undefined, detail: undefined }
}

async function holds(source: Source, text: string): Promise<void> {
  await vi.waitFor(() => expect(readFileSync(source.path, 'utf8')).toBe(text), { timeout: 4000 })
}

describe('what is no log', () => {
  test.each([
    ['nothing', 'not-found', () => Promise.resolve()],
    ['a/file/as/a/folder', 'not-found', () => writeFile(join(folder, 'a'), '')],
    ['.', 'is-folder', () => Promise.resolve()],
    ['/dev/zero', 'not-a-file', () => Promise.resolve()],
    ['a-fifo', 'not-a-file', () => void execFileSync('mkfifo', [join(folder, 'a-fifo')])],
    ['circle', 'failed', () => symlink('circle', join(folder, 'circle'))],
    ['ssh://-oProxyCommand=true/a.log', 'unsupported-source', () => Promise.resolve()],
    ['docker:-f', 'unsupported-source', () => Promise.resolve()],
    ['-', 'unsupported-source', () => Promise.resolve()],
  ])('%s: %s', async (argument, code, prepare) => {
    await prepare()
    expect(await failure(argument)).toEqual({ ok: false, code })
  })

  test.skipIf(process.getuid?.() === 0)('no permission', async () => {
    const path = join(folder, 'secret')
    await writeFile(path, '')
    await chmod(path, 0)
    expect(await failure(path)).toEqual({ ok: false, code: 'no-permission' })
  })
})

test('a small file is read from a copy that nobody can cut', async () => {
  await writeFile(join(folder, 'a.log'), 'one\n')
  const source = await open('a.log')
  const { name, place, path, bytes, convertedFrom, looksBinary, caughtUp } = source
  expect({ name, place, bytes, convertedFrom, looksBinary, caughtUp: await caughtUp }).toEqual({
    name: 'a.log',
    place: join(folder, 'a.log'),
    bytes: 4,
    convertedFrom: null,
    looksBinary: false,
    caughtUp: { ok: true },
  })
  expect(path).not.toBe(place)
  await holds(source, 'one\n')
})

test('a large one is read where it is, and so is one that nobody follows', async () => {
  const path = join(folder, 'a.log')
  await writeFile(path, 'a line\n'.repeat(300_000))
  const still = await openSource(path, {
    workingDirectory: '/',
    stdin: null,
    follows: false,
  })
  if (still.ok) opened.push(still.source)
  expect([(await open('a.log')).path, still.ok && still.source.path]).toEqual([path, path])
})

test('a symbolic link is followed', async () => {
  await writeFile(join(folder, 'a.log'), 'one\n')
  await symlink('a.log', join(folder, 'current'))
  await holds(await open('current'), 'one\n')
})

describe('UTF-16', () => {
  const encoded = (text: string): Buffer => Buffer.from(text, 'utf16le')

  test('a large file is converted, and followed as it grows', async () => {
    const text = 'строка 😀 line\r\n'.repeat(100_000)
    const path = join(folder, 'a.log')
    await writeFile(path, encoded(`\ufeff${text}`))
    const source = await open('a.log')
    expect([source.convertedFrom, await source.caughtUp]).toEqual(['utf-16le', { ok: true }])
    expect(readFileSync(source.path, 'utf8') === text).toBe(true)
    const kinds: string[] = []
    source.onEvent(({ kind }) => kinds.push(kind))
    const more = encoded('ещё 😀\n')
    await appendFile(path, more.subarray(0, 9))
    await appendFile(path, more.subarray(9))
    await holds(source, `${text}ещё 😀\n`)
    expect(new Set(kinds)).toEqual(new Set(['grew']))
  })

  test('the copy begins anew with the file', async () => {
    const path = join(folder, 'a.log')
    await writeFile(path, encoded('\ufeffone line\n'))
    const source = await open('a.log')
    await source.caughtUp
    const kinds: string[] = []
    source.onEvent(({ kind }) => kinds.push(kind))
    await writeFile(`${path}.next`, encoded('\ufefftwo\n'))
    await rename(`${path}.next`, path)
    await holds(source, 'two\n')
    await writeFile(`${path}.next`, 'now in UTF-8: ё\n')
    await rename(`${path}.next`, path)
    await holds(source, 'now in UTF-8: ё\n')
    await writeFile(path, '')
    await holds(source, '')
    await appendFile(path, encoded('\ufeffthree\n'))
    await holds(source, 'three\n')
    expect(kinds.filter((kind) => kind !== 'grew')).toEqual(['replaced', 'replaced', 'replaced'])
  })

  test('the copy is private, and removed', async () => {
    await writeFile(join(folder, 'a.log'), encoded('\ufeffsecret\n'))
    const source = await open('a.log')
    await source.caughtUp
    const spoolFolder = dirname(source.path)
    expect([statSync(spoolFolder).mode & 0o777, statSync(source.path).mode & 0o777]).toEqual([
      0o700, 0o600,
    ])
    await source.dispose()
    expect(existsSync(spoolFolder)).toBe(false)
  })
})

describe('standard input', () => {
  test('grows, and is complete at its end', async () => {
    const input = new PassThrough()
    const source = await open('-', input)
    input.write('one\n')
    await holds(source, 'one\n')
    input.end('two\n')
    expect(await source.caughtUp).toEqual({ ok: true })
    await holds(source, 'one\ntwo\n')
  })

  test('in UTF-16, as PowerShell pipes it', async () => {
    const input = new PassThrough()
    const source = await open('-', input)
    input.end(Buffer.from('\ufeffодин\r\n', 'utf16le'))
    await source.caughtUp
    await holds(source, 'один\r\n')
  })

  test('can be closed while it is silent', async () => {
    const source = await open('-', new PassThrough())
    await source.dispose()
    expect(existsSync(source.path)).toBe(false)
  })

  test('an error is told', async () => {
    const input = new PassThrough()
    const source = await open('-', input)
    const details: unknown[] = []
    source.onEvent((event) => details.push(event))
    input.destroy(new Error('the pipe broke'))
    expect(await source.caughtUp).toEqual({
      ok: false,
      detail: 'the pipe broke',
      isPartial: false,
    })
    expect(details).toEqual([{ kind: 'ended', detail: 'the pipe broke' }])
  })
})
