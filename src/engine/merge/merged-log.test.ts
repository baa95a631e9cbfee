import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

import { ruleSetWith } from '#engine/rules'
import type { MergeOrder } from '#shared/merged-sources'
import type { SourceEvent } from '#shared/protocol/host'
import { sharedTestFolder } from '#testing/test-folder'

import { anyLog } from '../kernel/any-log'
import { readMergedPrefix, withoutMergedPrefix } from '../scan/merged-prefix'
import { RecordScanner } from '../scan/scanner'
import type { MergeSource } from './merge-input'
import { MergedLog } from './merged-log'

const RULES = ruleSetWith([])
const REFERENCE = Date.UTC(2026, 10, 20)
const RUNS = Number(process.env['LOGSIEVE_PROPERTY_RUNS'] ?? 40)

const folder = sharedTestFolder()
const output = join(folder, 'merged')

/** A log that grows when it is told to. */
class Growing implements MergeSource {
  readonly path: string
  readonly bytes = 0
  readonly modifiedTime = REFERENCE
  readonly caughtUp: Promise<void>
  readonly id: string
  readonly shift: number
  readonly #content: Buffer
  #told = 0
  #tell: (event: SourceEvent) => void = () => undefined
  #setCaughtUp: () => void = () => undefined

  constructor(id: string, content: Buffer | string, shift = 0) {
    this.id = id
    this.shift = shift
    this.path = join(folder, id)
    this.#content = Buffer.from(content)
    this.caughtUp = new Promise((resolve) => (this.#setCaughtUp = resolve))
    writeFileSync(this.path, this.#content)
  }

  onEvent(listener: (event: SourceEvent) => void): () => void {
    this.#tell = listener
    return () => undefined
  }

  /** @returns whether there is more */
  grow(bytes: number): boolean {
    this.#told = Math.min(this.#content.length, this.#told + bytes)
    this.#tell({ kind: 'grew', bytes: this.#told })
    return this.#told < this.#content.length
  }

  catchUp(): void {
    this.grow(Number.POSITIVE_INFINITY)
    this.#setCaughtUp()
  }

  end(detail: string | null): void {
    this.#tell({ kind: 'ended', detail })
  }

  lose(): void {
    this.#tell({ kind: 'lost', of: 'connection', detail: 'the line is cut' })
  }

  write(text: string): void {
    writeFileSync(this.path, text, { flag: 'a' })
    this.#told += text.length
    this.#tell({ kind: 'grew', bytes: this.#told })
  }
}

async function merge(
  sources: readonly Growing[],
  order: MergeOrder,
  isLive = false,
  onEvent: (event: SourceEvent, id: string | null) => void = () => undefined,
) {
  writeFileSync(output, '')
  return MergedLog.open(output, sources, RULES, {
    order,
    isLive,
    goesOnWithoutStalled: true,
    onEvent,
  })
}

/** The records of a log, by the log that they were merged from without what was put before them. */
function recordsOf(bytes: Buffer, isMerged: boolean): Map<string, string[]> {
  const records = new Map<string, string[]>()
  const take = ({
    offset,
    bytes: length,
    entry,
  }: Parameters<Parameters<RecordScanner['feed']>[1]>[0]) => {
    const id = isMerged ? (entry.source ?? '') : ''
    const text = bytes.toString('latin1', offset, offset + length).replace(/\n$/, '')
    const lines = text.split('\n').map((line) => {
      if (!isMerged) return line
      expect(readMergedPrefix(line)?.id ?? '').toBe(id)
      return withoutMergedPrefix(line)
    })
    records.set(id, [...(records.get(id) ?? []), lines.join('\n')])
  }
  const scanner = new RecordScanner(RULES, REFERENCE)
  scanner.feed(bytes, take)
  for (const record of scanner.pending(true)) take(record)
  return records
}

test(
  'every record of every log is there once, and in the order of its log',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLog, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 400 })), { maxLength: 30 }),
        fc.constantFrom<MergeOrder>('time', 'sequence'),
        async (logs, growth, order) => {
          const sources = logs.map((log, at) => new Growing(`log-${at}`, log, at * 1000))
          const merged = await merge(sources, order)
          for (const [at, bytes] of growth) {
            sources[at % sources.length]?.grow(bytes)
            await new Promise((resolve) => setImmediate(resolve))
          }
          for (const source of sources) source.catchUp()
          await merged.caughtUp
          await merged.close()
          const together = recordsOf(readFileSync(output), true)
          for (const [at, log] of logs.entries()) {
            const [alone = []] = recordsOf(log, false).values()
            expect(together.get(`log-${at}`) ?? []).toEqual(alone)
          }
        },
      ),
      { numRuns: RUNS },
    )
  },
)

const at = (second: number, text: string) =>
  `2026-11-20T10:00:0${second}.000Z\tINFO\tlivekit\t${text}\n`

async function written(expected: string): Promise<void> {
  await vi.waitFor(() => expect(readFileSync(output, 'utf8')).toBe(expected), { timeout: 4000 })
}

test.each(['time', 'sequence'] as const)('by %s', async (order) => {
  const [one, two, three, four] = [at(1, 'one'), at(2, 'two'), at(3, 'three'), at(4, 'four')]
  const a = new Growing('a', `${one}its second line\n${three}`)
  const b = new Growing('b', two + four)
  const merged = await merge([a, b], order)
  b.catchUp()
  a.catchUp()
  await merged.caughtUp
  await merged.close()
  const [first, second] = order === 'time' ? [`b@merged | ${two}`, ''] : ['', `b@merged | ${two}`]
  await written(
    `a@merged | ${one}a@merged | its second line\n${first}a@merged | ${three}${second}b@merged | ${four}`,
  )
})

test('a clock that goes wrong is put right', async () => {
  const a = new Growing('a', at(1, 'one'), 2000)
  const b = new Growing('b', at(2, 'two'))
  const merged = await merge([a, b], 'time')
  a.catchUp()
  b.catchUp()
  await merged.caughtUp
  await merged.close()
  await written(`b@merged | ${at(2, 'two')}a@merged@2000 | ${at(1, 'one')}`)
  const scanner = new RecordScanner(RULES, REFERENCE)
  scanner.feed(readFileSync(output), () => undefined)
  expect(scanner.pending(true)[0]?.time).toBe(Date.parse('2026-11-20T10:00:03Z'))
})

test('live, what comes from two logs at once is put in order, and what comes late is there', async () => {
  const a = new Growing('a', at(1, 'one'))
  const b = new Growing('b', at(2, 'two'))
  const merged = await merge([a, b], 'time', true)
  a.catchUp()
  b.catchUp()
  await merged.caughtUp
  let expected = `a@merged | ${at(1, 'one')}b@merged | ${at(2, 'two')}`
  await written(expected)
  a.write(at(4, 'four'))
  b.write(at(3, 'three'))
  expected += `b@merged | ${at(3, 'three')}a@merged | ${at(4, 'four')}`
  await written(expected)
  b.write(at(1, 'late'))
  expected += `b@merged | ${at(1, 'late')}`
  await written(expected)
  await merged.close()
})

test('who is away before all of it has come holds up nobody, and is put in order when it is there', async () => {
  const a = new Growing('a', at(1, 'one') + at(3, 'three'))
  const b = new Growing('b', at(2, 'two') + at(4, 'four'))
  const merged = await merge([a, b], 'time', true)
  a.grow(10)
  b.catchUp()
  a.lose()
  const [two, four] = [`b@merged | ${at(2, 'two')}`, `b@merged | ${at(4, 'four')}`]
  await written(two + four)
  a.catchUp()
  await written(`a@merged | ${at(1, 'one')}${two}a@merged | ${at(3, 'three')}${four}`)
  await merged.close()
})

test('it ends when all have ended, with what was unfinished', async () => {
  const a = new Growing('a', at(1, 'one').slice(0, -1))
  const b = new Growing('b', at(2, 'two'))
  const events: SourceEvent[] = []
  const ended: (string | null)[] = []
  const merged = await merge([a, b], 'time', true, (event, id) => {
    if (event.kind === 'ended') ended.push(id)
    if (id === null) events.push(event)
  })
  a.catchUp()
  a.end('it was killed')
  b.catchUp()
  await merged.caughtUp
  expect([ended, events.map(({ kind }) => kind)]).toEqual([
    ['a'],
    expect.not.arrayContaining(['ended']),
  ])
  b.end(null)
  await vi.waitFor(() => expect(events.at(-1)).toEqual({ kind: 'ended', detail: 'it was killed' }))
  await written(`a@merged | ${at(1, 'one')}b@merged | ${at(2, 'two')}`)
  await merged.close()
})

test('merged again in another order and by other clocks, all of it is there once', async () => {
  const a = new Growing('a', at(1, 'one') + at(3, 'three'))
  const b = new Growing('b', at(2, 'two'))
  const told: string[] = []
  const merged = await merge([a, b], 'time', true, ({ kind }) => told.push(kind))
  a.catchUp()
  b.catchUp()
  await merged.caughtUp
  merged.change('sequence', [0, 0])
  const [one, three] = [`a@merged | ${at(1, 'one')}`, `a@merged | ${at(3, 'three')}`]
  await written(`${one}${three}b@merged | ${at(2, 'two')}`)
  merged.change('time', [-2500, 0])
  const before = `a@merged@-2500 | ${at(1, 'one')}a@merged@-2500 | ${at(3, 'three')}`
  await written(`${before}b@merged | ${at(2, 'two')}`)
  merged.change('time', [2000, 0])
  const after = `a@merged@2000 | ${at(1, 'one')}a@merged@2000 | ${at(3, 'three')}`
  await written(`b@merged | ${at(2, 'two')}${after}`)
  expect(told.filter((kind) => kind === 'replaced')).toHaveLength(3)
  b.write(at(5, 'five'))
  await written(`b@merged | ${at(2, 'two')}${after}b@merged | ${at(5, 'five')}`)
  await merged.close()
})

test.runIf(existsSync('/dev/full'))('a full disk is asked again after a while', async () => {
  const file = await open('/dev/full', 'r+')
  const write = vi.spyOn(Object.getPrototypeOf(file) as typeof file, 'write')
  await file.close()
  const told: SourceEvent[] = []
  const a = new Growing('a', at(1, 'one'))
  const merged = await MergedLog.open('/dev/full', [a], RULES, {
    order: 'time',
    isLive: true,
    goesOnWithoutStalled: true,
    onEvent: (event) => told.push(event),
  })
  a.catchUp()
  const failed = { kind: 'failed', detail: expect.stringContaining('ENOSPC') as string }
  await vi.waitFor(() => expect(told).toContainEqual(failed))
  merged.change('sequence', [0])
  // One after the other, so that as many attempts could be made meanwhile.
  for (let asked = 0; asked < 500; asked++) await stat(folder)
  expect(write.mock.calls.length).toBeLessThan(50)
  expect(told.filter(({ kind }) => kind === 'failed')).toHaveLength(1)
  await merged.close()
  write.mockRestore()
})
