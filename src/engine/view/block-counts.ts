import type { CountedRecords } from './counted'
import { KindTally } from './kind-tally'

/** Records whose kinds are counted together. */
export const BLOCK_BITS = 12
export const BLOCK_SIZE = 1 << BLOCK_BITS

/**
 * How often each kind occurs in each block of 4,096 records. A filter is a set of kinds, so its
 * counts follow from these sums, a few for each block, and no record is looked at.
 *
 * A full block is kept as pairs in a row: kind, count, kind, count, …
 */
export class BlockCounts implements CountedRecords {
  readonly #full: Uint16Array[] = []
  #open = new Map<number, number>()
  #openSize = 0

  get blocks(): number {
    return this.#full.length + (this.#openSize > 0 ? 1 : 0)
  }

  has(): boolean {
    return true
  }

  add(kind: number): void {
    this.addAll(kind, 1)
  }

  /** Counts some records of one kind, no more than the last block has room for. */
  addAll(kind: number, count: number): void {
    // Sealed only when the next record comes, so that the last one can always be taken back.
    if (this.#openSize === BLOCK_SIZE) {
      this.#full.push(Uint16Array.from([...this.#open].flat()))
      this.#open = new Map()
      this.#openSize = 0
    }
    this.#open.set(kind, (this.#open.get(kind) ?? 0) + count)
    this.#openSize += count
  }

  /** Counts records one after the other. */
  addColumn(kinds: Uint16Array): void {
    const tally = new KindTally()
    for (let at = 0; at < kinds.length;) {
      const room = BLOCK_SIZE - (this.#openSize % BLOCK_SIZE)
      const end = Math.min(kinds.length, at + room)
      for (; at < end; at++) tally.add(kinds[at] ?? 0)
      const pairs = tally.take()
      for (let pair = 0; pair < pairs.length; pair += 2) {
        this.addAll(pairs[pair] ?? 0, pairs[pair + 1] ?? 0)
      }
    }
  }

  /** Bytes that the counts of full blocks take. */
  get bytes(): number {
    return this.#full.reduce((sum, pairs) => sum + pairs.byteLength, 0)
  }

  /** Takes back the last `add`. */
  remove(kind: number): void {
    const left = (this.#open.get(kind) ?? 0) - 1
    if (left > 0) this.#open.set(kind, left)
    else this.#open.delete(kind)
    this.#openSize--
    if (this.#openSize === 0 && this.#full.length > 0) this.#reopen()
  }

  /** The kinds in a block and how often each occurs: kind, count, kind, count, … */
  pairsIn(block: number): ArrayLike<number> {
    return this.#full[block] ?? [...this.#open].flat()
  }

  /** The last block is empty: the one before it can lose records too. */
  #reopen(): void {
    const pairs = this.#full.pop() ?? new Uint16Array()
    for (let at = 0; at < pairs.length; at += 2) {
      this.#open.set(pairs[at] ?? 0, pairs[at + 1] ?? 0)
      this.#openSize += pairs[at + 1] ?? 0
    }
  }
}
