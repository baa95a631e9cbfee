import { type Level, levelOf } from '#shared/level'
import type { Milliseconds } from '#shared/record'

import { head, type Head } from '../head'
import { parseDayFirstTime, parseEpochSeconds, parseIsoTime, parseSyslogTime } from '../time'
import { cutJsonTail } from './json-tail'

/*
 * Lines of programs that nobody told us of, guessed in tiers, the surest first: a time at the
 * beginning makes a line a record; behind it a level in its customary place; beside that the name
 * of the logger. No level is ever guessed from a word of the message.
 */

interface Tier {
  readonly pattern: RegExp
  readonly read: (parts: readonly string[], reference: Milliseconds) => Partial<Head>
}

const CLOCK = String.raw`\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`
const ZONE = String.raw`(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d)| (?:[A-Z]{2,3}T|MSK))?`
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
/** Behind a time a word must end. */
const BORDER = String.raw`\]?(?=[\s|,:;\[(<-]|$)`

/** Times as they stand at the beginning of a line, bare or in brackets. */
const TIMES: readonly Tier[] = [
  {
    // 2024-01-31 10:08:17,456 · 2024/01/31 10:08:17 +0100 · 2024-01-31T10:08
    pattern: new RegExp(
      String.raw`^\[?(\d{4})[-/.](\d\d)[-/.](\d\d)[T_ ](\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?)${ZONE}${BORDER}`,
    ),
    read: ([, year, month, day, clock = '', zone = '']) =>
      timeOf(`${year}-${month}-${day}T${withSeconds(clock)}`, zone),
  },
  {
    // 31/Jan/2024:10:08:17 +0100 · 31 Jan 2024 10:08:17 · Wed, 31 Jan 2024 10:08:17 GMT
    pattern: new RegExp(
      String.raw`^\[?(?:${DAY},? )?(\d{1,2})[ /-](${MONTH})[ /-](\d{4})[ :T](${CLOCK})${ZONE}${BORDER}`,
    ),
    read: ([, day, month, year, clock, zone = '']) =>
      known(parseDayFirstTime(`${day?.padStart(2, '0')}/${month}/${year}:${clock}`), zone),
  },
  {
    // Wed Jan 31 10:08:17.123456 2024
    pattern: new RegExp(
      String.raw`^\[?${DAY} (${MONTH}) ([ \d]\d) (${CLOCK})(?: (?:[A-Z]{2,3}T|MSK|UTC))? (\d{4})${BORDER}`,
    ),
    read: ([, month, day, clock, year]) =>
      known(parseDayFirstTime(`${day?.replace(' ', '0')}/${month}/${year}:${clock}`), ''),
  },
  {
    // 31.01.2024 10:08:17
    pattern: new RegExp(String.raw`^\[?(\d\d)\.(\d\d)\.(\d{4}),? (${CLOCK})${BORDER}`),
    read: ([, day, month, year, clock]) => timeOf(`${year}-${month}-${day}T${clock}`, ''),
  },
  {
    // Jan 31 10:08:17
    pattern: new RegExp(String.raw`^(${MONTH} [ \d]\d \d\d:\d\d:\d\d)(?:\.\d+)?${BORDER}`),
    read: ([, text = ''], reference) => ({ localTime: parseSyslogTime(text, reference) }),
  },
  {
    // 1706695697.123 · 1706695697123, from 2001 on
    pattern: new RegExp(String.raw`^\[?([12]\d{9})(?:\.(\d{1,9})|(\d{3}))?\]?(?=\s)`),
    read: ([, seconds, fraction = '', milliseconds = '']) => ({
      time: parseEpochSeconds(`${seconds}.${fraction}${milliseconds}0`),
    }),
  },
  {
    // The day is not told: 10:08:17.123, or the seconds since the start: [   12.345678]
    pattern: new RegExp(String.raw`^(?:\[?${CLOCK}${BORDER}|\[ *\d+\.\d{3,6}\](?=\s))`),
    read: () => ({}),
  },
]

/** Kubernetes' klog and Google's glog: `I0131 10:08:17.123456       1 server.go:12] message`. */
const KLOG = /^([IWEF])(\d\d)(\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? +\d+ (\S+:\d+)\] (.*)$/s
const LETTERS: Readonly<Record<string, Level>> = {
  T: 'trace',
  V: 'debug',
  D: 'debug',
  I: 'info',
  N: 'info',
  W: 'warn',
  E: 'error',
  F: 'fatal',
  C: 'fatal',
}
const MONTH_NAMES = MONTH.slice(3, -1).split('|')

/** A line that begins with a time, in whatever form. Lines without one go on with it. */
export function readTimed(text: string, reference: Milliseconds): Head | null {
  const klog = KLOG.exec(text)
  if (klog) {
    const [, letter = '', month = '', day = '', clock = '', caller = '', message = ''] = klog
    const date = `${MONTH_NAMES[Number(month) - 1]} ${day} ${clock}`
    return head('text', message, {
      level: LETTERS[letter] ?? null,
      localTime: parseSyslogTime(date, reference),
      caller,
      isOpenEnded: true,
    })
  }
  for (const { pattern, read } of TIMES) {
    const parts = pattern.exec(text)
    if (!parts) continue
    const { body, fields } = cutJsonTail(text.slice(parts[0].length))
    const { message, ...leveled } = readLevel(body, true) ?? { message: cutSeparator(body) }
    return head('text', message, {
      ...read(parts, reference),
      ...leveled,
      fields,
      isOpenEnded: true,
    })
  }
  return null
}

interface Leveled {
  readonly level: Level
  readonly component: string | null
  readonly message: string
}

/** What a line that begins with a level says, or null: `[WARN] x`, `INFO: x`, `WARNING:root:x`, `<3>x`. */
export function readLevelAlone(text: string): Leveled | null {
  const priority = /^<([0-7])>(.*)$/s.exec(text)
  const urgency = PRIORITIES[Number(priority?.[1])]
  if (urgency) return { level: urgency, component: null, message: priority?.[2] ?? '' }
  const python = /^([A-Z]+):([\w.-]+):(.*)$/s.exec(text)
  const level = python && levelOf(python[1] ?? '')
  if (level) return { level, component: python[2] ?? null, message: (python[3] ?? '').trim() }
  return readLevel(text, false)
}

/** Syslog's, from `emerg` to `debug` (sd-daemon, the kernel). */
const PRIORITIES: readonly Level[] = [
  'fatal',
  'fatal',
  'fatal',
  'error',
  'warn',
  'info',
  'info',
  'debug',
]

/** A word in brackets, or bare with what may follow a level. */
const TOKEN = /\s*(?:[-|]+\s+)?(?:([[(<])\s*([^\])>]{0,80}?)\s*[\])>]|([^\s[\](<|,]{1,80}))[,|]?/y
/** Process, thread and host may stand before the level, and one name. */
const MAX_TOKENS = 6

/**
 * @param isBehindTime a level may stand behind a name or brackets only where a time went before
 */
function readLevel(text: string, isBehindTime: boolean): Leveled | null {
  let name: string | null = null
  TOKEN.lastIndex = 0
  for (let count = 0; count < MAX_TOKENS; count++) {
    const parts = TOKEN.exec(text)
    if (!parts) return null
    const [, bracket, inside = '', bare = ''] = parts
    const level = bracket === undefined ? bareLevel(bare) : bracketedLevel(inside)
    if (level) {
      const { component, message } = cutLogger(text.slice(TOKEN.lastIndex))
      return { level, component: component ?? name, message }
    }
    if (!isBehindTime) return null
    if (bracket !== undefined || /^\d+$/.test(bare)) continue
    // One name may stand before the level; with a second one these are words of the message.
    if (name !== null || !/^[A-Za-z_][\w.$/@-]*(?:\[\d+\]|:)?$/.test(bare)) return null
    name = bare.replace(/(?:\[\d+\]|:)$/, '')
  }
  return null
}

function bareLevel(word: string): Level | null {
  const bare = word.replace(/:+$/, '')
  const isShouted = /^[A-Z]{3,}$/.test(bare)
  const isNamed = word.endsWith(':') || word.startsWith('level=')
  if (!isShouted && !isNamed) return null
  return levelOf(bare.replace(/^level=/, ''))
}

function bracketedLevel(inside: string): Level | null {
  // Apache names its module: [core:error].
  const word = inside.slice(inside.indexOf(':') + 1)
  return LETTERS[word] ?? levelOf(word)
}

const LOGGER =
  /^[\s:|-]*(?:\d+ )?(?:--- ?)?(?:\[[^\]]{0,80}\]\s*){0,3}(?:([A-Za-z_][\w.$/-]{1,99})\s*(?: - | : )|([A-Za-z_]\w*(?:\.[\w$]+)+):? +)/

/** `[main] com.example.App - message`, `1 --- [main] c.e.App : message`. */
function cutLogger(text: string): Omit<Leveled, 'level'> {
  const parts = LOGGER.exec(text)
  if (!parts) return { component: null, message: cutSeparator(text) }
  return { component: parts[1] ?? parts[2] ?? null, message: text.slice(parts[0].length).trim() }
}

function cutSeparator(text: string): string {
  return text.replace(/^[\s:|]*(?:- )?/, '').trimEnd()
}

function withSeconds(clock: string): string {
  return /^\d\d:\d\d$/.test(clock) ? `${clock}:00` : clock
}

function timeOf(iso: string, zone: string): Partial<Head> {
  return known(parseIsoTime(iso)?.ms ?? null, zone)
}

function known(local: Milliseconds | null, zone: string): Partial<Head> {
  if (local === null || zone === '') return { localTime: local }
  const offset = /^[+-]/.test(zone)
    ? (parseIsoTime(`2000-01-01T00:00:00${zone}`)?.ms ?? 0)
    : MIDNIGHT
  return { time: local + offset - MIDNIGHT }
}

const MIDNIGHT = Date.UTC(2000, 0, 1)
