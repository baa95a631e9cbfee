import type { Language } from '#shared/language'
import type { Milliseconds } from '#shared/record'

/** Dates beyond this are none to JavaScript, and formatting them throws. */
const LAST_DATE = 8.64e15

function isDate(time: Milliseconds): boolean {
  return Math.abs(time) <= LAST_DATE
}

/** `HH:MM:SS.mmm` in UTC. */
export function clockTime(time: Milliseconds | null): string {
  if (time === null || !isDate(time)) return ''
  const text = new Date(time).toISOString()
  return text.slice(text.indexOf('T') + 1, -1)
}

/** `YYYY-MM-DD` in UTC; also what two records are of the same day by. */
export function calendarDay(time: Milliseconds | null): string | null {
  if (time === null || !isDate(time)) return null
  const text = new Date(time).toISOString()
  return text.slice(0, text.indexOf('T'))
}

// Making a formatter takes longer than using it a hundred times.
const numbers = new Map<Language, Intl.NumberFormat>()
const formats = new Map<string, Intl.DateTimeFormat>()

/** For whole numbers in a language. */
export function wholeNumbers(language: Language): Intl.NumberFormat {
  const known = numbers.get(language)
  if (known) return known
  const made = new Intl.NumberFormat(language)
  numbers.set(language, made)
  return made
}

function dateFormat(language: Language, style: 'full' | 'short' | 'day'): Intl.DateTimeFormat {
  const key = `${language} ${style}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    hourCycle: 'h23',
    month: style === 'full' ? 'long' : 'short',
    day: 'numeric',
    ...(style === 'day' ? {} : { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    ...(style === 'full' ? { year: 'numeric', fractionalSecondDigits: 3 } : {}),
  })
  formats.set(key, made)
  return made
}

/** The whole date in words. */
export function fullDate(time: Milliseconds, language: Language): string {
  return isDate(time) ? dateFormat(language, 'full').format(time) : ''
}

/** Day and time without the year, for tables. */
export function shortDate(time: Milliseconds, language: Language): string {
  return isDate(time) ? dateFormat(language, 'short').format(time) : ''
}

/** The day without the year. */
export function dayName(time: Milliseconds, language: Language): string {
  return isDate(time) ? dateFormat(language, 'day').format(time) : ''
}

/** A share, from 0 to 1, in whole per cents. */
export function percentage(share: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share)
}

const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Rounded, in the largest unit that it reaches. */
export function fileSize(bytes: number, language: Language): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(1, bytes)) / 3), SIZE_UNITS.length - 1)
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: SIZE_UNITS[power] ?? 'byte',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** power)
}
