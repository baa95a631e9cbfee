import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { appendFile, chmod, copyFile, rename, truncate, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'

import { openAddress, shareSshd } from '#testing/shared-sshd'
import { testFolder } from '#testing/test-folder'

import type { Source } from '../source'
import { TorturedLog } from '../tail/tortured-log'
import { hasSshd, type TestSshd } from './test-sshd'

describe.skipIf(!hasSshd)('through a real sshd', () => {
  let sshd: TestSshd
  let folder: string
  let path: string
  let source: Source | null
  let told: string[]

  shareSshd((started) => (sshd = started))

  beforeEach(async () => {
    folder = await testFolder()
    path = join(folder, 'a.log')
    source = null
    told = []
  })

  afterEach(() => source?.dispose())

  async function tail(content: string): Promise<void> {
    await writeFile(path, content)
    const result = await openAddress(sshd.address(path))
    if (!result.ok) throw new Error(`${result.code}: ${result.detail}`)
    source = result.source
    source.onEvent(({ kind }) => told.push(kind))
  }

  function content(): string {
    return source === null ? '' : readFileSync(source.path).subarray(0, source.bytes).toString()
  }

  async function reads(text: string): Promise<void> {
    await vi.waitFor(() => expect(content()).toBe(text), { timeout: 20_000, interval: 20 })
  }

  async function lose(): Promise<void> {
    const before = told.filter((kind) => kind === 'lost').length
    sshd.cut()
    await vi.waitFor(
      () => expect(told.filter((kind) => kind === 'lost')).toHaveLength(before + 1),
      {
        timeout: 20_000,
      },
    )
  }

  test('what is there, and what is appended', async () => {
    await tail('one\n')
    expect(await source?.caughtUp).toEqual({ ok: true })
    expect(content()).toBe('one\n')
    await appendFile(path, 'two\n')
    await reads('one\ntwo\n')
  })

  test('that it is arriving is told before its bytes, and that all has arrived behind them', async () => {
    await tail('line of the log\n'.repeat(100_000))
    expect(await source?.caughtUp).toEqual({ ok: true })
    expect([told[0], told.at(-1)]).toEqual(['arriving', 'arriving'])
    expect(told).toContain('grew')
  })

  test('without a pipe of our own, whose path would be too long; as on Windows', async () => {
    const deep = join(folder, 'long'.repeat(40))
    mkdirSync(deep)
    const former = process.env['TMPDIR']
    vi.stubEnv('TMPDIR', deep)
    onTestFinished(() => void vi.stubEnv('TMPDIR', former))
    const lines = 'line of the log\n'.repeat(100_000)
    await tail(lines)
    expect(await source?.caughtUp).toEqual({ ok: true })
    expect(content()).toBe(lines)
  })

  test('any bytes, in a file larger than what is read at once', { timeout: 60_000 }, async () => {
    const bytes = anyBytes(40 * 1024 * 1024 + 12_345)
    writeFileSync(path, bytes)
    const result = await openAddress(sshd.address(path), { isEndless: false })
    if (!result.ok) throw new Error(result.code)
    source = result.source
    expect(await source.caughtUp).toEqual({ ok: true })
    expect(readFileSync(source.path).equals(bytes)).toBe(true)
    expect(source.looksBinary).toBe(true)
  })

  test('connections that are cut while a large file comes', { timeout: 60_000 }, async () => {
    const bytes = anyBytes(20 * 1024 * 1024 + 12_345)
    writeFileSync(path, bytes)
    const result = await openAddress(sshd.address(path), { isEndless: false })
    if (!result.ok) throw new Error(result.code)
    source = result.source
    let cuts = 0
    source.onEvent(({ kind }) => {
      // What comes next is on its way by then.
      if (kind === 'grew' && cuts++ < 3) setImmediate(() => sshd.cut())
    })
    expect(await source.caughtUp).toEqual({ ok: true })
    expect(cuts).toBeGreaterThan(3)
    expect(readFileSync(source.path).equals(bytes)).toBe(true)
  })

  test.each([
    'a b.log',
    "it's.log",
    '$(id).log',
    '-rf.log',
    '`id`; "x".log',
    'журнал.log',
    '100%.log',
  ])('a file of the name %s', async (name) => {
    path = join(folder, name)
    await writeFile(path, 'one\n')
    const result = await openAddress(sshd.address(path))
    if (!result.ok) throw new Error(`${result.code}: ${result.detail}`)
    source = result.source
    await reads('one\n')
    await rename(path, `${path}.1`)
    await writeFile(path, 'two\n')
    await reads('one\ntwo\n')
  })

  test('it goes on at the byte where the connection was cut', async () => {
    await tail('one\n')
    await reads('one\n')
    await lose()
    await appendFile(path, 'two\n')
    await reads('one\ntwo\n')
    expect(told).toContain('back')
    expect(told).not.toContain('replaced')
  })

  test('where the host refuses, no further attempt is made, and that is told', async () => {
    await tail('one\n')
    await reads('one\n')
    onTestFinished(() => sshd.knowHost('right'))
    await sshd.knowHost('none')
    sshd.cut()
    await vi.waitFor(() => expect(told).toContain('ended'), { timeout: 20_000 })
    const ofBytes = ['arriving', 'grew']
    expect(told.filter((kind) => !ofBytes.includes(kind))).toEqual(['lost', 'ended'])
  })

  test('a log that was rotated twice meanwhile', async () => {
    await tail('one\n')
    await reads('one\n')
    await lose()
    await appendFile(path, 'two\n')
    await rename(path, `${path}.2`)
    await writeFile(`${path}.1`, 'three\n')
    await writeFile(path, 'four\n')
    await reads('one\ntwo\nthree\nfour\n')
  })

  test('truncated meanwhile', async () => {
    await tail('one\n')
    await reads('one\n')
    await lose()
    await truncate(path, 0)
    await appendFile(path, 'two\n')
    await reads(
      'one\n-- logsieve: the file was truncated here, and lines written just before may be missing --\ntwo\n',
    )
  })

  test('deleted while it is held: it is read to its end', async () => {
    await tail('one\n')
    await reads('one\n')
    await appendFile(path, 'two\n')
    await unlink(path)
    await writeFile(path, 'three\n')
    await vi.waitFor(() => expect(content()).toContain('three\n'), { timeout: 20_000 })
    expect(content()).toMatch(/^one\ntwo\n-- logsieve: .* --\nthree\n$/)
  })

  test.each([
    ['missing', 'not-found'],
    ['folder', 'is-folder'],
    ['folder/missing/too', 'not-found'],
  ])('%s: %s', async (name, code) => {
    mkdirSync(join(folder, 'folder'))
    expect(await openAddress(sshd.address(join(folder, name)))).toMatchObject({ ok: false, code })
  })

  test.skipIf(process.getuid?.() === 0)('no permission', async () => {
    await writeFile(path, '')
    await chmod(path, 0)
    expect(await openAddress(sshd.address(path))).toMatchObject({
      ok: false,
      code: 'no-permission',
    })
  })

  test.each([
    ['none', 'host-key-unknown'],
    ['wrong', 'host-key-changed'],
  ] as const)('with the key of the host known as %s: %s', async (key, code) => {
    await sshd.knowHost(key)
    const result = await openAddress(sshd.address(path))
    await sshd.knowHost('right')
    expect(result).toMatchObject({ ok: false, code })
  })

  test.each([
    ['ssh://nobody-here@localhost:PORT/a.log', 'sign-in-failed'],
    ['ssh://localhost:1/a.log', 'unreachable'],
    ['ssh://no-such-host.invalid/a.log', 'host-unknown'],
  ])('%s: %s', async (address, code) => {
    const result = await openAddress(address.replace('PORT', String(sshd.port)))
    expect(result).toMatchObject({ ok: false, code })
  })

  describe('the last part first', () => {
    const LINES = Array.from({ length: 120_000 }, (_, at) => `record ${at} ${'x'.repeat(40)}\n`)
    const WHOLE = LINES.join('')

    async function openLastPart(text = WHOLE): Promise<Source> {
      await writeFile(path, text)
      const result = await openAddress(sshd.address(path), { isLastPartFirst: true })
      if (!result.ok) throw new Error(result.detail)
      source = result.source
      source.onEvent(({ kind }) => told.push(kind))
      return source
    }

    async function fills(): Promise<void> {
      await vi.waitFor(() => expect(told).toContain('filled'), { timeout: 20_000, interval: 20 })
    }

    async function stops(): Promise<Source> {
      const opened = await openLastPart()
      opened.front?.setWanted(false)
      await opened.caughtUp
      expect(told).not.toContain('filled')
      return opened
    }

    test('whole lines, and behind them all that stands before', async () => {
      const { from = 0, path: copy, front } = await stops()
      expect(WHOLE.length - from).toBeLessThanOrEqual(1024 * 1024)
      expect(readFileSync(copy).subarray(from).toString()).toBe(WHOLE.slice(from))
      expect([WHOLE[from - 1], front?.state]).toEqual(['\n', { kind: 'left', bytes: from }])
      front?.setWanted(true)
      await appendFile(path, 'more\n')
      await fills()
      await reads(`${WHOLE}more\n`)
      expect(front?.state).toEqual({ kind: 'done', missingBytes: 0 })
    })

    test.each([
      ['a small file', 'record\n'.repeat(1000)],
      ['a file whose last line is a long one', `${WHOLE}${'x'.repeat(2 * 1024 * 1024)}\n`],
    ])('%s comes whole', async (_name, text) => {
      const { front, from, caughtUp } = await openLastPart(text)
      expect([front, from]).toEqual([undefined, 0])
      await caughtUp
      expect(content() === text).toBe(true)
    })

    test('connections that are cut meanwhile', async () => {
      const { front } = await stops()
      front?.setWanted(true)
      await lose()
      await fills()
      await reads(WHOLE)
    })

    test.each([
      ['renamed', () => rename(path, `${path}.1`)],
      ['copied and truncated', () => copyFile(path, `${path}.1`).then(() => truncate(path, 0))],
    ])('%s meanwhile', async (_name, rotate) => {
      const { front } = await stops()
      await rotate()
      await appendFile(path, 'more\n')
      front?.setWanted(true)
      await fills()
      await vi.waitFor(() => expect(content().endsWith('more\n')).toBe(true), { timeout: 20_000 })
      const marked = content()
        .split('\n')
        .filter((line) => !line.startsWith('-- logsieve'))
      expect(marked.join('\n') === `${WHOLE}more\n`).toBe(true)
    })

    test('truncated meanwhile: a mark stands where the rest is missing', async () => {
      const { front, from = 0 } = await stops()
      await truncate(path, 0)
      front?.setWanted(true)
      await fills()
      const missing = `-- logsieve: what stood here was cut off before it was read, in bytes: ${from} --`
      expect(content().slice(0, from).replaceAll('\0', '').trim()).toBe(missing)
      expect(content().slice(from).startsWith(WHOLE.slice(from))).toBe(true)
    })
  })

  describe('numbered records, while connections are cut', () => {
    const seeds = (process.env['TORTURE_SEEDS'] ?? '1').split(',').map(Number)

    test.each(seeds)('seed %d', { timeout: 120_000 }, async (seed) => {
      await tail('')
      const writer = new TorturedLog(path, seed, { kept: 10_000, rotations: 0.04 })
      const stopCutting = sshd.cutAtRandom(seed)
      onTestFinished(stopCutting)
      await writer.run(2000)
      const expected = Array.from({ length: writer.written }, (_, number) => `record ${number}`)
      await vi
        .waitFor(() => expect(records().length).toBeGreaterThanOrEqual(expected.length), {
          timeout: 60_000,
          interval: 500,
        })
        .catch(() => undefined)
      const read = records()
      const at = expected.findIndex((record, place) => read[place] !== record)
      const around = read.slice(Math.max(0, at - 2), at + 3)
      expect({ at, read: read.length, around }).toEqual({
        at: -1,
        read: expected.length,
        around: read.slice(0, 2),
      })
    })
  })

  function records(): string[] {
    return content()
      .split('\n')
      .filter((line) => line.startsWith('record '))
  }
})

function anyBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 31 + (at >> 11)) & 0xff
  return bytes
}
