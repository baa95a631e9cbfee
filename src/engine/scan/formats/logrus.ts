import { levelOf } from '#shared/level'
import type { Field } from '#shared/record'

import { head, type Head, lazily } from '../head'
import { findField, unescapeText, valueText } from '../json'
import { parseLogfmt } from '../logfmt'
import { parseIsoTime } from '../time'
import { namesTraefik } from './traefik'

const TEXT = /^time="([^"]+)" level=(\w+) msg=(?:"([^"\\]*(?:\\.[^"\\]*)*)("?)|(\S*)) ?(.*)$/s
const TERMINAL =
  /^(TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[(?:\d{4,}|\d{4}-\d\d-\d\dT[^\]]+)\] ?(.*)$/s

/** logrus' text, as go-rtmp in ingress and Traefik v2 write it; quoted values hold whole stacks as `\n`. */
export function readLogrus(text: string): Head | null {
  if (text.startsWith('time="')) return readText(text)
  const terminal = TERMINAL.exec(text)
  if (!terminal) return null
  const [, level = '', message = ''] = terminal
  return head('logrus', message.trimEnd(), { level: shortLevel(level), isOpenEnded: true })
}

function readText(text: string): Head | null {
  const parts = TEXT.exec(text)
  if (!parts) return null
  const [, time = '', level = '', quoted, closing = '', bare = '', rest = ''] = parts
  const parsed = parseIsoTime(time)
  const fields = lazily(() => parseLogfmt(rest))
  return head('logrus', quoted === undefined ? bare : unescapeText(quoted), {
    time: parsed?.hasZone ? parsed.ms : null,
    localTime: parsed?.hasZone === false ? parsed.ms : null,
    level: levelOf(level),
    component: loggerOf(rest, fields),
    fields: () => fields().filter(({ name }) => name !== 'logger'),
    isComplete: quoted === undefined || closing !== '',
  })
}

function loggerOf(rest: string, fields: () => readonly Field[]): string | null {
  if (!rest.includes('logger=')) return namesTraefik(rest) ? 'traefik' : null
  const value = findField(fields(), 'logger')
  return value && valueText(value)
}

/** On a terminal logrus cuts its levels to four letters. */
function shortLevel(level: string) {
  const whole: Record<string, string> = {
    TRAC: 'trace',
    DEBU: 'debug',
    ERRO: 'error',
    FATA: 'fatal',
    PANI: 'panic',
  }
  return levelOf(whole[level] ?? level)
}
