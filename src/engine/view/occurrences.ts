import type { KindOccurrence } from '../index/kind-stats'
import type { RecordIndex } from '../index/record-index'
import { BLOCK_BITS, BLOCK_SIZE } from './block-counts'
import type { CountedRecords } from './counted'

interface Span {
  count: number
  readonly firstBlock: number
  lastBlock: number
}

/** How often each kind occurs among some records, and when first and last, in the order of the log. */
export function occurrencesAmong(
  records: CountedRecords,
  index: RecordIndex,
): ReadonlyMap<number, KindOccurrence> {
  const spans = new Map<number, Span>()
  for (let block = 0; block < records.blocks; block++) {
    const pairs = records.pairsIn(block)
    for (let at = 0; at < pairs.length; at += 2) {
      const kind = pairs[at] ?? 0
      const count = pairs[at + 1] ?? 0
      const span = spans.get(kind)
      if (!span) spans.set(kind, { count, firstBlock: block, lastBlock: block })
      else {
        span.count += count
        span.lastBlock = block
      }
    }
  }
  const occurrences = new Map<number, KindOccurrence>()
  for (const [kind, { count, firstBlock, lastBlock }] of spans) {
    const isOne = (record: number) => index.kindOf(record) === kind && records.has(record)
    const first = recordsOf(firstBlock, index).find(isOne) ?? 0
    const last = recordsOf(lastBlock, index).findLast(isOne) ?? first
    const [firstTime, lastTime] = [index.timeOf(first), index.timeOf(last)]
    occurrences.set(kind, { count, firstRecord: first, firstTime, lastTime })
  }
  return occurrences
}

function recordsOf(block: number, index: RecordIndex): number[] {
  const start = block << BLOCK_BITS
  const count = Math.min(BLOCK_SIZE, index.count - start)
  return Array.from({ length: count }, (_, place) => start + place)
}
