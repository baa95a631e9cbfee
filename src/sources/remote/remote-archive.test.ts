import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { truncate, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { SourceEvent } from '#shared/protocol/host'
import { openAddress, shareSshd } from '#testing/shared-sshd'
import { testFolder } from '#testing/test-folder'

import type { OpenResult, Source } from '../source'
import { hasSshd, type TestSshd } from './test-sshd'

const hasZip = spawnSync('zip', ['-v']).status === 0

const LINES = Array.from({ length: 40_000 }, (_, at) => `record ${at} ${Math.sin(at)}\n`).join('')

describe.skipIf(!hasSshd)('archives through a real sshd', () => {
  let sshd: TestSshd
  let folder: string
  let path: string
  let source: Source | null
  let told: SourceEvent[]
  const former = process.env['TMPDIR']

  shareSshd((started) => (sshd = started))

  beforeEach(async () => {
    folder = await testFolder()
    // What is spooled is looked for here.
    vi.stubEnv('TMPDIR', folder)
    path = join(folder, 'livekit.log.2')
    source = null
    told = []
  })

  afterEach(async () => {
    sshd.slowTo(Infinity)
    vi.stubEnv('TMPDIR', former)
    await source?.dispose()
    expect(spools()).toEqual([])
  })

  function spools(): readonly string[] {
    return readdirSync(folder).filter((name) => name.startsWith('logsieve-'))
  }

  function result(address: string): Promise<OpenResult> {
    return openAddress(address, { isLastPartFirst: true })
  }

  async function open(address = sshd.address(path)): Promise<Source> {
    const opened = await result(address)
    if (!opened.ok) throw new Error(`${opened.code}: ${opened.detail}`)
    return hear(opened.source)
  }

  function hear(opened: Source): Source {
    source = opened
    opened.onEvent((event) => told.push(event))
    return opened
  }

  function text({ path: spool, bytes }: Source): string {
    return readFileSync(spool).subarray(0, bytes).toString()
  }

  function remarks(): readonly SourceEvent[] {
    return told.filter(({ kind }) => kind === 'remark')
  }

  test('it is unpacked, whatever its name is', async () => {
    await writeFile(path, gzipSync(LINES))
    const opened = await open()
    expect(await opened.caughtUp).toEqual({ ok: true })
    expect(text(opened) === LINES).toBe(true)
    const { name, place, convertedFrom, front } = opened
    expect({ name, place, convertedFrom, front }).toEqual({
      name: 'livekit.log.2',
      place: sshd.address(path),
      convertedFrom: null,
      front: undefined,
    })
    expect(told.some(({ kind }) => kind === 'arriving')).toBe(true)
    expect(told.at(-1)).toEqual({ kind: 'arriving', part: null })
    // The packed bytes are of no use any more.
    await vi.waitFor(() => expect(spools()).toEqual([basename(dirname(opened.path))]))
  })

  test('a connection that is cut meanwhile is taken up again', async () => {
    await writeFile(path, gzipSync(LINES))
    sshd.slowTo(1024 * 1024)
    const opened = await open()
    sshd.cut()
    await vi.waitFor(() => expect(told).toContainEqual({ kind: 'back', of: 'connection' }), {
      timeout: 20_000,
    })
    sshd.slowTo(Infinity)
    expect(await opened.caughtUp).toEqual({ ok: true })
    expect(text(opened) === LINES).toBe(true)
    expect(remarks()).toEqual([])
  })

  test('a connection that does not come back: what has arrived is shown, and that is told', async () => {
    await writeFile(path, gzipSync(LINES))
    sshd.slowTo(1024 * 1024)
    const opened = await openAddress(sshd.address(path), { isEndless: false, pausesMs: [] })
    if (!opened.ok) throw new Error(opened.detail)
    hear(opened.source)
    await sshd.halt()
    expect(await opened.source.caughtUp).toMatchObject({ ok: false, isPartial: true })
    await sshd.resume()
    expect(remarks()).toMatchObject([{ code: 'archive-not-arrived' }])
    const shown = text(opened.source)
    const mark = shown.lastIndexOf('-- logsieve: the archive is damaged or cut off here')
    expect(mark).toBeGreaterThan(64 * 1024)
    expect(LINES.startsWith(shown.slice(0, mark - 1))).toBe(true)
  })

  test('closed while it arrives, it leaves nothing behind', async () => {
    await writeFile(path, gzipSync(LINES))
    sshd.slowTo(256 * 1024)
    const opened = await open()
    expect(spools()).toHaveLength(2)
    await opened.dispose()
    source = null
    expect(spools()).toEqual([])
  })

  describe.skipIf(!hasZip)('zip', () => {
    async function zip(...names: readonly string[]): Promise<void> {
      for (const name of names) await writeFile(join(folder, name), `${name}\n${LINES}`)
      execFileSync('zip', ['-q', path, ...names], { cwd: folder })
    }

    test('with several, of which one is picked', async () => {
      await zip('a.log', 'b#100%.log')
      const place = sshd.address(path)
      expect(await result(place)).toMatchObject({
        code: 'pick-entry',
        place,
        entries: [{ name: 'a.log' }, { name: 'b#100%25.log' }],
      })
      const opened = await open(`${place}#b#100%25.log`)
      expect(await opened.caughtUp).toEqual({ ok: true })
      expect(opened.place).toBe(`${place}#b#100%25.log`)
      expect(text(opened) === `b#100%.log\n${LINES}`).toBe(true)
    })

    test('without a list it is refused', async () => {
      await zip('a.log')
      await truncate(path, 1000)
      expect(await result(sshd.address(path))).toMatchObject({ ok: false, code: 'bad-archive' })
    })
  })

  test('a "#" behind something else than an archive leads nowhere', async () => {
    await writeFile(path, 'one\n')
    expect(await result(`${sshd.address(path)}#x`)).toMatchObject({ ok: false, code: 'not-found' })
    path = join(folder, 'a#b.log')
    await writeFile(path, 'one\n')
    const opened = await open(`${sshd.address(folder)}/a#b.log`)
    await vi.waitFor(() => expect(text(opened)).toBe('one\n'))
  })
})
