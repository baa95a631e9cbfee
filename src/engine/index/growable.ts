/** Records in one piece of storage: a power of two, so that a record's place is a shift and a mask. */
const CHUNK_BITS = 16
const CHUNK_SIZE = 1 << CHUNK_BITS
const CHUNK_MASK = CHUNK_SIZE - 1

interface NumberArray {
  [index: number]: number
  readonly length: number
  readonly byteLength: number
  set(values: ArrayLike<number>, offset: number): void
  subarray(from: number, to: number): ArrayLike<number>
}

/**
 * An array of numbers that grows by pieces: growing never copies what is there, which would stall
 * and double the memory of an index of 50 million records.
 */
export class GrowableArray<A extends NumberArray> {
  readonly #make: (size: number) => A
  readonly #chunks: A[] = []
  #length = 0

  constructor(make: (size: number) => A) {
    this.#make = make
  }

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    const chunk = this.#length >>> CHUNK_BITS
    ;(this.#chunks[chunk] ??= this.#make(CHUNK_SIZE))[this.#length & CHUNK_MASK] = value
    this.#length++
  }

  /** Appends many at once. */
  pushAll(values: Pick<NumberArray, 'length' | 'subarray'>): void {
    for (let from = 0; from < values.length;) {
      const place = this.#length & CHUNK_MASK
      const chunk = (this.#chunks[this.#length >>> CHUNK_BITS] ??= this.#make(CHUNK_SIZE))
      const count = Math.min(values.length - from, CHUNK_SIZE - place)
      chunk.set(values.subarray(from, from + count), place)
      this.#length += count
      from += count
    }
  }

  /** The elements from `from` on, before `to`; they must lie in one piece of storage. */
  within(from: number, to: number): ArrayLike<number> {
    const chunk = this.#chunks[from >>> CHUNK_BITS]
    if (!chunk || to > this.#length || (from & CHUNK_MASK) + to - from > CHUNK_SIZE)
      throw new RangeError(`no one piece holds ${from} to ${to} of ${this.#length}`)
    return chunk.subarray(from & CHUNK_MASK, (from & CHUNK_MASK) + to - from)
  }

  /** A copy of the elements from `from` on, before `to`. */
  slice(from: number, to: number): A {
    const copy = this.#make(to - from)
    for (let at = from; at < to;) {
      const end = Math.min(to, (at | CHUNK_MASK) + 1)
      copy.set(this.within(at, end), at - from)
      at = end
    }
    return copy
  }

  /** Bytes that it takes. */
  get bytes(): number {
    return this.#chunks.length * (this.#chunks[0]?.byteLength ?? 0)
  }

  /** Nothing is in it any more; its storage waits for what comes. */
  clear(): void {
    this.#length = 0
  }

  pop(): void {
    this.#length--
  }

  /** @throws RangeError for a place that holds nothing */
  at(index: number): number {
    const value =
      index < this.#length ? this.#chunks[index >>> CHUNK_BITS]?.[index & CHUNK_MASK] : undefined
    if (value === undefined) throw new RangeError(`no element ${index} of ${this.#length}`)
    return value
  }

  last(): number | undefined {
    return this.#length === 0 ? undefined : this.at(this.#length - 1)
  }
}
