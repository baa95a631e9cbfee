import type { RecordIndex } from '../index/record-index'
import { BLOCK_BITS, BLOCK_SIZE } from './block-counts'

/**
 * The earliest and the latest second of each block of 4,096 records, so that a range of time looks
 * only into the blocks at its ends: those of a log are nearly in order.
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
    this.update(0)
  }

  /** NaN where a record of the block has no time: then no range holds the whole block. */
  earliestIn(block: number): number {
    return this.#incomplete.has(block) ? Number.NaN : (this.#earliest[block] ?? Number.NaN)
  }

  /** Of the records that have a time. */
  earliestKnownIn(block: number): number {
    return this.#earliest[block] ?? Number.POSITIVE_INFINITY
  }

  latestIn(block: number): number {
    return this.#latest[block] ?? Number.NEGATIVE_INFINITY
  }

  /** After records from `record` on changed or were added. */
  update(record: number): void {
    const { count } = this.#index
    const first = Math.min(record >>> BLOCK_BITS, this.#earliest.length)
    this.#earliest.length = first
    this.#latest.length = first
    for (const block of this.#incomplete) if (block >= first) this.#incomplete.delete(block)
    for (let from = first << BLOCK_BITS; from < count; from += BLOCK_SIZE) {
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
