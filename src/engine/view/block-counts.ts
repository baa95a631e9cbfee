import type { CountedRecords } from './counted'

/** Records whose kinds are counted together. */
export const BLOCK_BITS = 12
export const BLOCK_SIZE = 1 << BLOCK_BITS

/** Blocks that are summed up together once more. */
export const STRETCH_BITS = 6
const STRETCH_SIZE = 1 << STRETCH_BITS

/** What two bytes can tell apart. */
const KINDS = 0x10000

/**
 * How often each kind occurs in each block of 4,096 records. A filter is a set of kinds, so its
 * counts follow from these sums, a few for each block, and no record is looked at.
 *
 * A full block is kept as pairs in a row: kind, count, kind, count, … So are the sums of a stretch of
 * 64 full blocks: of 50 million records some 200 of them say how many a filter shows.
 */
export class BlockCounts implements CountedRecords {
  #full: Uint16Array[] = []
  #stretches: Uint32Array[] = []
  /** Of the last block: how often each kind occurs, and which ones do. */
  #open = new Uint16Array(KINDS)
  #openKinds = new Uint16Array(BLOCK_SIZE + 1)
  #openKindCount = 0
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
    if (this.#openSize === BLOCK_SIZE) this.#seal()
    const known = this.#open[kind] ?? 0
    if (known === 0) this.#openKinds[this.#openKindCount++] = kind
    this.#open[kind] = known + count
    this.#openSize += count
  }

  /** Counts records one after the other. */
  addColumn(kinds: Uint16Array): void {
    for (let from = 0; from < kinds.length;) {
      if (this.#openSize === BLOCK_SIZE) this.#seal()
      const to = Math.min(kinds.length, from + BLOCK_SIZE - this.#openSize)
      const place = this.#openKindCount
      this.#openKindCount = countKinds(kinds, from, to, this.#open, this.#openKinds, place)
      this.#openSize += to - from
      from = to
    }
  }

  /** Takes the counts of another one in place of its own; the other one is used no more. */
  takeOver(other: BlockCounts): void {
    this.#full = other.#full
    this.#stretches = other.#stretches
    this.#open = other.#open
    this.#openKinds = other.#openKinds
    this.#openKindCount = other.#openKindCount
    this.#openSize = other.#openSize
  }

  /** Bytes that the counts of full blocks take. */
  get bytes(): number {
    return [...this.#full, ...this.#stretches].reduce((sum, pairs) => sum + pairs.byteLength, 0)
  }

  /** Takes back the last `add`. */
  remove(kind: number): void {
    const left = (this.#open[kind] ?? 1) - 1
    this.#open[kind] = left
    if (left === 0) {
      const place = this.#openKinds.lastIndexOf(kind, this.#openKindCount - 1)
      this.#openKinds.copyWithin(place, place + 1, this.#openKindCount)
      this.#openKindCount--
    }
    this.#openSize--
    if (this.#openSize === 0 && this.#full.length > 0) this.#reopen()
  }

  /** The kinds in a block and how often each occurs: kind, count, kind, count, … */
  pairsIn(block: number): ArrayLike<number> {
    return this.#full[block] ?? this.#openPairs()
  }

  pairsOver(stretch: number): ArrayLike<number> | undefined {
    return this.#stretches[stretch]
  }

  #openPairs(): Uint16Array {
    const pairs = new Uint16Array(2 * this.#openKindCount)
    for (let place = 0; place < this.#openKindCount; place++) {
      const kind = this.#openKinds[place] ?? 0
      pairs[2 * place] = kind
      pairs[2 * place + 1] = this.#open[kind] ?? 0
    }
    return pairs
  }

  #seal(): void {
    const pairs = this.#openPairs()
    this.#full.push(pairs)
    for (let at = 0; at < pairs.length; at += 2) this.#open[pairs[at] ?? 0] = 0
    this.#openKindCount = 0
    this.#openSize = 0
    if (this.#full.length % STRETCH_SIZE === 0) {
      this.#stretches.push(sumOf(this.#full.slice(-STRETCH_SIZE)))
    }
  }

  /** The last block is empty: the one before it can lose records too. */
  #reopen(): void {
    const pairs = this.#full.pop() ?? new Uint16Array()
    this.#stretches.length = this.#full.length >>> STRETCH_BITS
    for (let at = 0; at < pairs.length; at += 2) {
      this.addAll(pairs[at] ?? 0, pairs[at + 1] ?? 0)
    }
  }
}

/**
 * Counts the records from `from` on, before `to`; the kinds that were not there yet are written to
 * `found` from `place` on. Returns the place behind them.
 *
 * A log of 50 million records comes by here, so nothing hangs on whether a kind is new: each is written
 * behind the known ones, and stays there if it is. And nothing else is here, for V8 to compile it at once.
 */
function countKinds(
  kinds: Uint16Array,
  from: number,
  to: number,
  counts: Uint16Array,
  found: Uint16Array,
  place: number,
): number {
  for (let at = from; at < to; at++) {
    const kind = kinds[at] ?? 0
    const known = counts[kind] ?? 0
    found[place] = kind
    place += (known - 1) >>> 31
    counts[kind] = known + 1
  }
  return place
}

/** The counts of some blocks together, as pairs in a row. */
function sumOf(blocks: readonly Uint16Array[]): Uint32Array {
  const counts = new Uint32Array(KINDS)
  const kinds: number[] = []
  for (const pairs of blocks) {
    for (let at = 0; at < pairs.length; at += 2) {
      const kind = pairs[at] ?? 0
      const known = counts[kind] ?? 0
      if (known === 0) kinds.push(kind)
      counts[kind] = known + (pairs[at + 1] ?? 0)
    }
  }
  const sums = new Uint32Array(2 * kinds.length)
  for (let place = 0; place < kinds.length; place++) {
    const kind = kinds[place] ?? 0
    sums[2 * place] = kind
    sums[2 * place + 1] = counts[kind] ?? 0
  }
  return sums
}
