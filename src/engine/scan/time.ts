import type { Milliseconds } from '#shared/record'

/*
 * The times of log lines, read by position: `Date.parse` is slower and more lenient than a log
 * deserves. All functions give null for what is no such time.
 */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAY_MS = 86_400_000

let lastDate = ''
let lastDateMs = 0

/** Midnight UTC of `YYYY-MM-DD`; nearly always the same day as the time before. */
function dateMs(date: string): number {
  if (date !== lastDate) {
    lastDateMs = Date.UTC(
      Number(date.slice(0, 4)),
      Number(date.slice(5, 7)) - 1,
      Number(date.slice(8, 10)),
    )
    lastDate = date
  }
  return lastDateMs
}

const ISO =
  /^(\d{1,4})(-\d\d-\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d(?::?\d{0,2})?)?$/

export interface ParsedTime {
  /** As UTC where the text names no zone. */
  readonly ms: Milliseconds
  readonly hasZone: boolean
}

/** RFC 3339 and its relatives; fractions are cut to milliseconds as Go cuts them. */
export function parseIsoTime(text: string): ParsedTime | null {
  const parts = ISO.exec(text)
  if (!parts) return null
  const [, year = '', date = '', hours, minutes, seconds, fraction = '', zone] = parts
  // A paste that lost the first characters of its first line: "025-10-03T…".
  const wholeYear = '202'.slice(0, 4 - year.length) + year
  const ms =
    dateMs(wholeYear + date) +
    Number(hours) * 3_600_000 +
    Number(minutes) * 60_000 +
    Number(seconds) * 1000 +
    milliseconds(fraction)
  if (Number.isNaN(ms)) return null
  return { ms: ms - zoneOffset(zone), hasZone: zone !== undefined }
}

function milliseconds(fraction: string): number {
  return fraction === '' ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'))
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  // The end of the zone may be cut off with the end of its line.
  const minutes =
    Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '').padEnd(2, '0'))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

/** zap's `ts`: seconds since 1970 as a decimal, read digit by digit so that no float rounds it. */
export function parseEpochSeconds(text: string): Milliseconds | null {
  const parts = /^(\d{1,12})(?:\.(\d+))?$/.exec(text)
  if (parts) return Number(parts[1]) * 1000 + milliseconds(parts[2] ?? '')
  const value = Number(text)
  return text !== '' && Number.isFinite(value) ? Math.floor(value * 1000) : null
}

/** Go's `2026/03/07 01:57:05`, zone of the host unknown. */
export function parseGoTime(text: string): Milliseconds | null {
  return parseIsoTime(text.replaceAll('/', '-'))?.ms ?? null
}

/** Redis' `25 Jul 2023 09:38:30.700`, zone of the host unknown. */
export function parseRedisTime(text: string): Milliseconds | null {
  const month = MONTHS.indexOf(text.slice(3, 6)) + 1
  const iso = `${text.slice(7, 11)}-${twoDigits(month)}-${text.slice(0, 2)}T${text.slice(12)}`
  return month === 0 ? null : (parseIsoTime(iso)?.ms ?? null)
}

/** The common log format's `10/Oct/2000:13:55:36 -0700`; the zone may be missing, or a fraction stand before it. */
export function parseDayFirstTime(text: string): Milliseconds | null {
  const month = MONTHS.indexOf(text.slice(3, 6)) + 1
  const iso = `${text.slice(7, 11)}-${twoDigits(month)}-${text.slice(0, 2)}T${text.slice(12).replace(' ', '')}`
  return month === 0 ? null : (parseIsoTime(iso)?.ms ?? null)
}

/**
 * Syslog's `Sep 06 13:39:35`: no zone, and no year. The year is the last one in which this day does
 * not lie in the future of `reference` (a day of grace for zones).
 */
export function parseSyslogTime(text: string, reference: Milliseconds): Milliseconds | null {
  const month = MONTHS.indexOf(text.slice(0, 3)) + 1
  if (month === 0) return null
  const rest = `-${twoDigits(month)}-${text.slice(4, 6).replace(' ', '0')}T${text.slice(7)}`
  const year = new Date(reference).getUTCFullYear()
  const ms = parseIsoTime(`${year}${rest}`)?.ms ?? null
  if (ms === null || ms <= reference + DAY_MS) return ms
  return parseIsoTime(`${year - 1}${rest}`)?.ms ?? null
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
