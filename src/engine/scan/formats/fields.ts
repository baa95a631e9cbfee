import { type Level, levelOf } from '#shared/level'
import type { Field, FieldValue, Format, Milliseconds } from '#shared/record'

import { head, type Head } from '../head'
import { valueText } from '../json'
import { parseEpochSeconds, parseIsoTime, type ParsedTime } from '../time'

/* Lines that are nothing but named fields, in JSON or logfmt: which of them are what. */

/** Keys under which programs put the parts of a record; the first that is there counts. */
const TIME_KEYS = ['ts', 'time', 'timestamp', '@timestamp', 't']
const LEVEL_KEYS = ['level', 'severity', 'lvl', 'log.level', 'levelname']
const LOGGER_KEYS = ['logger', 'name', 'log.logger']
const CALLER_KEYS = ['caller']
const MESSAGE_KEYS = ['msg', 'message']

/** A head put together from the fields of a line; without a message the line itself is it. */
export function headOfFields(format: Format, fields: readonly Field[], text: string): Head {
  const used = new Set<Field>()
  const take = (keys: readonly string[]): FieldValue | null => {
    for (const key of keys) {
      const field = fields.findLast(({ name }) => name === key)
      if (field) {
        used.add(field)
        return field.value
      }
    }
    return null
  }
  const message = take(MESSAGE_KEYS)
  const level = take(LEVEL_KEYS)
  const time = take(TIME_KEYS)
  const caller = take(CALLER_KEYS)
  // Where nothing else marks a record, `name` is just a field.
  const logger = message || level ? take(LOGGER_KEYS) : null
  const parsedTime = time && parseTime(time)
  return head(format, message === null ? text : valueText(message), {
    time: parsedTime?.hasZone ? parsedTime.ms : null,
    localTime: parsedTime?.hasZone === false ? parsedTime.ms : null,
    level: level && parseLevel(level),
    component: logger && valueText(logger),
    caller: caller && valueText(caller),
    fields: () => (message === null ? fields : fields.filter((field) => !used.has(field))),
  })
}

/** Whether fields in braces are a record of their own. */
export function saysLevelOrMessage(fields: readonly Field[]): boolean {
  return fields.some(({ name }) => LEVEL_KEYS.includes(name) || MESSAGE_KEYS.includes(name))
}

/** pino and bunyan count levels in tens. */
const TENS: readonly Level[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']

function parseLevel(value: FieldValue): Level | null {
  if (value.kind === 'number') return TENS[Number(value.value) / 10 - 1] ?? null
  return levelOf(valueText(value))
}

/** Seconds since 1970 reach this in the year 5138; more are milli-, micro- or nanoseconds. */
const LATEST_SECONDS = 1e11

function parseTime(value: FieldValue): ParsedTime | null {
  const text = valueText(value)
  if (value.kind !== 'number' && !/^\d{9,19}(?:\.\d+)?$/.test(text)) return parseIsoTime(text)
  const ms = parseEpoch(text)
  return ms === null ? null : { ms, hasZone: true }
}

function parseEpoch(text: string): Milliseconds | null {
  let number = Number(text)
  if (!(number >= LATEST_SECONDS)) return parseEpochSeconds(text)
  while (number >= LATEST_SECONDS * 1000) number /= 1000
  return Math.floor(number)
}
