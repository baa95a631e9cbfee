import type { FieldValue } from '#shared/record'

/**
 * Go's zero time as LiveKit's loggers print it: year 1, or what is left of it in nanoseconds of 64
 * bits. It means that something never happened.
 */
const ZERO_TIMES = [
  '0001-01-01T00:00:00',
  '1754-08-30T22:43:41.128',
  '-6795364578.87',
  '-62135596800',
]

export function isZeroTime(value: FieldValue): boolean {
  return 'value' in value && ZERO_TIMES.some((text) => value.value.startsWith(text))
}
