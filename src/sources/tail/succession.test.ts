import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { InterleavedFiles, MemoryFolder, WatchByHand } from './interleaved-files'
import type { Place } from './log-part'
import { TailedFile } from './tailed-file'

const LOG = '/a.log'
const KINDS = ['write', 'tick', 'rename', 'late', 'copy', 'cut', 'replace', 'keep-place'] as const
type Kind = (typeof KINDS)[number]

/** A writer and its rotation, step by step. */
class Writer {
  written = 0
  /** Whether anybody could know that this record was there. */
  isSeen: (record: string) => boolean = () => false
  readonly #folder: MemoryFolder
  #file
  /** Where it writes, when it does not append. */
  #position: number | null = null
  #rest = ''

  /** @param before how many records stand there already */
  constructor(folder: MemoryFolder, before: number) {
    this.#folder = folder
    this.#file = folder.open(LOG)
    while (this.written < before) this.#write()
    this.#flush()
  }

  *run(kinds: readonly Kind[]): Generator<void> {
    for (const kind of kinds) {
      yield
      if (kind === 'tick') this.#folder.tick()
      else if (kind === 'write') this.#write()
      else yield* this.#rotate(kind)
      this.#write()
    }
    this.#flush()
  }

  *#rotate(kind: Exclude<Kind, 'write' | 'tick'>): Generator<void> {
    this.#flush()
    yield
    if (kind === 'replace') {
      yield* this.#copyTo(`${LOG}.new`)
      this.#folder.rename(`${LOG}.new`, LOG)
      yield
      this.#reopen()
      return
    }
    if (kind === 'cut' && !this.isSeen(this.#firstLine())) return
    if (kind !== 'cut') yield* this.#shift()
    if (kind === 'rename' || kind === 'late') {
      this.#folder.rename(LOG, `${LOG}.1`)
      yield
      if (kind === 'late') {
        this.#write()
        this.#flush()
        yield
      }
      this.#reopen()
    } else {
      if (kind !== 'cut') yield* this.#copyTo(`${LOG}.1`)
      this.#position = kind === 'keep-place' ? this.#file.bytes.length : null
      this.#folder.truncate(this.#file)
    }
    yield
  }

  *#shift(): Generator<void> {
    for (let number = this.#folder.names.size; number >= 1; number--) {
      if (!this.#folder.names.has(`${LOG}.${number}`)) continue
      this.#folder.rename(`${LOG}.${number}`, `${LOG}.${number + 1}`)
      yield
    }
  }

  *#copyTo(path: string): Generator<void> {
    const { bytes } = this.#file
    const copy = this.#folder.open(path)
    yield
    const middle = Math.floor(bytes.length / 2)
    this.#folder.write(copy, bytes.subarray(0, middle))
    yield
    this.#folder.write(copy, bytes.subarray(middle))
    yield
  }

  /** Cut within a line now and then. */
  #write(): void {
    const text = `${this.#rest}record ${this.written}\nrecord ${this.written + 1}\n`
    this.written += 2
    const cut = text.length - ((this.written * 7) % 30)
    this.#put(text.slice(0, Math.max(0, cut)))
    this.#rest = text.slice(Math.max(0, cut))
  }

  #flush(): void {
    this.#put(this.#rest)
    this.#rest = ''
  }

  #put(text: string): void {
    const bytes = Buffer.from(text)
    if (bytes.length === 0) return
    this.#folder.write(this.#file, bytes, this.#position ?? this.#file.bytes.length)
    if (this.#position !== null) this.#position += bytes.length
  }

  #firstLine(): string {
    return /record \d+\n/.exec(this.#file.bytes.toString())?.[0] ?? '-'
  }

  #reopen(): void {
    this.#file = this.#folder.open(LOG)
    this.#position = null
  }
}

interface Course {
  /** What the writer does. */
  readonly kinds: readonly Kind[]
  /** How many of its steps fall between two steps of the reader, again and again from the first. */
  readonly steps: readonly number[]
}

/** @returns the lines that are shown after all that, and how many records were written */
async function follow({ kinds, steps }: Course, place: Place = 'end', before = 0) {
  const folder = new MemoryFolder()
  const writer = new Writer(folder, before)
  const work = writer.run(kinds)
  const progress = { isOpen: false, isDone: false }
  let turn = 0
  const happen = () => {
    for (let count = steps[turn++ % steps.length] ?? 0; count > 0; count--) {
      progress.isDone = work.next().done === true
    }
  }
  const watch = new WatchByHand(LOG)
  const files = new InterleavedFiles(folder, 64, () => progress.isOpen && happen())
  const opened = await TailedFile.follow(files, watch, place, Infinity)
  if (!opened.ok) throw new Error(opened.detail)
  progress.isOpen = true
  const { file } = opened
  const content = () => readFileSync(file.path).subarray(0, file.bytes).toString()
  writer.isSeen = (record) => content().includes(record)
  try {
    for (let rests = 0; rests < 4; rests += progress.isDone ? 1 : 0) {
      happen()
      while (await watch.look()) happen()
    }
    return { lines: content().split('\n').slice(0, -1), written: writer.written }
  } finally {
    await file.dispose()
  }
}

function course(kinds: readonly Kind[]): fc.Arbitrary<Course> {
  return fc.record({
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 12 }),
    steps: fc
      .array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(30)), {
        minLength: 1,
        maxLength: 12,
      })
      .filter((counts) => counts.some((count) => count > 0)),
  })
}

const RUNS = { numRuns: Number(process.env['INTERLEAVINGS'] ?? 300) }
const LONG = { timeout: 600_000 }

test('each record once and in order, wherever the steps of rotation fall', LONG, async () => {
  const rotations = course(KINDS.filter((kind) => kind !== 'cut'))
  await fc.assert(
    fc.asyncProperty(rotations, async (one) => {
      const { lines, written } = await follow(one)
      const records = lines.filter((line) => !isMark(line))
      expect(records).toEqual(Array.from({ length: written }, (_, number) => `record ${number}`))
    }),
    RUNS,
  )
})

test('the last part first, and what stands before it while rotation goes on', LONG, async () => {
  const rotations = course(KINDS.filter((kind) => kind !== 'cut'))
  const place = { bytes: 200, wholeBytes: 400 }
  await fc.assert(
    fc.asyncProperty(rotations, async (one) => {
      const { lines, written } = await follow(one, place, 400)
      const records = lines.filter((line) => !isMark(line))
      expect(records).toEqual(Array.from({ length: written }, (_, number) => `record ${number}`))
    }),
    RUNS,
  )
})

test('where records are gone before anybody could read them, a mark stands', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(course(KINDS), async (one) => {
      const { lines, written } = await follow(one)
      let next = 0
      let mayMiss = false
      for (const [at, line] of lines.entries()) {
        // A line that was cut off in its middle.
        if (isMark(lines[at + 1]) && !/^record \d+$/.test(line)) continue
        if (isMark(line)) {
          mayMiss = true
          continue
        }
        const number = Number(/^record (\d+)$/.exec(line)?.[1])
        if (mayMiss) expect(number).toBeGreaterThanOrEqual(next)
        else expect(number).toBe(next)
        next = number + 1
        mayMiss = false
      }
      if (!mayMiss) expect(next).toBe(written)
    }),
    RUNS,
  )
})

function isMark(line: string | undefined): boolean {
  return line?.startsWith('-- logsieve') === true
}
