import { firstWhere } from '../first-where'
import type { RecordIndex } from '../index/record-index'
import { BLOCK_BITS } from '../view/block-counts'
import type { CountedRecords } from '../view/counted'
import { KindTally } from '../view/kind-tally'

/** Of some records those that a finding rests on, counted so that a view is made of them. */
export interface EvidenceRecords extends CountedRecords {
  /** Those of the other one are these, and perhaps more behind them. */
  readonly goesOnIn: (other: EvidenceRecords) => boolean
}

/** A finding that rests on single records. */
export class ListedRecords implements EvidenceRecords {
  readonly #index: RecordIndex
  readonly #among: CountedRecords
  /** In order. */
  readonly #listed: readonly number[]

  constructor(index: RecordIndex, among: CountedRecords, listed: readonly number[]) {
    this.#index = index
    this.#among = among
    this.#listed = listed
  }

  get blocks(): number {
    return this.#among.blocks
  }

  pairsIn(block: number): ArrayLike<number> {
    const tally = new KindTally()
    // The last ones may just have been taken back.
    const end = Math.min((block + 1) << BLOCK_BITS, this.#index.count)
    for (let place = this.#placeOf(block << BLOCK_BITS); ; place++) {
      const record = this.#listed[place]
      if (record === undefined || record >= end) return tally.take()
      if (this.#among.has(record)) tally.add(this.#index.kindOf(record))
    }
  }

  has(record: number): boolean {
    return this.#listed[this.#placeOf(record)] === record && this.#among.has(record)
  }

  goesOnIn(other: EvidenceRecords): boolean {
    if (!(other instanceof ListedRecords) || other.#listed.length < this.#listed.length)
      return false
    return this.#listed.every((record, place) => other.#listed[place] === record)
  }

  /** Of the first one that is not before `record`. */
  #placeOf(record: number): number {
    const listed = this.#listed
    return firstWhere(0, listed.length, (place) => (listed[place] ?? 0) >= record)
  }
}

/** A finding that rests on all records of some kinds. */
export class RecordsOfKinds implements EvidenceRecords {
  readonly #index: RecordIndex
  readonly #among: CountedRecords
  readonly #kinds: ReadonlySet<number>

  constructor(index: RecordIndex, among: CountedRecords, kinds: readonly number[]) {
    this.#index = index
    this.#among = among
    this.#kinds = new Set(kinds)
  }

  get blocks(): number {
    return this.#among.blocks
  }

  pairsIn(block: number): ArrayLike<number> {
    const pairs = this.#among.pairsIn(block)
    const some: number[] = []
    for (let at = 0; at < pairs.length; at += 2) {
      if (this.#kinds.has(pairs[at] ?? -1)) some.push(pairs[at] ?? 0, pairs[at + 1] ?? 0)
    }
    return some
  }

  has(record: number): boolean {
    return this.#kinds.has(this.#index.kindOf(record)) && this.#among.has(record)
  }

  goesOnIn(other: EvidenceRecords): boolean {
    return other instanceof RecordsOfKinds && String([...this.#kinds]) === String([...other.#kinds])
  }
}
