import { firstWhere } from '../first-where'
import { GrowableArray } from './growable'

export interface ExceptionColumns {
  readonly records: Uint32Array
  readonly values: Float64Array
}

/** Stands for a value that is kept apart: none, below 0, or more than four bytes hold. */
const LARGE = 0xffffffff

/** Records whose numbers share all but the last two bytes. */
const CHUNK_BITS = 16

/**
 * The few values of a column that do not fit its small elements, by record, in six bytes each.
 * Records are added in order, found by binary search, and only the newest can be taken back.
 */
export class Exceptions {
  /** The last two bytes of each record's number. */
  readonly #records = new GrowableArray((size) => new Uint16Array(size))
  readonly #values = new GrowableArray((size) => new Uint32Array(size))
  /** The values kept apart, in the order of their records. */
  readonly #large = new GrowableArray((size) => new Float64Array(size))
  /** Which of the exceptions each of them belongs to. */
  readonly #largePlaces = new GrowableArray((size) => new Uint32Array(size))
  /** By the first bytes of a record's number: how many exceptions stand before such records. */
  readonly #starts: number[] = []

  /** As two columns: those of the records from `from` on, before `to`, which count from `from`. */
  columns(from: number, to: number): ExceptionColumns {
    const first = from === 0 ? 0 : this.countUpTo(from - 1)
    const count = to === 0 ? 0 : this.countUpTo(to - 1) - first
    const records = new Uint32Array(count)
    const values = new Float64Array(count)
    let chunk = from >>> CHUNK_BITS
    for (let place = 0; place < count; place++) {
      while ((this.#starts[chunk + 1] ?? Number.POSITIVE_INFINITY) <= first + place) chunk++
      records[place] = chunk * (1 << CHUNK_BITS) + this.#records.at(first + place) - from
      values[place] = this.valueAt(first + place)
    }
    return { records, values }
  }

  /** Bytes that they take. */
  get bytes(): number {
    return this.#storage.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  get #storage() {
    return [this.#records, this.#values, this.#large, this.#largePlaces]
  }

  add(record: number, value: number): void {
    const chunk = record >>> CHUNK_BITS
    while (this.#starts.length <= chunk) this.#starts.push(this.#records.length)
    const isSmall = Number.isInteger(value) && value >= 0 && value < LARGE
    if (!isSmall) {
      this.#large.push(value)
      this.#largePlaces.push(this.#values.length)
    }
    this.#records.push(record & 0xffff)
    this.#values.push(isSmall ? value : LARGE)
  }

  clear(): void {
    for (const column of this.#storage) column.clear()
    this.#starts.length = 0
  }

  /** Takes back what stands for `record` if it is the newest. */
  removeLast(record: number): void {
    const last = this.#records.length - 1
    const chunk = record >>> CHUNK_BITS
    const isOfChunk = chunk === this.#starts.length - 1 && last >= (this.#starts[chunk] ?? 0)
    if (!isOfChunk || this.#records.last() !== (record & 0xffff)) return
    this.#records.pop()
    this.#values.pop()
    if (this.#largePlaces.last() === last) {
      this.#large.pop()
      this.#largePlaces.pop()
    }
    while (this.#starts.at(-1) === last) this.#starts.pop()
  }

  /** The value of exactly this record, or undefined. */
  get(record: number): number | undefined {
    const chunk = record >>> CHUNK_BITS
    const place = this.countUpTo(record) - 1
    const isOfChunk = chunk < this.#starts.length && place >= (this.#starts[chunk] ?? 0)
    return isOfChunk && this.#records.at(place) === (record & 0xffff)
      ? this.valueAt(place)
      : undefined
  }

  /** The value of the nearest exception at or before this record, or undefined. */
  atOrBefore(record: number): number | undefined {
    const place = this.countUpTo(record) - 1
    return place < 0 ? undefined : this.valueAt(place)
  }

  /** The value at a place among the exceptions, in the order of their records. */
  valueAt(place: number): number {
    const value = this.#values.at(place)
    if (value !== LARGE) return value
    const { length } = this.#large
    return this.#large.at(firstWhere(0, length, (large) => this.#largePlaces.at(large) >= place))
  }

  /** How many exceptions stand at or before this record. */
  countUpTo(record: number): number {
    const chunk = record >>> CHUNK_BITS
    if (chunk >= this.#starts.length) return this.#records.length
    const start = this.#starts[chunk] ?? 0
    const end = this.#starts[chunk + 1] ?? this.#records.length
    const low = record & 0xffff
    return firstWhere(start, end, (place) => this.#records.at(place) > low)
  }
}
