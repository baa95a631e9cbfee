import type { RecordIndex } from '../index/record-index'
import { BLOCK_BITS, BLOCK_SIZE } from './block-counts'

/**
 * The earliest and the latest second of each block of 4,096 records, so that a range of time looks
 * only into the blocks at its ends: those of a log are nearly in order. They are looked up when somebody
 * asks: a report of a whole log never does.
 */
export class BlockTimes {
  readonly #index: RecordIndex
  /** Infinity where none has a time. */
  readonly #earliest: number[] = []
  /** -Infinity where none has one. */
  readonly #latest: number[] = []
  /** Blocks that hold records without a time. */
  readonly #incomplete = new Set<number>()

  constructor(index: RecordIndex) {
    this.#index = index
  }

  /** NaN where a record of the block has no time: then no range holds the whole block. */
  earliestIn(block: number): number {
    this.#lookUp(block)
    return this.#incomplete.has(block) ? Number.NaN : (this.#earliest[block] ?? Number.NaN)
  }

  /** Of the records that have a time. */
  earliestKnownIn(block: number): number {
    this.#lookUp(block)
    return this.#earliest[block] ?? Number.POSITIVE_INFINITY
  }

  latestIn(block: number): number {
    this.#lookUp(block)
    return this.#latest[block] ?? Number.NEGATIVE_INFINITY
  }

  /** After records from `record` on changed or were added. */
  update(record: number): void {
    const first = Math.min(record >>> BLOCK_BITS, this.#earliest.length)
    this.#earliest.length = first
    this.#latest.length = first
    for (const block of this.#incomplete) if (block >= first) this.#incomplete.delete(block)
  }

  /** All blocks up to this one. */
  #lookUp(block: number): void {
    const { count } = this.#index
    while (this.#earliest.length <= block) {
      const from = this.#earliest.length << BLOCK_BITS
      if (from >= count) return
      this.#add(from, Math.min(count, from + BLOCK_SIZE))
    }
  }

  #add(from: number, to: number): void {
    const { earliest, latest, isComplete } = this.#index.spanOf(from, to)
    this.#earliest.push(earliest)
    this.#latest.push(latest)
    if (!isComplete) this.#incomplete.add(from >>> BLOCK_BITS)
  }
}
