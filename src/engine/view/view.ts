import { firstWhere } from '../first-where'
import type { RecordIndex } from '../index/record-index'
import { BLOCK_BITS, BLOCK_SIZE, STRETCH_BITS } from './block-counts'
import { type CountedRecords, shownAmong } from './counted'

const STRETCH_SIZE = 1 << STRETCH_BITS

/**
 * The shown records in order, found by rank and select over sums of blocks: a view holds one number
 * for each 4,096 records and no list of records. Those of a stretch of blocks are summed up when
 * somebody looks into it.
 */
export class View {
  readonly #index: RecordIndex
  readonly #records: CountedRecords
  readonly #isShown: Uint8Array
  /** Shown records before each stretch, and after the last one all of them, as far as they are right. */
  readonly #sums: number[] = [0]
  /** For each stretch those in it before each of its blocks, as far as somebody has asked. */
  readonly #sumsInside: number[][] = []
  /** From this block on they are not right: news come often, and few of them are looked at. */
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

  /** Shown records before each stretch, and all of them. */
  get #before(): readonly number[] {
    const sums = this.#sums
    if (this.#staleFrom === Number.POSITIVE_INFINITY) return sums
    this.#dropStale()
    const stretches = Math.ceil(this.#records.blocks / STRETCH_SIZE)
    for (let stretch = sums.length - 1; stretch < stretches; stretch++) {
      const pairs = this.#records.pairsOver?.(stretch)
      const shown = pairs
        ? shownAmong(pairs, this.#isShown)
        : (this.#beforeInside(stretch).at(-1) ?? 0)
      sums.push((sums[stretch] ?? 0) + shown)
    }
    this.#staleFrom = Number.POSITIVE_INFINITY
    return sums
  }

  #dropStale(): void {
    const stretch = this.#staleFrom >>> STRETCH_BITS
    this.#sums.length = Math.min(this.#sums.length, stretch + 1)
    this.#sumsInside.length = Math.min(this.#sumsInside.length, stretch + 1)
    const inside = this.#sumsInside[stretch]
    if (inside) inside.length = Math.min(inside.length, (this.#staleFrom % STRETCH_SIZE) + 1)
  }

  /** Shown records of a stretch before each of its blocks, and all of them. */
  #beforeInside(stretch: number): readonly number[] {
    const sums = (this.#sumsInside[stretch] ??= [0])
    const first = stretch << STRETCH_BITS
    const blocks = Math.min(STRETCH_SIZE, this.#records.blocks - first)
    for (let place = sums.length - 1; place < blocks; place++) {
      const pairs = this.#records.pairsIn(first + place)
      sums.push((sums[place] ?? 0) + shownAmong(pairs, this.#isShown))
    }
    return sums
  }

  /** How many shown records stand before this one. */
  rank(record: number): number {
    const block = record >>> BLOCK_BITS
    if (block >= this.#records.blocks) return this.shown
    const stretch = block >>> STRETCH_BITS
    const before = this.#before[stretch] ?? 0
    let rank = before + (this.#beforeInside(stretch)[block % STRETCH_SIZE] ?? 0)
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
    const first = this.#stretchOf(position)
    let skip = position - (this.#before[first] ?? 0)
    for (let stretch = first; stretch < this.#before.length - 1; stretch++) {
      if (this.#before[stretch] === this.#before[stretch + 1]) continue
      const inside = this.#beforeInside(stretch)
      for (let place = 0; place < inside.length - 1; place++) {
        const shown = (inside[place + 1] ?? 0) - (inside[place] ?? 0)
        if (skip < shown) this.#selectIn((stretch << STRETCH_BITS) + place, skip, count, records)
        skip = Math.max(0, skip - shown)
        if (records.length >= count) return records
      }
    }
    return records
  }

  /** Adds the shown records of a block but so many at its start, up to `count` in all. */
  #selectIn(block: number, skip: number, count: number, records: number[]): void {
    const start = block << BLOCK_BITS
    const kinds = this.#kindsIn(block)
    let toSkip = skip
    for (let place = 0; place < kinds.length && records.length < count; place++) {
      if (this.#shows(start + place, kinds[place] ?? 0) && toSkip-- <= 0)
        records.push(start + place)
    }
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

  /** The last stretch before which no more than `position` records are shown. */
  #stretchOf(position: number): number {
    const before = this.#before
    return firstWhere(1, before.length - 1, (stretch) => (before[stretch] ?? 0) > position) - 1
  }
}
