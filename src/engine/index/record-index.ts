import type { Milliseconds } from '#shared/record'

import { firstWhere } from '../first-where'
import { type ExceptionColumns, Exceptions } from './exceptions'
import { GrowableArray } from './growable'
import { LONG_STEP, type RecordPlaces } from './record-places'

/*
 * What is remembered of every record: 5 bytes, and a little for each group and each exception.
 *
 *   column    element  what it holds                              exception when
 *   step      u16      bytes from this record to the next         65535 or more
 *   kind      u16      number in the KindTable                    -
 *   seconds   i8       whole seconds since the record before      beyond -127..127 (-128)
 *
 *   anchor    every 256 records: offset (f64) and time in seconds (f64) of its first record
 *   lineSteps exception for each record whose step holds more than one line: lines so far beyond
 *             one a record
 *
 * Offsets and times are sums from the nearest anchor, at most 255 additions away. A time is exact to
 * the second; the row on the screen is read from the file and has its milliseconds.
 */

const GROUP_BITS = 8
const GROUP_MASK = (1 << GROUP_BITS) - 1
const SECONDS_EXCEPTION = -128

/** Records at the beginning of a log can have no time at all. */
const NO_TIME = Number.NaN

export interface IndexedRecord {
  readonly offset: number
  readonly line: number
  readonly kind: number
  readonly time: Milliseconds | null
}

/**
 * Records that lie behind each other without a gap, in the columns of the index. The columns may be
 * used again once they were taken.
 */
export interface RecordRun {
  readonly count: number
  /** Of the first record. */
  readonly offset: number
  readonly line: number
  readonly firstTime: Milliseconds
  /** Of the last record. */
  readonly lastOffset: number
  readonly lastLine: number
  readonly lastTime: Milliseconds
  readonly steps: Uint16Array
  readonly kinds: Uint16Array
  readonly seconds: Int8Array
  // Pairs in a row:
  /** Of each record in the run whose number is a multiple of 256: bytes from the first record to it, its second. */
  readonly anchors: Float64Array
  /** Of each record whose element in `seconds` is -128: its place, its second; the first one's is not looked at. */
  readonly farSeconds: Float64Array
  /** Of each record of more than one line: its place, lines beyond one a record up to its end. */
  readonly extraLines: Uint32Array
}

/** A whole index as plain data, to be sent or kept. Numbers of records count from its first one. */
export interface IndexColumns {
  readonly count: number
  /** One less than records: the last one's step is known when another record begins. */
  readonly steps: Uint16Array
  readonly longSteps: ExceptionColumns
  readonly kinds: Uint16Array
  readonly seconds: Int8Array
  readonly farSeconds: ExceptionColumns
  readonly extraLines: ExceptionColumns
  readonly first: IndexedRecord
  readonly last: IndexedRecord
}

/** Of some records, in seconds since 1970. */
export interface TimeSpan {
  /** Infinity where none has a time. */
  readonly earliest: number
  /** -Infinity where none has one. */
  readonly latest: number
  /** All of them have a time. */
  readonly isComplete: boolean
}

export class RecordIndex {
  #steps = new GrowableArray((size) => new Uint16Array(size))
  #longSteps = new Exceptions()
  #kinds = new GrowableArray((size) => new Uint16Array(size))
  #seconds = new GrowableArray((size) => new Int8Array(size))
  #farSeconds = new Exceptions()
  #anchorOffsets = new GrowableArray((size) => new Float64Array(size))
  #anchorSeconds = new GrowableArray((size) => new Float64Array(size))
  #extraLines = new Exceptions()
  /** Of the last record: its step is known when the next one begins. */
  #last: IndexedRecord | null = null
  #firstLine = 1

  get count(): number {
    return this.#kinds.length
  }

  /** Appends a record; `offset` and `line` must lie behind those of the record before. */
  append(record: IndexedRecord): void {
    const number = this.count
    const seconds = record.time === null ? NO_TIME : Math.floor(record.time / 1000)
    if (this.#last) this.#endLast(record)
    else this.#firstLine = record.line
    if ((number & GROUP_MASK) === 0) {
      this.#anchorOffsets.push(record.offset)
      this.#anchorSeconds.push(seconds)
    }
    this.#kinds.push(record.kind)
    this.#pushSeconds(seconds)
    this.#last = record
  }

  /** Appends many records at once. */
  appendRun(run: RecordRun): void {
    const number = this.count
    const first = { offset: run.offset, line: run.line, kind: 0, time: run.firstTime }
    if (this.#last) this.#endLast(first)
    else this.#firstLine = run.line
    this.#steps.pushAll(run.steps.subarray(0, run.count - 1))
    this.#kinds.pushAll(run.kinds.subarray(0, run.count))
    this.#pushSeconds(Math.floor(run.firstTime / 1000))
    this.#seconds.pushAll(run.seconds.subarray(1, run.count))
    const { farSeconds, extraLines, anchors } = run
    for (let at = 0; at < farSeconds.length; at += 2) {
      const place = farSeconds[at] ?? 0
      if (place > 0) this.#farSeconds.add(number + place, farSeconds[at + 1] ?? NO_TIME)
    }
    const extraSoFar = number === 0 ? 0 : (this.#extraLines.atOrBefore(number - 1) ?? 0)
    for (let at = 0; at < extraLines.length; at += 2) {
      const place = extraLines[at] ?? 0
      // How long the last one is will be known when another record begins.
      if (place < run.count - 1)
        this.#extraLines.add(number + place, extraSoFar + (extraLines[at + 1] ?? 0))
    }
    for (let at = 0; at < anchors.length; at += 2) {
      this.#anchorOffsets.push(run.offset + (anchors[at] ?? 0))
      this.#anchorSeconds.push(anchors[at + 1] ?? NO_TIME)
    }
    this.#last = {
      offset: run.lastOffset,
      line: run.lastLine,
      kind: run.kinds[run.count - 1] ?? 0,
      time: run.lastTime,
    }
  }

  /** The records from `from` on, before `to`, as plain data; null where there are none. */
  columns(from = 0, to = this.count): IndexColumns | null {
    if (from >= to) return null
    const seconds = this.#seconds.slice(from, to)
    const farSeconds = this.#farSeconds.columns(from, to)
    const extraLines = this.#extraLines.columns(from, to - 1)
    const extraSoFar = from === 0 ? 0 : (this.#extraLines.atOrBefore(from - 1) ?? 0)
    return {
      count: to - from,
      steps: this.#steps.slice(from, to - 1),
      kinds: this.#kinds.slice(from, to),
      seconds,
      longSteps: this.#longSteps.columns(from, to - 1),
      farSeconds: beginningAt(this.#secondOf(from), seconds, farSeconds),
      extraLines: { ...extraLines, values: extraLines.values.map((lines) => lines - extraSoFar) },
      first: this.#get(from),
      last: to === this.count && this.#last ? this.#last : this.#get(to - 1),
    }
  }

  /** Takes the records of another index in place of its own; the other one is used no more. */
  takeOver(other: RecordIndex): void {
    this.#steps = other.#steps
    this.#longSteps = other.#longSteps
    this.#kinds = other.#kinds
    this.#seconds = other.#seconds
    this.#farSeconds = other.#farSeconds
    this.#anchorOffsets = other.#anchorOffsets
    this.#anchorSeconds = other.#anchorSeconds
    this.#extraLines = other.#extraLines
    this.#last = other.#last
    this.#firstLine = other.#firstLine
  }

  /**
   * Appends another index.
   *
   * @param offset added to its offsets
   * @param lines added to its line numbers
   */
  appendColumns(columns: IndexColumns, offset: number, lines: number): void {
    const number = this.count
    const first = moved(columns.first, offset, lines)
    if (this.#last) this.#endLast(first)
    else this.#firstLine = first.line
    const linesSoFar = number === 0 ? 0 : (this.#extraLines.atOrBefore(number - 1) ?? 0)
    this.#appendAnchors(columns, first.offset)
    this.#steps.pushAll(columns.steps)
    this.#kinds.pushAll(columns.kinds)
    this.#pushSeconds(first.time === null ? NO_TIME : Math.floor(first.time / 1000))
    this.#seconds.pushAll(columns.seconds.subarray(1))
    addAll(this.#longSteps, columns.longSteps, number, 0)
    addAll(this.#extraLines, columns.extraLines, number, linesSoFar)
    const { records, values } = columns.farSeconds
    // Whether the first one is far from the record before it was just seen.
    const skipped = records[0] === 0 ? 1 : 0
    const far = { records: records.subarray(skipped), values: values.subarray(skipped) }
    addAll(this.#farSeconds, far, number, 0)
    this.#last = moved(columns.last, offset, lines)
  }

  /** Bytes that it takes. */
  get bytes(): number {
    return this.#storage.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  get #storage() {
    const columns = [this.#steps, this.#kinds, this.#seconds]
    const anchors = [this.#anchorOffsets, this.#anchorSeconds]
    const exceptions = [this.#longSteps, this.#farSeconds, this.#extraLines]
    return [...columns, ...anchors, ...exceptions]
  }

  #appendAnchors(
    { count, steps, seconds, longSteps, farSeconds }: IndexColumns,
    start: number,
  ): void {
    const number = this.count
    let offset = start
    let second = NO_TIME
    let nextLong = 0
    let nextFar = 0
    for (let record = 0; record < count;) {
      const place = (number + record) & GROUP_MASK
      const end = Math.min(count, record + GROUP_MASK + 1 - place)
      if (place === 0) {
        const isFar = farSeconds.records[nextFar] === record
        const own = isFar ? farSeconds.values[nextFar] : second + (seconds[record] ?? 0)
        this.#anchorOffsets.push(offset)
        this.#anchorSeconds.push(own ?? NO_TIME)
      }
      // What is exceptional, there are few of, is mended afterwards.
      offset += sumOfSteps(steps, record, Math.min(end, steps.length))
      for (; (longSteps.records[nextLong] ?? count) < end; nextLong++) {
        offset += (longSteps.values[nextLong] ?? 0) - LONG_STEP
      }
      let from = record
      for (; (farSeconds.records[nextFar] ?? count) < end; nextFar++) {
        from = (farSeconds.records[nextFar] ?? 0) + 1
        second = farSeconds.values[nextFar] ?? NO_TIME
      }
      second += sumOfSeconds(seconds, from, end)
      record = end
    }
  }

  /** Begins anew with the memory that it has. */
  clear(): void {
    for (const column of this.#storage) column.clear()
    this.#last = null
    this.#firstLine = 1
  }

  /** Takes the last record back, so that it can be appended anew with what is known by now. */
  removeLast(): void {
    const number = this.count - 1
    if (number < 0) throw new RangeError('no record to remove')
    this.#last = number === 0 ? null : this.#get(number - 1)
    this.#kinds.pop()
    this.#seconds.pop()
    this.#farSeconds.removeLast(number)
    if ((number & GROUP_MASK) === 0) {
      this.#anchorOffsets.pop()
      this.#anchorSeconds.pop()
    }
    if (number > 0) {
      this.#steps.pop()
      this.#longSteps.removeLast(number - 1)
      this.#extraLines.removeLast(number - 1)
    }
  }

  kindOf(record: number): number {
    return this.#kinds.at(record)
  }

  /** Byte position of the first byte of a record. */
  offsetOf(record: number): number {
    const group = record >>> GROUP_BITS
    let offset = this.#anchorOffsets.at(group)
    for (let at = group << GROUP_BITS; at < record; at++) {
      const step = this.#steps.at(at)
      offset += step === LONG_STEP ? (this.#longSteps.get(at) ?? 0) : step
    }
    return offset
  }

  /** Where the records from `from` on, before `to`, begin; there is one at least. */
  placesOf(from: number, to: number): RecordPlaces {
    return {
      start: this.offsetOf(from),
      steps: this.#steps.slice(from, to - 1),
      longSteps: this.#longSteps.columns(from, to - 1),
    }
  }

  /** Exact to the second, cut. */
  timeOf(record: number): Milliseconds | null {
    const seconds = this.#secondOf(record)
    return Number.isNaN(seconds) ? null : seconds * 1000
  }

  /**
   * Writes the seconds since 1970 of the records from `from` on, before `to`, which lie in one block
   * of 4,096; NaN for records without a time.
   */
  secondsInto(target: Float64Array, from: number, to: number): void {
    const differences = this.#seconds.within(from, to)
    let far = this.#farSeconds.countUpTo(from)
    let second = this.#secondOf(from)
    target[0] = second
    for (let place = 1; place < differences.length; place++) {
      const difference = differences[place] ?? 0
      if (difference === SECONDS_EXCEPTION) second = this.#farSeconds.valueAt(far++)
      else second += difference
      target[place] = second
    }
  }

  /** What the times are of the records from `from` on, before `to`, which lie in one block of 4,096. */
  spanOf(from: number, to: number): TimeSpan {
    const differences = this.#seconds.within(from, to)
    let far = this.#farSeconds.countUpTo(from)
    let second = this.#secondOf(from)
    let earliest = Number.POSITIVE_INFINITY
    let latest = Number.NEGATIVE_INFINITY
    let isComplete = true
    for (let place = 1; ; place++) {
      // Sums of small whole numbers, up to a record that is far from the one before.
      let passed = 0
      let least = 0
      let most = 0
      for (; place < differences.length; place++) {
        const difference = differences[place] ?? 0
        if (difference === SECONDS_EXCEPTION) break
        passed += difference
        if (passed < least) least = passed
        else if (passed > most) most = passed
      }
      if (Number.isNaN(second)) isComplete = false
      else {
        earliest = Math.min(earliest, second + least)
        latest = Math.max(latest, second + most)
      }
      if (place >= differences.length) return { earliest, latest, isComplete }
      second = this.#farSeconds.valueAt(far++)
    }
  }

  /** The kinds of the records from `from` on, before `to`, which lie in one block of 4,096. */
  kindsOf(from: number, to: number): ArrayLike<number> {
    return this.#kinds.within(from, to)
  }

  #secondOf(record: number): number {
    const group = record >>> GROUP_BITS
    let seconds = this.#anchorSeconds.at(group)
    for (let at = (group << GROUP_BITS) + 1; at <= record; at++) {
      const step = this.#seconds.at(at)
      seconds = step === SECONDS_EXCEPTION ? (this.#farSeconds.get(at) ?? NO_TIME) : seconds + step
    }
    return seconds
  }

  /** First physical line of a record, from 1. */
  lineOf(record: number): number {
    const extra = record === 0 ? 0 : (this.#extraLines.atOrBefore(record - 1) ?? 0)
    return this.#firstLine + record + extra
  }

  /**
   * The first record of the second of `time` or a later one; `count` where there is none. Where lines
   * of several threads are out of order by a little, one of them that is that near.
   */
  recordAtTime(time: Milliseconds): number {
    const second = Math.floor(time / 1000)
    // Records without a time stand at the beginning.
    return firstWhere(0, this.count, (record) => this.#secondOf(record) >= second)
  }

  /** The record that holds a physical line, or the last before it. */
  recordOfLine(line: number): number {
    const next = firstWhere(0, this.count, (record) => this.lineOf(record) > line)
    return Math.max(0, next - 1)
  }

  /** The record that holds a byte, or the last before it. */
  recordAtOffset(offset: number): number {
    const next = firstWhere(0, this.count, (record) => this.offsetOf(record) > offset)
    return Math.max(0, next - 1)
  }

  /** The second of the record that is being appended, as the distance from the one before. */
  #pushSeconds(seconds: number): void {
    const before = this.#last?.time ?? null
    const difference = before === null ? NO_TIME : seconds - Math.floor(before / 1000)
    if (difference > SECONDS_EXCEPTION && difference <= 127) this.#seconds.push(difference)
    else {
      this.#farSeconds.add(this.#seconds.length, seconds)
      this.#seconds.push(SECONDS_EXCEPTION)
    }
  }

  #get(record: number): IndexedRecord {
    return {
      offset: this.offsetOf(record),
      line: this.lineOf(record),
      kind: this.kindOf(record),
      time: this.timeOf(record),
    }
  }

  #endLast(next: IndexedRecord): void {
    const last = this.#last
    if (!last) return
    const number = this.count - 1
    const step = next.offset - last.offset
    this.#steps.push(Math.min(step, LONG_STEP))
    if (step >= LONG_STEP) this.#longSteps.add(number, step)
    const extra = next.line - last.line - 1
    if (extra > 0) {
      const soFar = this.#extraLines.atOrBefore(number) ?? 0
      this.#extraLines.add(number, soFar + extra)
    }
  }
}

// One for each kind of column, and nothing but the loop: V8 compiles that soon, and once.

function sumOfSteps(steps: Uint16Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += steps[at] ?? 0
  return sum
}

function sumOfSeconds(seconds: Int8Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += seconds[at] ?? 0
  return sum
}

/** The first record of some is not counted from the one before it. */
function beginningAt(
  second: number,
  seconds: Int8Array,
  { records, values }: ExceptionColumns,
): ExceptionColumns {
  if (records[0] === 0) return { records, values }
  seconds[0] = SECONDS_EXCEPTION
  return {
    records: Uint32Array.from([0, ...records]),
    values: Float64Array.from([second, ...values]),
  }
}

function moved(record: IndexedRecord, offset: number, lines: number): IndexedRecord {
  return { ...record, offset: record.offset + offset, line: record.line + lines }
}

function addAll(
  to: Exceptions,
  { records, values }: ExceptionColumns,
  number: number,
  more: number,
): void {
  records.forEach((record, place) => to.add(number + record, (values[place] ?? 0) + more))
}
