import { levelOf } from '#shared/level'
import type { Field, FieldValue, Format } from '#shared/record'

import { head, type Head, lazily } from '../head'
import { parseObject, unescapeText, valueText } from '../json'
import { parseEpochSeconds, parseIsoTime } from '../time'

/**
 * The beginning that zap's encoder always writes in this order (protocol logger/zaputil). What
 * follows the message is read only when somebody asks.
 */
const ZAP_HEAD =
  /^\{"level":"([a-z]+)","ts":([\d.]+)(?:,"logger":"([^"\\]*)")?(?:,"caller":"([^"\\]*)")?,"msg":"([^"\\]*(?:\\.[^"\\]*)*)"/

/** Top-level loggers of Caddy, whose records differ from LiveKit's by having no caller. */
const CADDY_LOGGER = /^(?:http|tls|admin|pki|events|layer4|docker-proxy|watcher|caddy)(?:\.|$)/

/** A line that is one JSON object: zap's, logrus', Python's or another's. */
export function readJson(text: string): Head | null {
  if (text.charCodeAt(0) !== 0x7b) return null
  return readZap(text) ?? readAnyJson(text)
}

function readZap(text: string): Head | null {
  const parts = ZAP_HEAD.exec(text)
  if (!parts) return null
  const [, level = '', seconds = '', logger, caller, message = ''] = parts
  const headKeys = 3 + (logger === undefined ? 0 : 1) + (caller === undefined ? 0 : 1)
  return head('zap-json', message.includes('\\') ? unescapeText(message) : message, {
    time: parseEpochSeconds(seconds),
    level: levelOf(level),
    component: componentOf(logger ?? null, caller ?? null),
    caller: caller ?? null,
    // The beginning is in order; behind it `caller` or `level` can be a field (egress' GStreamer records).
    fields: lazily(() => parseObject(text).fields.slice(headKeys)),
    isComplete: text.endsWith('}'),
  })
}

function componentOf(logger: string | null, caller: string | null): string | null {
  return logger !== null && caller === null && CADDY_LOGGER.test(logger)
    ? `caddy.${logger}`
    : logger
}

/** Keys under which programs put the parts of a record; the first that is there counts. */
const TIME_KEYS = ['ts', 'time', 'timestamp', '@timestamp', 't']
const LEVEL_KEYS = ['level', 'severity', 'lvl']
const LOGGER_KEYS = ['logger', 'name']
const CALLER_KEYS = ['caller']
const MESSAGE_KEYS = ['msg', 'message']

function readAnyJson(text: string): Head | null {
  const { fields, isComplete, end } = parseObject(text)
  if (fields.length === 0) return null
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
  return head(formatOf(fields), message === null ? text : valueText(message), {
    time: parsedTime?.hasZone ? parsedTime.ms : null,
    localTime: parsedTime?.hasZone === false ? parsedTime.ms : null,
    level: level && levelOf(valueText(level)),
    component: componentOf(logger && valueText(logger), caller && valueText(caller)),
    caller: caller && valueText(caller),
    fields: () => (message === null ? fields : fields.filter((field) => !used.has(field))),
    isComplete: isComplete || end < text.length,
  })
}

function formatOf(fields: readonly Field[]): Format {
  const names = new Set(fields.map(({ name }) => name))
  if (!names.has('msg')) return 'json'
  if (names.has('ts')) return 'zap-json'
  return names.has('time') && names.has('level') ? 'logrus' : 'json'
}

function parseTime(value: FieldValue) {
  if (value.kind !== 'number') return parseIsoTime(valueText(value))
  const ms = parseEpochSeconds(value.value)
  return ms === null ? null : { ms, hasZone: true }
}

/** Whether a line that starts with a brace is a record of its own, and not the wrapped fields of one. */
export function isJsonRecord(text: string): boolean {
  const { fields } = parseObject(text)
  return fields.some(({ name }) => LEVEL_KEYS.includes(name) || MESSAGE_KEYS.includes(name))
}
