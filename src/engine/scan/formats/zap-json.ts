import { levelOf } from '#shared/level'
import type { Field, Format } from '#shared/record'

import { head, type Head, lazily } from '../head'
import { parseObject, unescapeText } from '../json'
import { parseEpochSeconds } from '../time'
import { readTraefikAccess } from './access-log'
import { headOfFields, saysLevelOrMessage } from './fields'
import { readTraefikJson } from './traefik'

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
  return readZap(text) ?? readTraefikAccess(text) ?? readTraefikJson(text) ?? readAnyJson(text)
}

function readZap(text: string): Head | null {
  const parts = ZAP_HEAD.exec(text)
  if (!parts) return null
  const [, level = '', seconds = '', logger, caller, message = ''] = parts
  const end = parts[0].length
  return head('zap-json', message.includes('\\') ? unescapeText(message) : message, {
    time: parseEpochSeconds(seconds),
    level: levelOf(level),
    component: componentOf(logger ?? null, caller ?? null),
    caller: caller ?? null,
    // Behind the beginning `caller` or `level` can be a field (egress' GStreamer records).
    fields: lazily(() => parseObject(text, end - 1).fields),
    isComplete: text.endsWith('}'),
  })
}

function componentOf(logger: string | null, caller: string | null): string | null {
  return logger !== null && caller === null && CADDY_LOGGER.test(logger)
    ? `caddy.${logger}`
    : logger
}

function readAnyJson(text: string): Head | null {
  const { fields, isComplete, end } = parseObject(text)
  if (fields.length === 0) return null
  const found = headOfFields(formatOf(fields), fields, text)
  return {
    ...found,
    component: componentOf(found.component, found.caller),
    isComplete: isComplete || end < text.length,
  }
}

function formatOf(fields: readonly Field[]): Format {
  const names = new Set(fields.map(({ name }) => name))
  if (!names.has('msg')) return 'json'
  if (names.has('ts')) return 'zap-json'
  // pino writes a number.
  const hasLevelWord = fields.some(({ name, value }) => name === 'level' && value.kind === 'text')
  return names.has('time') && hasLevelWord ? 'logrus' : 'json'
}

/** Whether a line that starts with a brace is a record of its own, and not the wrapped fields of one. */
export function isJsonRecord(text: string): boolean {
  return saysLevelOrMessage(parseObject(text).fields)
}
