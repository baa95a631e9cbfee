import { readFileSync } from 'node:fs'
import { appendFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { openAddress, shareSshd } from '#testing/shared-sshd'
import { testFolder } from '#testing/test-folder'

import type { Source } from '../source'
import { hasSshd, type TestSshd } from './test-sshd'

describe.skipIf(!hasSshd)('UTF-16 through a real sshd', () => {
  let sshd: TestSshd
  let path: string
  let source: Source
  let told: string[]

  shareSshd((started) => (sshd = started))

  beforeEach(async () => {
    path = join(await testFolder(), 'a.log')
  })

  afterEach(() => source.dispose())

  async function open(content: Buffer): Promise<void> {
    await writeFile(path, content)
    const opened = await openAddress(sshd.address(path), { isLastPartFirst: true })
    if (!opened.ok) throw new Error(`${opened.code}: ${opened.detail}`)
    source = opened.source
    told = []
    source.onEvent(({ kind }) => told.push(kind))
    expect(await source.caughtUp).toEqual({ ok: true })
  }

  function text(): string {
    return readFileSync(source.path).subarray(0, source.bytes).toString()
  }

  async function reads(expected: string): Promise<void> {
    await vi.waitFor(() => expect(text() === expected).toBe(true), { timeout: 20_000 })
  }

  const little = (content: string): Buffer => Buffer.from(content, 'utf16le')

  test('a large file is read from its start, and followed', async () => {
    const lines = 'строка 😀 line\r\n'.repeat(130_000)
    await open(little(`\ufeff${lines}`))
    expect([source.convertedFrom, source.from ?? 0]).toEqual(['utf-16le', 0])
    expect(text() === lines).toBe(true)
    const more = little('ещё 😀\n')
    await appendFile(path, more.subarray(0, 9))
    await appendFile(path, more.subarray(9))
    await reads(`${lines}ещё 😀\n`)
  })

  test('over a dropped connection, and through a replacement', async () => {
    await open(little('\ufeffone line\n'))
    sshd.cut()
    await vi.waitFor(() => expect(told).toContain('lost'), { timeout: 20_000 })
    await appendFile(path, little('two\n'))
    await reads('one line\ntwo\n')
    expect(told).not.toContain('replaced')
    await writeFile(`${path}.next`, little('\ufeffthree\n'))
    await rename(`${path}.next`, path)
    await reads('three\n')
    expect(told).toContain('replaced')
  })
})
