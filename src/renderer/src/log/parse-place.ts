import type { Milliseconds } from '#shared/record'
import { readTime } from '#shared/written-time'

/** Where in a log somebody wants to go. */
export type Place =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'time'; readonly time: Milliseconds }

const LINE = /^\d{1,15}$/

/** Reads `1234` as a line, and what readTime reads as a time; one without a date is on the day of `inSight`. */
export function parsePlace(text: string, inSight: Milliseconds | null): Place | null {
  const trimmed = text.trim()
  if (LINE.test(trimmed)) {
    const line = Number(trimmed)
    return line > 0 ? { kind: 'line', line } : null
  }
  const time = readTime(trimmed, inSight)
  return time && { kind: 'time', time: time.first }
}
