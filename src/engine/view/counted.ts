/**
 * Some records of a log, counted by block and kind, so that sums over them need no look at records:
 * all records, those that match a text, those of a range of time.
 */
export interface CountedRecords {
  /** Blocks of 4,096 that may hold some of them. */
  readonly blocks: number
  /** The kinds in a block and how often each occurs: kind, count, kind, count, … */
  readonly pairsIn: (block: number) => ArrayLike<number>
  /** The same of a stretch of blocks together, where that is known. */
  readonly pairsOver?: (stretch: number) => ArrayLike<number> | undefined
  /** Whether this record is one of them. */
  readonly has: (record: number) => boolean
}

/** How many of some pairs have a kind for which `isShown` holds a 1. */
export function shownAmong(pairs: ArrayLike<number>, isShown: Uint8Array): number {
  let shown = 0
  for (let at = 0; at < pairs.length; at += 2) {
    if (isShown[pairs[at] ?? 0] === 1) shown += pairs[at + 1] ?? 0
  }
  return shown
}

/** How many there are of each kind, at its number. */
export function totalsAmong(records: CountedRecords): number[] {
  const totals: number[] = []
  for (let block = 0; block < records.blocks; block++) {
    const pairs = records.pairsIn(block)
    for (let at = 0; at < pairs.length; at += 2) {
      const kind = pairs[at] ?? 0
      totals[kind] = (totals[kind] ?? 0) + (pairs[at + 1] ?? 0)
    }
  }
  return totals
}
