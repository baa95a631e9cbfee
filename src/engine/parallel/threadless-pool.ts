import type { SegmentPool } from './pool'
import type { LogKnowledge, SegmentScanner } from './segment-scanner'

/** Scanners without threads, for tests; they take turns, as threads would on a good day. */
export function threadlessPool(
  size: number,
  make: (number: number, known: LogKnowledge) => SegmentScanner,
): SegmentPool {
  let turn = 0
  let scanners: readonly SegmentScanner[] = []
  return {
    size,
    teach: (known) => {
      scanners = Array.from({ length: size }, (_, number) => make(number, known))
    },
    scan: (from, to) => {
      const scanner = turn++ % scanners.length
      return Promise.resolve({ scanner, segment: scanners[scanner]?.scan(from, to) ?? null })
    },
    close: () => Promise.resolve(),
  }
}
