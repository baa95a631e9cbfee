import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { openSource } from '#sources/open-source'
import { hasSshd, type TestSshd } from '#sources/remote/test-sshd'
import type { Source } from '#sources/source'
import { shareSshd } from '#testing/shared-sshd'
import { testFolder } from '#testing/test-folder'

import { rotate } from './testing/rotate'
import { SourceReader } from './testing/source-reader'

const WITHIN = { timeout: 15_000, interval: 20 }

/** Lines that can be told apart, in so many bytes. */
function numbered(name: string, bytes: number): string {
  const line = (at: number) => `${name} ${at}\n`.padStart(32, '.')
  return Array.from({ length: bytes / 32 }, (_, at) => line(at)).join('')
}

describe.skipIf(!hasSshd)('older files through a real sshd', () => {
  let sshd: TestSshd
  let folder: string
  let path: string
  let source: Source
  let reader: SourceReader

  shareSshd((started) => (sshd = started))

  beforeEach(async () => {
    folder = await testFolder()
    path = join(folder, 'a.log')
  })

  afterEach(async () => {
    sshd.slowTo(Infinity)
    await reader.close()
  })

  /** Reads a log with its older files, as an engine does. */
  async function open(): Promise<void> {
    const opened = await openSource(sshd.address(path), {
      workingDirectory: '/',
      stdin: null,
      follows: true,
      withRotated: true,
    })
    if (!opened.ok) throw new Error(opened.detail)
    source = opened.source
    reader = await SourceReader.open(source)
    reader.listen()
  }

  async function reads(text: string): Promise<void> {
    await vi.waitFor(async () => expect(await reader.content()).toBe(text), WITHIN)
  }

  test('the oldest first, then what comes, over one connection; names are data', async () => {
    path = join(folder, `-o $(rm *) ';"'`, '-a b*.log')
    await mkdir(join(path, '..'))
    const before = sshd.connections
    await writeFile(`${path}.3.gz`, gzipSync('one\n'))
    // UTF-16.
    await writeFile(`${path}.2`, Buffer.from('\ufefftwo ü\n', 'utf16le'))
    await writeFile(`${path}.1`, 'three, cut o')
    await writeFile(path, 'four\n')
    await open()
    const first = `one\n${Buffer.from('two ü').toString('latin1')}\nthree, cut o\nfour\n`
    await reads(first)
    expect(await source.caughtUp).toEqual({ ok: true })
    await appendFile(`${path}.1`, ', late\n')
    await reads(`${first}, late\n`)
    await rotate(path, true)
    await appendFile(path, 'five\n')
    await reads(`${first}, late\nfive\n`)
    expect(sshd.connections - before).toBe(1)
  })

  test('what is damaged or has become another file is told, and the rest goes on', async () => {
    const old = numbered('old', 256 * 1024)
    await writeFile(`${path}.4`, old)
    await writeFile(`${path}.3`, 'three\n')
    await writeFile(`${path}.2.gz`, gzipSync(numbered('two', 4096)).subarray(0, 100))
    // A zip without a directory.
    await writeFile(`${path}.1`, 'PK\x03\x04')
    await writeFile(path, 'last\n')
    sshd.slowTo(400_000)
    await open()
    await vi.waitFor(async () => expect(await reader.size()).toBeGreaterThan(0), WITHIN)
    await writeFile(`${path}.3`, 'of another file in the same place\n')
    sshd.slowTo(Infinity)
    expect(await source.caughtUp).toMatchObject({ ok: false, isPartial: true })
    const content = await reader.content()
    expect(content.startsWith(old)).toBe(true)
    expect(content.slice(old.length)).toMatch(
      /^-- logsieve: an older file could not be read here: a\.log\.3 --\n(?:\.+two \d+\n)*.*damaged.*\n-- logsieve: an older file could not be read here: a\.log\.1 --\nlast\n$/s,
    )
  })

  test('rotated, compressed and deleted while a connection is away: all that is left comes once', async () => {
    const two = numbered('two', 256 * 1024)
    await writeFile(`${path}.3.gz`, gzipSync('three\n'))
    await writeFile(`${path}.2`, two)
    await writeFile(`${path}.1`, 'one\n')
    await writeFile(path, 'zero\n')
    sshd.slowTo(400_000)
    await open()
    // Of the second one something.
    await vi.waitFor(async () => expect(await reader.size()).toBeGreaterThan(6), WITHIN)
    sshd.cut()
    await rm(`${path}.1`)
    await rotate(path, true)
    await appendFile(path, 'new\n')
    sshd.slowTo(Infinity)
    expect(await source.caughtUp).toMatchObject({ ok: false, isPartial: true })
    const mark = '-- logsieve: an older file could not be read here: a.log.1 --\n'
    await vi.waitFor(async () => {
      expect(await reader.size()).toBe(two.length + mark.length + 15)
    }, WITHIN)
    expect((await reader.content()) === `three\n${two}${mark}zero\nnew\n`).toBe(true)
    expect(reader.told).toEqual(expect.arrayContaining(['lost', 'back']))
  })
})
