import type { Milliseconds } from './record'

/**
 * A range of time: whole seconds, both ends included. An end that is null is open, and then records
 * that come later are in it too.
 */
export interface TimeRange {
  readonly from: Milliseconds | null
  readonly until: Milliseconds | null
}

/** The second in which a time lies. */
export function wholeSecond(time: Milliseconds): Milliseconds {
  return Math.floor(time / 1000) * 1000
}

/** A record without a time, as there are at the beginning of a log, is in no range. */
export function isInRange(time: Milliseconds | null, { from, until }: TimeRange): boolean {
  if (from === null && until === null) return true
  if (time === null) return false
  const second = wholeSecond(time)
  return (from === null || second >= from) && (until === null || second <= until)
}

export function isSameRange(a: TimeRange | null, b: TimeRange | null): boolean {
  return a?.from === b?.from && a?.until === b?.until
}
