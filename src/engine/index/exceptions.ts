import { GrowableArray } from './growable'

export interface ExceptionColumns {
  readonly records: Uint32Array
  readonly values: Float64Array
}

/**
 * The few values of a column that do not fit its small elements, by record. Records are added in
 * order, found by binary search, and only the newest can be taken back.
 */
export class Exceptions {
  readonly #records = new GrowableArray((size) => new Uint32Array(size))
  readonly #values = new GrowableArray((size) => new Float64Array(size))

  /** As two columns. */
  columns(): ExceptionColumns {
    const records = new Uint32Array(this.#records.length)
    const values = new Float64Array(this.#records.length)
    this.#records.copyTo(records)
    this.#values.copyTo(values)
    return { records, values }
  }

  /** Bytes that they take. */
  get bytes(): number {
    return this.#records.bytes + this.#values.bytes
  }

  add(record: number, value: number): void {
    this.#records.push(record)
    this.#values.push(value)
  }

  /** Takes back what stands for `record` if it is the newest. */
  removeLast(record: number): void {
    if (this.#records.last() !== record) return
    this.#records.pop()
    this.#values.pop()
  }

  /** The value of exactly this record, or undefined. */
  get(record: number): number | undefined {
    const place = this.countUpTo(record) - 1
    return place >= 0 && this.#records.at(place) === record ? this.#values.at(place) : undefined
  }

  /** The value of the nearest exception at or before this record, or undefined. */
  atOrBefore(record: number): number | undefined {
    const place = this.countUpTo(record) - 1
    return place < 0 ? undefined : this.#values.at(place)
  }

  /** The value at a place among the exceptions, in the order of their records. */
  valueAt(place: number): number {
    return this.#values.at(place)
  }

  /** How many exceptions stand at or before this record. */
  countUpTo(record: number): number {
    let low = 0
    let high = this.#records.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#records.at(middle) <= record) low = middle + 1
      else high = middle
    }
    return low
  }
}
