import type { Language } from '#shared/language'
import type { Milliseconds } from '#shared/record'
import type { TimeRange } from '#shared/time-range'

import { calendarDay, clockTime, dayName } from '../text/format'
import type { Translate } from '../text/i18n'

/** `HH:MM:SS` in UTC. */
function clockSecond(time: Milliseconds): string {
  return clockTime(time).slice(0, 8)
}

/** `YYYY-MM-DD HH:MM:SS`, as readTime reads it again. */
export function writtenSecond(time: Milliseconds): string {
  return `${calendarDay(time) ?? ''} ${clockSecond(time)}`
}

/** `20 Nov, 17:33:05` */
export function momentText(time: Milliseconds, language: Language): string {
  return `${dayName(time, language)}, ${clockSecond(time)}`
}

/** A range in few words: the day is named once, or twice where it is not the same. */
export function rangeText({ from, until }: TimeRange, t: Translate, language: Language): string {
  const named = (time: Milliseconds) => momentText(time, language)
  if (from === null) {
    return until === null ? t('timeline.all') : t('timeline.until', { until: named(until) })
  }
  if (until === null) return t('timeline.from', { from: named(from) })
  const isOneDay = calendarDay(from) === calendarDay(until)
  const end = isOneDay ? clockSecond(until) : named(until)
  return t('timeline.range', { from: named(from), until: end })
}
