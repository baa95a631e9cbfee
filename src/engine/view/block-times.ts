import type { RecordIndex } from '../index/record-index'
import { BLOCK_BITS, BLOCK_SIZE } from './block-counts'

/**
 * The earliest and the latest second of each block of 4,096 records, so that a range of time looks
 * only into the blocks at its ends: those of a log are nearly in order.
 */
export class BlockTimes {
  readonly #index: RecordIndex
  /** NaN where a record of the block has no time: then no range holds the whole block. */
  readonly #earliest: number[] = []
  /** -Infinity where none has one. */
  readonly #latest: number[] = []

  constructor(index: RecordIndex) {
    this.#index = index
    this.update(0)
  }

  earliestIn(block: number): number {
    return this.#earliest[block] ?? Number.NaN
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
    for (let from = first << BLOCK_BITS; from < count; from += BLOCK_SIZE) {
      this.#add(from, Math.min(count, from + BLOCK_SIZE))
    }
  }

  #add(from: number, to: number): void {
    this.#index.secondsInto(SECONDS, from, to)
    let earliest = Number.POSITIVE_INFINITY
    let latest = Number.NEGATIVE_INFINITY
    let isComplete = true
    for (let place = 0; place < to - from; place++) {
      const second = SECONDS[place] ?? 0
      if (second < earliest) earliest = second
      if (second > latest) latest = second
      if (Number.isNaN(second)) isComplete = false
    }
    this.#earliest.push(isComplete ? earliest : Number.NaN)
    this.#latest.push(latest)
  }
}

/** For looking at one block at a time. */
const SECONDS = new Float64Array(BLOCK_SIZE)
