import type { Milliseconds } from '#shared/record'
import type { TimeRange } from '#shared/time-range'

import type { RecordIndex } from '../index/record-index'
import { BLOCK_BITS, BLOCK_SIZE } from './block-counts'
import type { BlockTimes } from './block-times'
import type { CountedRecords } from './counted'
import { KindTally } from './kind-tally'

/** What of a block lies in the range, where that is neither all of it nor nothing. */
interface Part {
  readonly bits: Uint8Array
  readonly pairs: Uint16Array
}

const NOTHING: ArrayLike<number> = []

/**
 * Those of some records whose time lies in a range. A block that lies in it whole has the counts
 * that it has anyway; only one that lies in it in part is looked at, once. A record without a time,
 * as there are at the beginning of a log, is in no range.
 */
export class TimeFilter implements CountedRecords {
  readonly #index: RecordIndex
  readonly #times: BlockTimes
  readonly #records: CountedRecords
  readonly #from: number
  readonly #until: number
  readonly #parts = new Map<number, Part>()

  constructor(index: RecordIndex, times: BlockTimes, records: CountedRecords, range: TimeRange) {
    this.#index = index
    this.#times = times
    this.#records = records
    this.#from = secondOr(range.from, Number.NEGATIVE_INFINITY)
    this.#until = secondOr(range.until, Number.POSITIVE_INFINITY)
  }

  get blocks(): number {
    return this.#records.blocks
  }

  pairsIn(block: number): ArrayLike<number> {
    const overlap = this.#overlap(block)
    if (overlap === 'all') return this.#records.pairsIn(block)
    return overlap === 'none' ? NOTHING : this.#part(block).pairs
  }

  has(record: number): boolean {
    const block = record >>> BLOCK_BITS
    const overlap = this.#overlap(block)
    if (overlap === 'all') return this.#records.has(record)
    if (overlap === 'none') return false
    const place = record & (BLOCK_SIZE - 1)
    return ((this.#part(block).bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0
  }

  /** After records from `record` on changed or were added. */
  update(record: number): void {
    const first = record >>> BLOCK_BITS
    for (const block of this.#parts.keys()) if (block >= first) this.#parts.delete(block)
  }

  #overlap(block: number): 'all' | 'none' | 'part' {
    const earliest = this.#times.earliestIn(block)
    const latest = this.#times.latestIn(block)
    if (earliest >= this.#from && latest <= this.#until) return 'all'
    return latest < this.#from || earliest > this.#until ? 'none' : 'part'
  }

  #part(block: number): Part {
    let part = this.#parts.get(block)
    if (!part) this.#parts.set(block, (part = this.#look(block)))
    return part
  }

  #look(block: number): Part {
    const start = block << BLOCK_BITS
    const end = Math.min(this.#index.count, start + BLOCK_SIZE)
    this.#index.secondsInto(SECONDS, start, end)
    const kinds = this.#index.kindsOf(start, end)
    const bits = new Uint8Array(BLOCK_SIZE / 8)
    const tally = new KindTally()
    for (let place = 0; place < end - start; place++) {
      const second = SECONDS[place] ?? Number.NaN
      if (!(second >= this.#from && second <= this.#until)) continue
      if (!this.#records.has(start + place)) continue
      bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7))
      tally.add(kinds[place] ?? 0)
    }
    return { bits, pairs: tally.take() }
  }
}

function secondOr(time: Milliseconds | null, open: number): number {
  return time === null ? open : Math.floor(time / 1000)
}

/** For looking at one block at a time. */
const SECONDS = new Float64Array(BLOCK_SIZE)
