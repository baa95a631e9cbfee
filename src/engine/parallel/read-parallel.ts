import type { PooledSegment, SegmentPool } from './pool'
import type { LogKnowledge, ScannedSegment } from './segment-scanner'

/** Small enough for progress and for a quick hand-over, large enough for a worker to settle. */
const SEGMENT_BYTES = 16 * 1024 * 1024

/** The last of them are smaller, so that no thread waits long for another one, nor for what is behind the last cut. */
const LAST_SEGMENTS = 4
const LAST_PARTS = 4

/** Takes the segments in the order of the log. */
export interface SegmentTaker {
  /** A place from `from` on at which a record begins for certain, or null where none is near. */
  readonly findCut: (from: number) => Promise<number | null>
  /** Takes a segment with numbers for its kinds; false stops. */
  readonly take: (segment: ScannedSegment, numbers: Uint16Array, to: number) => boolean
  readonly adopt: (segment: ScannedSegment) => readonly number[]
}

interface Dispatched {
  readonly to: number
  readonly result: Promise<PooledSegment>
}

/** Segments for each scanner that are on their way: one of them may take longer than the others. */
const AHEAD = 4

/**
 * Scans a log from a certain beginning of a record on, with all scanners of a pool. The result does
 * not depend on how many there are: the cuts depend on the bytes alone, and the segments are taken
 * in their order. What is behind the last cut is left to the caller.
 */
export async function readParallel(
  pool: SegmentPool,
  start: number,
  size: number,
  known: LogKnowledge,
  taker: SegmentTaker,
  segmentBytes = SEGMENT_BYTES,
): Promise<void> {
  const inFlight: Dispatched[] = []
  /** By scanner: the number that each of its kinds has in the log. */
  const numbers = Array.from({ length: pool.size }, () => known.kinds.kinds.map((_, at) => at))
  pool.teach(known)
  let from = start
  let isAtEnd = false
  for (;;) {
    while (!isAtEnd && inFlight.length < AHEAD * pool.size) {
      const isNearEnd = size - from <= LAST_SEGMENTS * segmentBytes
      const bytes = isNearEnd ? Math.ceil(segmentBytes / LAST_PARTS) : segmentBytes
      const to = await cutAfter(from, bytes, size, taker)
      if (to === null) isAtEnd = true
      else {
        const result = pool.scan(from, to)
        // Awaited in its turn; until then a failure must not count as unhandled.
        result.catch(() => undefined)
        inFlight.push({ to, result })
        from = to
      }
    }
    const next = inFlight.shift()
    if (!next) return
    const { scanner, segment } = await next.result
    if (segment === null) return
    const own = (numbers[scanner] ??= [])
    own.length = segment.kindsBefore
    own.push(...taker.adopt(segment))
    if (!taker.take(segment, Uint16Array.from(own), next.to)) return
  }
}

async function cutAfter(from: number, bytes: number, size: number, taker: SegmentTaker) {
  for (let nominal = from + bytes; nominal < size; nominal += bytes) {
    const cut = await taker.findCut(nominal)
    if (cut !== null) return cut
  }
  return null
}
