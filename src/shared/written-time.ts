import type { Milliseconds } from './record'

/** What a written time means: `17:33` is the whole minute, `17:33:05` a second, a date a day. */
export interface WrittenTime {
  /** The first second of it, and the last. */
  readonly first: Milliseconds
  readonly last: Milliseconds
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

const WRITTEN =
  /^(?:(?<date>\d{4}-\d\d-\d\d)(?:[T ]+|$))?(?:(?<hours>\d{1,2}):(?<minutes>\d\d)(?::(?<seconds>\d\d)(?:[.,]\d+)?)?\s*(?<zone>Z|UTC|[+-]\d\d:?\d\d)?)?$/i

/**
 * Reads `17:33`, `17:33:05`, `2026-11-20 17:33`, `2026-11-20T17:33:05+03:00` or `2026-11-20`, in UTC
 * where it names no zone; null for anything else.
 *
 * @param sameDay any time on the day that is meant where none is named
 */
export function readTime(text: string, sameDay: Milliseconds | null): WrittenTime | null {
  const trimmed = text.trim()
  const parts = trimmed === '' ? undefined : WRITTEN.exec(trimmed)?.groups
  if (!parts) return null
  const { date = dayOf(sameDay), hours, minutes = '00', seconds, zone = 'Z' } = parts
  const midnight = date === null ? Number.NaN : Date.parse(`${date}T00:00:00Z`)
  // Date.parse takes the 30th of February for the 2nd of March.
  if (Number.isNaN(midnight) || dayOf(midnight) !== date) return null
  if (hours === undefined) return { first: midnight, last: midnight + DAY - SECOND }
  const clock = `${hours.padStart(2, '0')}:${minutes}:${seconds ?? '00'}`
  const first = Date.parse(`${date}T${clock}${zone.toUpperCase() === 'UTC' ? 'Z' : zone}`)
  if (Number.isNaN(first)) return null
  return { first, last: seconds === undefined ? first + MINUTE - SECOND : first }
}

function dayOf(time: Milliseconds | null): string | null {
  return time === null ? null : new Date(time).toISOString().slice(0, 10)
}
