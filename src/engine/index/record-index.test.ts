import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type IndexedRecord, RecordIndex } from './record-index'

/** How far a record lies behind the one before: bytes, lines, and its time. */
interface Step {
  readonly bytes: number
  readonly lines: number
  readonly kind: number
  readonly time: number | null
}

const bytes = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 400 }) },
  { weight: 1, arbitrary: fc.constantFrom(65_533, 65_534, 65_535, 65_536, 500_000_000, 2 ** 40) },
)
const lines = fc.oneof(
  { weight: 5, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constantFrom(2, 3, 70_000) },
)
const START = Date.UTC(2026, 10, 22)
const time = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 600_000 }).map((ms) => START + ms) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      null,
      0,
      -6_795_364_578_872,
      START + 127_999,
      START - 128_000,
      253_402_300_799_999,
    ),
  },
)
const step = fc.record({ bytes, lines, kind: fc.integer({ min: 0, max: 0xffff }), time })

/** Many records at once, so that groups of 256 fill, and the last ones taken back. */
const change = fc.oneof(
  fc.record({
    append: fc.array(step, { minLength: 1, maxLength: 4 }),
    times: fc.integer({ min: 1, max: 130 }),
  }),
  fc.record({ removeAndAppend: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ remove: fc.integer({ min: 1, max: 300 }) }),
)

class Model {
  readonly records: IndexedRecord[] = []
  readonly index = new RecordIndex()
  #nextOffset = 3
  #nextLine = 2

  append(steps: readonly Step[], times: number): void {
    for (let round = 0; round < times; round++) {
      for (const { bytes: length, lines: count, kind, time: at } of steps) {
        this.#add({ offset: this.#nextOffset, line: this.#nextLine, kind, time: at })
        this.#nextOffset += length
        this.#nextLine += count
      }
    }
  }

  remove(count: number): IndexedRecord[] {
    const removed = this.records.splice(Math.max(0, this.records.length - count))
    for (let left = removed.length; left > 0; left--) this.index.removeLast()
    const first = removed[0]
    if (first) {
      this.#nextOffset = first.offset
      this.#nextLine = first.line
    }
    return removed
  }

  /** As when the last record is read anew: it may have another kind and time now. */
  removeAndAppend(count: number): void {
    const ends = { offset: this.#nextOffset, line: this.#nextLine }
    for (const record of this.remove(count)) {
      this.#add({
        ...record,
        kind: record.kind ^ 1,
        time: record.time === null ? START : record.time + 1500,
      })
    }
    this.#nextOffset = ends.offset
    this.#nextLine = ends.line
  }

  #add(record: IndexedRecord): void {
    this.records.push(record)
    this.index.append(record)
  }
}

test('says of every record what was appended, whatever was taken back', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      (changes, places) => {
        const model = new Model()
        for (const made of changes) {
          if ('append' in made) model.append(made.append, made.times)
          else if ('remove' in made) model.remove(made.remove)
          else model.removeAndAppend(made.removeAndAppend)
        }
        const { index, records } = model
        expect(index.count).toBe(records.length)
        // All at the borders of groups, and some between.
        const looked = [...records.keys()].filter(
          (at) => at % 256 < 2 || at % 256 > 253 || at > records.length - 4,
        )
        const some = places
          .map((place) => place % Math.max(1, records.length))
          .filter((at) => at < records.length)
        for (const at of [...looked, ...some]) {
          const record = records[at]!
          expect({ at, ...read(index, at) }).toEqual({ at, ...record, time: toSecond(record.time) })
        }
        const inAll = inBlocks(index)
        expect(inAll).toEqual(records.map(({ kind, time: at }) => ({ kind, time: toSecond(at) })))
        for (let from = 0; from < records.length; from += 4096) {
          const to = Math.min(records.length, from + 4096)
          const times = inAll.slice(from, to).flatMap(({ time }) => time ?? [])
          expect(index.spanOf(from, to)).toEqual({
            earliest: Math.min(...times) / 1000,
            latest: Math.max(...times) / 1000,
            isComplete: times.length === to - from,
          })
        }
      },
    ),
    { numRuns: 100 },
  )
})

function read(index: RecordIndex, record: number): IndexedRecord {
  return {
    offset: index.offsetOf(record),
    line: index.lineOf(record),
    kind: index.kindOf(record),
    time: index.timeOf(record),
  }
}

/** Kinds and times of all records, as blocks of them are read. */
function inBlocks(index: RecordIndex): Pick<IndexedRecord, 'kind' | 'time'>[] {
  const seconds = new Float64Array(4096)
  const read: Pick<IndexedRecord, 'kind' | 'time'>[] = []
  for (let from = 0; from < index.count; from += 4096) {
    const to = Math.min(index.count, from + 4096)
    index.secondsInto(seconds, from, to)
    const kinds = index.kindsOf(from, to)
    for (let place = 0; place < to - from; place++) {
      const second = seconds[place]!
      read.push({ kind: kinds[place]!, time: Number.isNaN(second) ? null : second * 1000 })
    }
  }
  return read
}

function toSecond(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms / 1000) * 1000
}

test('finds the record that holds a line', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 120 }),
      fc.nat(),
      (steps, times, any) => {
        const model = new Model()
        model.append(steps, times)
        const { index, records } = model
        const last = records.at(-1)!.line + 5
        for (const line of [0, 1, 2, 3, last, any % last]) {
          const holder = records.findLastIndex((record) => record.line <= line)
          expect([line, index.recordOfLine(line)]).toEqual([line, Math.max(0, holder)])
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('finds the record that holds a byte', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 120 }),
      fc.nat(),
      (steps, times, any) => {
        const model = new Model()
        model.append(steps, times)
        const { index, records } = model
        const last = records.at(-1)!.offset + 5
        for (const offset of [0, 1, last, any % last, records[any % records.length]!.offset]) {
          const holder = records.findLastIndex((record) => record.offset <= offset)
          expect([offset, index.recordAtOffset(offset)]).toEqual([offset, Math.max(0, holder)])
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('crosses its pieces of storage', () => {
  const index = new RecordIndex()
  const count = 3 * 65_536 + 5
  for (let at = 0; at < count; at++) {
    index.append({
      offset: at * 1000,
      line: 1 + at * 2,
      kind: at & 0xffff,
      time: START + at * 1000,
    })
  }
  for (const at of [0, 255, 256, 65_535, 65_536, 131_071, 131_072, count - 1]) {
    expect(read(index, at)).toEqual({
      offset: at * 1000,
      line: 1 + at * 2,
      kind: at & 0xffff,
      time: START + at * 1000,
    })
  }
})

test('a record that is not there is out of range', () => {
  const index = new RecordIndex()
  const empty = [
    () => index.removeLast(),
    () => index.offsetOf(0),
    () => index.kindOf(0),
    () => index.timeOf(0),
  ]
  for (const ask of empty) expect(ask).toThrow(RangeError)
  for (let at = 0; at < 256; at++) index.append({ offset: at, line: at + 1, kind: 0, time: null })
  for (const record of [256, 257, 1000, 2 ** 40, -1]) {
    expect(() => index.offsetOf(record)).toThrow(RangeError)
    expect(() => index.kindOf(record)).toThrow(RangeError)
  }
  expect(index.recordOfLine(5)).toBe(4)
})

test('the first record of a second or a later one, in a log in order', () => {
  const gap = fc.constantFrom(0, 0, 300, 999, 1000, 5000, 200_000)
  fc.assert(
    fc.property(
      fc.array(gap, { maxLength: 700 }),
      fc.integer({ min: 0, max: 5 }),
      (gaps, untimed) => {
        const index = new RecordIndex()
        const times: (number | null)[] = Array.from({ length: untimed }, () => null)
        let now = START
        for (const after of gaps) times.push((now += after))
        times.forEach((at, number) =>
          index.append({ offset: 10 * number, line: number + 1, kind: 0, time: at }),
        )
        for (const wanted of [START - 1, START, now - 1500, now, now + 1000]) {
          const second = Math.floor(wanted / 1000)
          const first = times.findIndex((at) => at !== null && Math.floor(at / 1000) >= second)
          expect(index.recordAtTime(wanted)).toBe(first < 0 ? times.length : first)
        }
      },
    ),
  )
})

test('taken apart and put together again it says the same', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 12 }),
      fc.array(fc.nat(1500), { maxLength: 4 }),
      (changes, cuts) => {
        const model = new Model()
        for (const made of changes) if ('append' in made) model.append(made.append, made.times)
        const { index, records } = model
        const together = new RecordIndex()
        const borders = [0, ...cuts.filter((cut) => cut < index.count), index.count]
        for (const [at, from] of borders.toSorted((a, b) => a - b).entries()) {
          const to = borders.toSorted((a, b) => a - b)[at + 1] ?? from
          const columns = index.columns(from, to)
          if (columns) together.appendColumns(columns, 0, 0)
        }
        expect(together.columns()).toEqual(index.columns())
        expect(records.map((_, at) => read(together, at))).toEqual(
          records.map((_, at) => read(index, at)),
        )
      },
    ),
    { numRuns: 100 },
  )
})
