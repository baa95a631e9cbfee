import type { Milliseconds } from '#shared/record'

import { head, type Head } from '../head'
import { readAccessLog } from './access-log'
import { readGoLog, readGoPanic, readPion, readSlogColor } from './go'
import { cutJsonTail } from './json-tail'
import { readLogfmt } from './logfmt'
import { readLogrus } from './logrus'
import {
  readCompose,
  readCoturn,
  readGstreamer,
  readNginx,
  readPulseaudio,
  readPython,
  readRedis,
  readShell,
} from './neighbours'
import { readTraefik } from './traefik'
import { readLevelAlone, readTimed } from './unknown-program'
import { readCallerFirst, readConsole } from './zap-console'
import { readJson } from './zap-json'

type Reader = (text: string) => Head | null

/** Formats that begin with a digit, and those that do not: a line is tried on half of them. */
const AFTER_DIGIT: readonly Reader[] = [
  readConsole,
  readTraefik,
  readNginx,
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
  readLogfmt,
  readCallerFirst,
]

/**
 * The head that a line begins, or null where it is not the beginning of a record in any known format.
 *
 * @param reference for times without a year
 */
export function readHead(body: string, reference: Milliseconds): Head | null {
  const text = body.charCodeAt(0) === 0x20 ? body.trimStart() : body
  const first = text.charCodeAt(0)
  if (first === 0x7b) return readJson(text)
  for (const read of first >= 0x30 && first <= 0x39 ? AFTER_DIGIT : AFTER_OTHER) {
    const found = read(text)
    if (found) return found
  }
  return readTimed(text, reference)
}

/** A line of no known format, taken as a record of its own: a level at its beginning is all it tells. */
export function readPlain(text: string): Head {
  const { body, fields } = cutJsonTail(text.trim())
  const { message, ...known } = readLevelAlone(body) ?? { message: body }
  return head('plain', message, { ...known, fields })
}
