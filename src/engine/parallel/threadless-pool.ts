import type { SegmentPool } from './pool'
import type { SegmentScanner } from './segment-scanner'

/** Scanners without threads, for tests; they take turns, as threads would on a good day. */
export function threadlessPool(scanners: readonly SegmentScanner[]): SegmentPool {
  let turn = 0
  return {
    size: scanners.length,
    scan: (from, to) => {
      const scanner = turn++ % scanners.length
      return Promise.resolve({ scanner, segment: scanners[scanner]?.scan(from, to) ?? null })
    },
    close: () => Promise.resolve(),
  }
}
