import { BLOCK_BITS, BLOCK_SIZE } from '../view/block-counts'
import type { CountedRecords } from '../view/counted'
import { KindTally } from '../view/kind-tally'

interface Block {
  readonly bits: Uint8Array
  /** How often each kind occurs among the matches: kind, count, kind, count, … */
  pairs: Uint16Array
}

/**
 * Which records match: a bit each, and for every block of 4,096 how many there are of each kind. So
 * the counts of a view follow from small sums, as those of BlockCounts do, and a filter that changes
 * reads neither bits nor the file.
 *
 * Those that were searched lie behind each other; more are added at both ends.
 */
export class Matches implements CountedRecords {
  readonly #kindOf: (record: number) => number
  /** Null where nothing matches in the block. */
  readonly #blocks: (Block | null)[] = []
  readonly #totals: number[] = []
  #from: number
  #to: number
  #count = 0

  /** @param around a record; its block is the first one that is searched */
  constructor(kindOf: (record: number) => number, around: number) {
    this.#kindOf = kindOf
    this.#from = this.#to = startOfBlock(around)
  }

  /** The first record that was searched: a block begins with it. */
  get from(): number {
    return this.#from
  }

  /** Behind the last one. */
  get to(): number {
    return this.#to
  }

  /** How many were searched. */
  get searched(): number {
    return this.#to - this.#from
  }

  get count(): number {
    return this.#count
  }

  get blocks(): number {
    return this.#blocks.length
  }

  /** Bytes that they take. */
  get bytes(): number {
    return this.#blocks.reduce(
      (sum, block) => sum + (block ? block.bits.byteLength + block.pairs.byteLength : 0),
      0,
    )
  }

  has(record: number): boolean {
    const bits = this.#blocks[record >>> BLOCK_BITS]?.bits
    const place = record & (BLOCK_SIZE - 1)
    return bits !== undefined && ((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0
  }

  /** How many matches there are of a kind. */
  totalOf(kind: number): number {
    return this.#totals[kind] ?? 0
  }

  pairsIn(block: number): ArrayLike<number> {
    return this.#blocks[block]?.pairs ?? []
  }

  /** Takes the bits of the records up to `end`, which lie in the block of the next one; null for none. */
  add(end: number, bits: Uint8Array | null, count: number): void {
    const block = this.#to >>> BLOCK_BITS
    this.#to = end
    this.#addIn(block, bits, count)
  }

  /** Takes the bits of the block before the first. */
  addBefore(bits: Uint8Array | null, count: number): void {
    this.#from -= BLOCK_SIZE
    this.#addIn(this.#from >>> BLOCK_BITS, bits, count)
  }

  #addIn(block: number, bits: Uint8Array | null, count: number): void {
    const known = this.#blocks[block] ?? null
    this.#blocks[block] = known
    if (bits === null) return
    this.#count += count
    const added = this.#countKinds(block, bits, 1)
    if (known) {
      bits.forEach((byte, place) => (known.bits[place] = (known.bits[place] ?? 0) | byte))
      known.pairs = withPairs(known.pairs, added)
    } else {
      this.#blocks[block] = { bits, pairs: withPairs(new Uint16Array(), added) }
    }
  }

  /** Forgets the records from `record` on; they must still have the kinds that they were added with. */
  truncate(record: number): void {
    if (record >= this.#to) return
    this.#to = record
    if (record <= this.#from) this.#from = this.#to = startOfBlock(record)
    const block = record >>> BLOCK_BITS
    for (let number = this.#blocks.length - 1; number >= block; number--) {
      this.#forget(number, Math.max(0, record - (number << BLOCK_BITS)))
    }
    this.#blocks.length = (record + BLOCK_SIZE - 1) >>> BLOCK_BITS
  }

  #forget(block: number, from: number): void {
    const known = this.#blocks[block]
    if (!known) return
    const gone = new Uint8Array(known.bits.length)
    for (let place = from; place < BLOCK_SIZE; place++) {
      const bit = 1 << (place & 7)
      gone[place >> 3] = (gone[place >> 3] ?? 0) | ((known.bits[place >> 3] ?? 0) & bit)
    }
    const removed = this.#countKinds(block, gone, -1)
    for (const count of removed.values()) this.#count += count
    known.pairs = withPairs(known.pairs, removed)
    gone.forEach((byte, place) => (known.bits[place] = (known.bits[place] ?? 0) & ~byte))
  }

  /** The kinds under the bits, each time `sign`; the totals take them as well. */
  #countKinds(block: number, bits: Uint8Array, sign: 1 | -1): Map<number, number> {
    const tally = new KindTally()
    for (let place = 0; place < bits.length; place++) {
      let byte = bits[place] ?? 0
      while (byte !== 0) {
        const record = (block << BLOCK_BITS) + (place << 3) + (31 - Math.clz32(byte & -byte))
        tally.add(this.#kindOf(record))
        byte &= byte - 1
      }
    }
    const changes = new Map<number, number>()
    const pairs = tally.take()
    for (let at = 0; at < pairs.length; at += 2) {
      const kind = pairs[at] ?? 0
      const change = sign * (pairs[at + 1] ?? 0)
      changes.set(kind, change)
      this.#totals[kind] = (this.#totals[kind] ?? 0) + change
    }
    return changes
  }
}

function startOfBlock(record: number): number {
  return record - (record & (BLOCK_SIZE - 1))
}

function withPairs(pairs: Uint16Array, changes: ReadonlyMap<number, number>): Uint16Array {
  const counts = new Map<number, number>()
  for (let at = 0; at < pairs.length; at += 2) counts.set(pairs[at] ?? 0, pairs[at + 1] ?? 0)
  for (const [kind, change] of changes) counts.set(kind, (counts.get(kind) ?? 0) + change)
  return Uint16Array.from([...counts].filter(([, count]) => count > 0).flat())
}
