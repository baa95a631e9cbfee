import type { Milliseconds } from '#shared/record'

/** Where in a log somebody wants to go. */
export type Place =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'time'; readonly time: Milliseconds }

const LINE = /^\d{1,15}$/
const TIME = /^(?:(\d{4}-\d\d-\d\d)[T ]+)?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:Z|UTC)?$/i

/**
 * Reads `1234` as a line, and `17:33`, `17:33:05` or `2026-11-20 17:33` as a time in UTC. A time
 * without a date is on the day of `inSight`. Null for anything else.
 */
export function parsePlace(text: string, inSight: Milliseconds | null): Place | null {
  const trimmed = text.trim()
  if (LINE.test(trimmed)) {
    const line = Number(trimmed)
    return line > 0 ? { kind: 'line', line } : null
  }
  const parts = TIME.exec(trimmed)
  if (!parts) return null
  const [, date = dayOf(inSight), hours = '', minutes, seconds = '00'] = parts
  if (date === null) return null
  const time = Date.parse(`${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}Z`)
  return Number.isNaN(time) ? null : { kind: 'time', time }
}

function dayOf(time: Milliseconds | null): string | null {
  return time === null ? null : new Date(time).toISOString().slice(0, 10)
}
