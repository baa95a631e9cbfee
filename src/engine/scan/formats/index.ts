import { head, type Head } from '../head'
import { parseObject } from '../json'
import { readGoLog, readGoPanic, readPion, readSlogColor } from './go'
import { readLogrus } from './logrus'
import {
  readAccessLog,
  readCompose,
  readCoturn,
  readGstreamer,
  readPulseaudio,
  readPython,
  readRedis,
  readShell,
  readTraefik,
} from './neighbours'
import { findTail, readCallerFirst, readConsole } from './zap-console'
import { readJson } from './zap-json'

type Reader = (text: string) => Head | null

/** Formats that begin with a digit, and those that do not: a line is tried on half of them. */
const AFTER_DIGIT: readonly Reader[] = [
  readConsole,
  readTraefik,
  readGoLog,
  readPython,
  readSlogColor,
  readRedis,
  readGstreamer,
  readAccessLog,
  readCoturn,
]
const AFTER_OTHER: readonly Reader[] = [
  readConsole,
  readLogrus,
  readGoPanic,
  readPion,
  readGstreamer,
  readPulseaudio,
  readShell,
  readCompose,
  readGoLog,
  readAccessLog,
  readCallerFirst,
]

/** The head that a line begins, or null where it is not the beginning of a record in any known format. */
export function readHead(body: string): Head | null {
  const text = body.charCodeAt(0) === 0x20 ? body.trimStart() : body
  const first = text.charCodeAt(0)
  if (first === 0x7b) return readJson(text)
  for (const read of first >= 0x30 && first <= 0x39 ? AFTER_DIGIT : AFTER_OTHER) {
    const found = read(text)
    if (found) return found
  }
  return null
}

/** A line of no known format, taken as a record of its own; fields in JSON at its end are cut off. */
export function readPlain(body: string): Head {
  const text = body.trim()
  const tail = text.endsWith('}') ? findTail(text) : null
  if (tail === null || tail === 0) return head('plain', text)
  return head('plain', text.slice(0, tail).trimEnd(), {
    fields: () => parseObject(text, tail).fields,
  })
}
