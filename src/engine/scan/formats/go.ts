import { levelOf } from '#shared/level'

import { head, type Head } from '../head'
import { parseGoTime } from '../time'

/** A crash of a Go program; everything up to the next record is its stack. */
export function readGoPanic(text: string): Head | null {
  if (!text.startsWith('panic: ') && !text.startsWith('fatal error: ')) return null
  return head('go-panic', text, { level: 'fatal', component: 'go', isOpenEnded: true })
}

const STD_LOG = /^(?:SDK )?(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{6})?) (.*)$/s

const SLOG_LEVEL = /^(DEBUG|INFO|WARN|ERROR)(?:[+-]\d+)? /

/** Go's standard `log`: net/http's complaints, negroni, lk-jwt-service until 2026. */
export function readGoLog(line: string): Head | null {
  const parts = STD_LOG.exec(line)
  if (!parts) return null
  const [, time = '', text = ''] = parts
  // slog's default handler puts its level there.
  const level = SLOG_LEVEL.exec(text)
  return head('go-log', text.slice(level?.[0].length ?? 0), {
    localTime: parseGoTime(time),
    level: level && levelOf(level[1] ?? ''),
    component: 'go',
  })
}

const SLOGCOLOR =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (DEBUG|INFO|WARN|ERROR) +(\S+\.go:\d+) \| (.*)$/s

/** lk-jwt-service from v0.5.0 on (MatusOllah/slogcolor). */
export function readSlogColor(text: string): Head | null {
  const parts = SLOGCOLOR.exec(text)
  if (!parts) return null
  return head('go-log', parts[4] ?? '', {
    localTime: parseGoTime(parts[1] ?? ''),
    level: levelOf(parts[2] ?? ''),
    component: 'lk-jwt-service',
    caller: parts[3] ?? null,
  })
}

const PION =
  /^([a-z][\w-]*) (TRACE|DEBUG|INFO|WARNING|ERROR): (?:(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d)|\d\d:\d\d:\d\d\.\d{6} (\S+\.go:\d+):) (.*)$/s

/** Pion's default logger, in SDK programs and the handlers of ingress and egress. */
export function readPion(text: string): Head | null {
  const parts = PION.exec(text)
  if (!parts) return null
  const [, scope = '', level = '', time, caller, message = ''] = parts
  return head('pion', message, {
    localTime: time === undefined ? null : parseGoTime(time),
    level: levelOf(level),
    component: `pion.${scope}`,
    caller: caller ?? null,
  })
}

/**
 * A line of a Go stack that lost its indentation: a file with its line, a function, or a heading.
 * Frames of crashes end in `+0x…`, those of zap do not.
 */
const FRAME =
  /^(?:\/\S+\.(?:go|s|c):\d+(?: \+0x[\da-f]+)?|goroutine \d+ .*|created by .*|\[signal .*|exit status \d+|\.\.\.\w.*frames elided\.\.\.)$/s

/** The beginning of `github.com/pion/dtls/v2.(*Conn).handshake.func3`, and what its name may hold. */
const FUNCTION = /^(?:[\w.~-]+\/)*[\w~-]+(?:\.v\d+)?\.[\w.*()[\]{}/~-]/
const NOT_IN_FUNCTION = /[^\w.*()[\]{}/~-]/

export function isGoFrame(text: string): boolean {
  return FRAME.test(text) || isGoFunction(text)
}

/** The call of a function, with its arguments. */
export function isGoCall(text: string): boolean {
  return text.endsWith(')') && isGoFunction(text)
}

function isGoFunction(text: string): boolean {
  // In steps: as one expression it takes time in the square of a hostile line's length.
  const nameEnd = text.search(NOT_IN_FUNCTION)
  if (nameEnd >= 0 && !(text.endsWith(')') && text.slice(0, nameEnd).includes('('))) return false
  return FUNCTION.test(nameEnd < 0 ? text : text.slice(0, nameEnd))
}

/** Such a line that nothing else looks like: dotted words alone can be a host or a file. */
export function isSurelyGoFrame(text: string): boolean {
  return isGoFrame(text) && !/^[\w.-]+$/.test(text)
}
