import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { SourceEvent } from '#shared/protocol/host'
import { testFolder } from '#testing/test-folder'

import { openSource } from '../open-source'
import type { OpenResult, Source } from '../source'
import { openArchive } from './archive-source'
import { UNPACK_LIMITS } from './limits'
import { bytesOfFile } from './packed-bytes'

let folder: string
const opened: Source[] = []

beforeEach(async () => {
  folder = await testFolder()
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.dispose()))
})

function write(name: string, bytes: Buffer | string): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}

async function result(argument: string): Promise<OpenResult> {
  const outcome = await openSource(argument, {
    workingDirectory: folder,
    stdin: null,
    follows: true,
    asksOnTerminal: false,
  })
  if (outcome.ok) opened.push(outcome.source)
  return outcome
}

/** The unpacked text, and what was told besides its growth. */
async function unpacked(argument: string): Promise<{
  readonly source: Source
  readonly text: string
  readonly events: readonly SourceEvent[]
}> {
  const outcome = await result(argument)
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.detail}`)
  return heard(outcome.source)
}

async function heard(source: Source) {
  const events: SourceEvent[] = []
  source.onEvent((event) => {
    if (event.kind === 'remark') events.push(event)
  })
  await source.caughtUp
  return { source, text: readFileSync(source.path, 'utf8'), events }
}

/** Lines that differ, so that they compress like a log and not like a bomb. */
function lines(count: number): string {
  let text = ''
  for (let line = 1; line <= count; line++) {
    text += `2026-11-20T14:00:00Z INFO line ${line} ${(line * 2654435761) % 4294967296}\n`
  }
  return text
}

test('that more is on its way is told before the first of it, so that no list follows its end', async () => {
  const outcome = await result(write('a.log.gz', gzipSync(lines(1000))))
  if (!outcome.ok) throw new Error(outcome.detail)
  const events: SourceEvent[] = []
  outcome.source.onEvent((event) => events.push(event))
  await outcome.source.caughtUp
  expect(events.slice(0, 2).map(({ kind }) => kind)).toEqual(['arriving', 'grew'])
})

const PROGRAMS = ['gzip', 'zstd', 'bzip2', 'xz'] as const

function isThere(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', input: '' }).error === undefined
}

function compressed(program: (typeof PROGRAMS)[number], text: string | Buffer): Buffer {
  return execFileSync(program, ['-c'], { input: text, maxBuffer: 1e9 })
}

describe.each(PROGRAMS)('%s', { timeout: 30_000 }, (program) => {
  test.skipIf(!isThere(program))('is unpacked, whatever its name is', async () => {
    const text = lines(20_000)
    const path = write('livekit.log.1', compressed(program, text))
    const { source, text: found, events } = await unpacked(path)
    expect(found === text).toBe(true)
    const { name, place, bytes, convertedFrom, looksBinary } = source
    expect({ name, place, bytes, convertedFrom, looksBinary, events }).toEqual({
      name: 'livekit.log.1',
      place: path,
      bytes: Buffer.byteLength(text),
      convertedFrom: null,
      looksBinary: false,
      events: [],
    })
  })

  test.skipIf(!isThere(program))('several members, one after another, are one log', async () => {
    const [first, second] = [lines(2000), lines(5)]
    const both = Buffer.concat([compressed(program, first), compressed(program, second)])
    const { text, events } = await unpacked(write('a.log', both))
    expect([text === first + second, events]).toEqual([true, []])
  })

  test.skipIf(!isThere(program))('nothing compressed is an empty log', async () => {
    const { text, events } = await unpacked(write('a.log', compressed(program, '')))
    expect([text, events]).toEqual(['', []])
  })

  test.skipIf(!isThere(program))('cut off, it shows what came before, and says so', async () => {
    const text = lines(25_000)
    const whole = compressed(program, text)
    const path = write('a.log', whole.subarray(0, Math.floor(whole.length * 0.9)))
    const { text: found, events, source } = await unpacked(path)
    const mark = found.slice(found.lastIndexOf('\n', found.length - 2) + 1)
    const at = statSync(path).size
    expect(mark).toBe(
      `-- logsieve: the archive is damaged or cut off here, at byte ${at} of ${at} --\n`,
    )
    const before = found.slice(0, -mark.length)
    // Of bzip2 the cut block may give lines that are wrong; its block before is right.
    const right = program === 'bzip2' ? before.slice(0, 600_000) : before.slice(0, -1)
    expect(right.length).toBeGreaterThan(text.length * 0.3)
    expect(text.startsWith(right)).toBe(true)
    expect(events).toMatchObject([{ code: 'archive-damaged' }])
    expect(await source.caughtUp).toMatchObject({ ok: false, isPartial: true })
  })

  test.skipIf(!isThere(program))('a small one that is cut off, too', async () => {
    const text = lines(300)
    const whole = compressed(program, text)
    const { text: found, events } = await unpacked(write('a.log', whole.subarray(0, -5)))
    expect(found).toContain('-- logsieve: the archive is damaged or cut off here')
    expect(events).toMatchObject([{ code: 'archive-damaged' }])
    // One block is all of it; only a format that gives no part of a block shows less.
    if (program === 'gzip') expect(found.startsWith(text)).toBe(true)
  })

  test.skipIf(!isThere(program))('UTF-16 inside is converted', async () => {
    const text = 'строка 😀\r\n'.repeat(20_000)
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
    const { source, text: found } = await unpacked(write('a.log', compressed(program, utf16)))
    expect([source.convertedFrom, found === text]).toEqual(['utf-16le', true])
  })
})

test('changed bytes are noticed', async () => {
  const bytes = gzipSync(lines(50_000))
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 0x55
  const { text, events } = await unpacked(write('a.log.gz', bytes))
  expect(events).toMatchObject([{ code: 'archive-damaged' }])
  expect(text.length).toBeGreaterThan(500_000)
})

test('what only begins like an archive says that it is damaged', async () => {
  const { text, events } = await unpacked(write('a.log', Buffer.from('1f8b08', 'hex')))
  expect(text).toMatch(/^-- logsieve: the archive is damaged/)
  expect(events).toMatchObject([{ code: 'archive-damaged' }])
})

test('zeros after a member are no damage', async () => {
  const padded = Buffer.concat([gzipSync('one\n'), Buffer.alloc(1000)])
  expect(await unpacked(write('a.gz', padded))).toMatchObject({ text: 'one\n', events: [] })
})

describe('limits', () => {
  const open = async (limits: typeof UNPACK_LIMITS, bytes: Buffer) => {
    const path = write('bomb', bytes)
    const archive = {
      name: 'bomb',
      place: path,
      packed: bytesOfFile(path),
      kind: 'gzip',
      bytes: bytes.length,
      modifiedTime: 0,
      entry: null,
    } as const
    const outcome = await openArchive(archive, limits)
    if (!outcome.ok) throw new Error(outcome.detail)
    opened.push(outcome.source)
    return heard(outcome.source)
  }

  test('of the ratio: what was unpacked stays', async () => {
    const limits = { ...UNPACK_LIMITS, ratioFromBytes: 10_000_000 }
    const { text, events, source } = await open(limits, gzipSync(Buffer.alloc(30_000_000, 'x\n')))
    expect(text.length).toBeGreaterThan(10_000_000)
    expect(text.length).toBeLessThan(13_000_000)
    expect(
      text.endsWith(
        '-- logsieve: unpacking stopped here, for the archive grows like one made to fill a disk --\n',
      ),
    ).toBe(true)
    expect(events).toMatchObject([{ code: 'archive-limit' }])
    expect(await source.caughtUp).toMatchObject({ ok: false, isPartial: true })
  })

  test('of the total', async () => {
    const limits = { ...UNPACK_LIMITS, totalBytes: 1_000_000 }
    const { text } = await open(limits, gzipSync(lines(50_000)))
    expect(text.length).toBeLessThan(1_700_000)
  })

  test('what is repetitive but small is read', async () => {
    const { text, events } = await open(UNPACK_LIMITS, gzipSync(Buffer.alloc(30_000_000, 'x\n')))
    expect([text.length, events]).toEqual([30_000_000, []])
  })
})

describe.skipIf(!isThere('zip'))('zip', () => {
  const zip = (name: string, options: readonly string[], ...files: readonly string[]) => {
    execFileSync('zip', ['-q', ...options, name, ...files], { cwd: folder })
    return join(folder, name)
  }

  test('its only file is opened', async () => {
    write('logs/livekit.log', lines(1000))
    const path = zip('a.zip', ['-r'], 'logs')
    const { source, text, events } = await unpacked(path)
    expect([source.name, source.place, text, events]).toEqual([
      'livekit.log',
      `${path}#logs/livekit.log`,
      lines(1000),
      [],
    ])
  })

  test.each([['-0'], ['-9'], ['-Z', 'bzip2']])('compressed by %s %s', async (...options) => {
    write('a.log', lines(1000))
    const { text } = await unpacked(zip('a.zip', options.filter(Boolean), 'a.log'))
    expect(text).toBe(lines(1000))
  })

  test('of several one has to be named', async () => {
    write('a.log', 'one\n')
    write('b#1.log', 'two\n')
    const path = zip('a.zip', [], 'a.log', 'b#1.log')
    expect(await result(path)).toEqual({
      ok: false,
      code: 'pick-entry',
      place: path,
      detail: '',
      entries: [
        { name: 'a.log', bytes: 4 },
        { name: 'b#1.log', bytes: 4 },
      ],
    })
    expect((await unpacked(`${path}#b#1.log`)).text).toBe('two\n')
    expect(await result(`${path}#c.log`)).toMatchObject({
      code: 'pick-entry',
      detail: 'There is no c.log in it',
    })
  })

  test('a changed entry is noticed by its checksum', async () => {
    write('a.log', lines(10))
    const path = zip('a.zip', ['-0'], 'a.log')
    writeFileSync(path, readFileSync(path).toString('latin1').replace('line 7', 'line 8'), 'latin1')
    const { text, events } = await unpacked(path)
    expect(text).toContain('the archive is damaged')
    expect(events).toMatchObject([
      { code: 'archive-damaged', detail: 'the checksum does not match' },
    ])
  })

  test.each([
    ['cut off', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 200))],
    [
      'empty',
      (path: string) => writeFileSync(path, Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex')),
    ],
  ])('%s, it is refused with a reason', async (_, harm) => {
    write('a.log', lines(1000))
    const path = zip('a.zip', [], 'a.log')
    harm(path)
    expect(await result(path)).toMatchObject({ ok: false, code: 'bad-archive', place: path })
  })

  test('an encrypted entry is refused', async () => {
    write('a.log', lines(10))
    const path = zip('a.zip', ['-P', 'secret'], 'a.log')
    expect(await result(path)).toMatchObject({ ok: false, code: 'bad-archive' })
  })
})

test('a "#" behind something else than an archive leads nowhere', async () => {
  write('a.log', 'one\n')
  write('b#1.log', 'two\n')
  expect(await result('a.log#x')).toMatchObject({ ok: false, code: 'not-found' })
  expect((await result('b#1.log')).ok).toBe(true)
})

test.skipIf(!isThere('tar'))('a tar inside is told', async () => {
  write('a.log', lines(100))
  const tar = execFileSync('tar', ['-cz', 'a.log'], { cwd: folder })
  const { source, text, events } = await unpacked(write('a.tar.gz', tar))
  expect(events).toEqual([{ kind: 'remark', code: 'tar-inside', detail: '' }])
  expect([source.looksBinary, text.includes(lines(100))]).toEqual([false, true])
})

test('closed while it unpacks, it leaves nothing behind', async () => {
  const outcome = await result(write('a.gz', gzipSync(Buffer.alloc(200_000_000, 'x\n'))))
  if (!outcome.ok) throw new Error(outcome.detail)
  const spool = dirname(outcome.source.path)
  await outcome.source.dispose()
  expect(existsSync(spool)).toBe(false)
})
