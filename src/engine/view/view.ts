import { firstWhere } from '../first-where'
import type { RecordIndex } from '../index/record-index'
import { BLOCK_BITS, BLOCK_SIZE } from './block-counts'
import { type CountedRecords, shownAmong } from './counted'

/**
 * The shown records in order, found by rank and select over sums of blocks: a view holds one number
 * for each 4,096 records and no list of records.
 */
export class View {
  readonly #index: RecordIndex
  readonly #records: CountedRecords
  readonly #isShown: Uint8Array
  /** Shown records before each block, and after the last one all of them, as far as they are right. */
  readonly #sums: number[] = [0]
  /** From this block on they are not: news come often, and few of them are looked at. */
  #staleFrom = 0

  /** @param isShown a 1 for each kind that is shown, at the kind's number */
  constructor(index: RecordIndex, records: CountedRecords, isShown: Uint8Array) {
    this.#index = index
    this.#records = records
    this.#isShown = isShown
  }

  get shown(): number {
    return this.#before.at(-1) ?? 0
  }

  /** After the records from `record` on changed or were added. */
  update(record: number): void {
    this.#staleFrom = Math.min(this.#staleFrom, record >>> BLOCK_BITS)
  }

  get #before(): readonly number[] {
    const sums = this.#sums
    if (this.#staleFrom === Number.POSITIVE_INFINITY) return sums
    sums.length = Math.min(sums.length, this.#staleFrom + 1)
    for (let block = sums.length - 1; block < this.#records.blocks; block++) {
      sums.push((sums[block] ?? 0) + shownAmong(this.#records.pairsIn(block), this.#isShown))
    }
    this.#staleFrom = Number.POSITIVE_INFINITY
    return sums
  }

  /** How many shown records stand before this one. */
  rank(record: number): number {
    const block = record >>> BLOCK_BITS
    const before = this.#before[block]
    if (before === undefined || block === this.#before.length - 1) return this.shown
    let rank = before
    const start = block << BLOCK_BITS
    const kinds = this.#kindsIn(block)
    const end = Math.min(record - start, kinds.length)
    for (let place = 0; place < end; place++) {
      if (this.#shows(start + place, kinds[place] ?? 0)) rank++
    }
    return rank
  }

  /** The records at the positions from `position` on, fewer than `count` at the end. */
  select(position: number, count: number): number[] {
    const records: number[] = []
    if (position >= this.shown || count <= 0) return records
    const first = this.#blockOf(position)
    let skip = position - (this.#before[first] ?? 0)
    for (let block = first; block < this.#before.length - 1; block++) {
      if (this.#isEmpty(block)) continue
      const start = block << BLOCK_BITS
      const kinds = this.#kindsIn(block)
      for (let place = 0; place < kinds.length; place++) {
        if (!this.#shows(start + place, kinds[place] ?? 0) || skip-- > 0) continue
        records.push(start + place)
        if (records.length >= count) return records
      }
    }
    return records
  }

  /** Of the records of a block, as far as they are there. */
  #kindsIn(block: number): ArrayLike<number> {
    const start = block << BLOCK_BITS
    const end = Math.min(this.#index.count, start + BLOCK_SIZE)
    return start < end ? this.#index.kindsOf(start, end) : []
  }

  #shows(record: number, kind: number): boolean {
    return this.#isShown[kind] === 1 && this.#records.has(record)
  }

  #isEmpty(block: number): boolean {
    return this.#before[block] === this.#before[block + 1]
  }

  /** The last block before which no more than `position` records are shown. */
  #blockOf(position: number): number {
    const before = this.#before
    return firstWhere(1, before.length - 1, (block) => (before[block] ?? 0) > position) - 1
  }
}
