import { levelOf } from '#shared/level'

import { head, type Head, lazily } from '../head'
import { parseObject } from '../json'
import { parseIsoTime } from '../time'

const LEVEL = '(DEBUG|INFO|WARN|ERROR|DPANIC|PANIC|FATAL)'

/** `time ⇥ LEVEL ⇥ rest`; the date may have lost its first characters in a paste. */
const TIMED = new RegExp(
  `^(\\d{1,4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?:Z|[+-]\\d{4}))[\\t ]+${LEVEL}(?:[\\t ]+(.*))?$`,
  's',
)

/** Pastes that begin behind the time: only a caller or tabs make such a line a record. */
const UNTIMED = new RegExp(`^[\\t ]*${LEVEL}(\\t| +)(.*)$`, 's')

const LOGGER = /^[A-Za-z][\w.-]*$/
const CALLER = /^[^\s/][^\s]*\.go:\d+$/
const LOOSE_COLUMNS = /^(?:([A-Za-z][\w.-]*)[\t ]+)?([^\s/]\S*\.go:\d+)[\t ]+(.*)$/s

/**
 * zap's console encoder: `time ⇥ LEVEL ⇥ logger ⇥ caller ⇥ message ⇥ {fields}`, where logger and
 * caller may be missing, and where terminals and chat programs turned the tabs into blanks.
 */
export function readConsole(text: string): Head | null {
  const timed = TIMED.exec(text)
  if (timed) {
    const [, time = '', level = '', rest = ''] = timed
    return columns(rest, level, parseIsoTime(time)?.ms ?? null)
  }
  const untimed = UNTIMED.exec(text)
  if (untimed) {
    const [, level = '', gap = '', rest = ''] = untimed
    if (gap === '\t' || LOOSE_COLUMNS.test(rest)) return columns(rest, level, null)
  }
  return null
}

/** Level and time lost too: `livekit redis/redis.go:142 connecting to redis {…}`. */
export function readCallerFirst(text: string): Head | null {
  const loose = LOOSE_COLUMNS.exec(text)
  if (!loose) return null
  const [, logger, caller = '', rest = ''] = loose
  // The frame of a stack that lost its indentation, not a record.
  if (/^\+0x[\da-f]+$/.test(rest)) return null
  return withTail(rest, { component: logger ?? null, caller })
}

function columns(rest: string, level: string, time: number | null): Head {
  const known = { time, level: levelOf(level) }
  if (rest.includes('\t')) return tabbed(rest.split('\t'), known)
  const loose = LOOSE_COLUMNS.exec(rest)
  if (loose) {
    const [, logger, caller = '', message = ''] = loose
    return withTail(message, { ...known, component: logger ?? null, caller })
  }
  // Two blanks or more after the first word were a tab: a logger without a caller.
  const named = /^([A-Za-z][\w.-]*) {2,}(.*)$/s.exec(rest)
  if (named && !named[2]?.startsWith('{')) {
    return withTail(named[2] ?? '', { ...known, component: named[1] ?? null })
  }
  return withTail(rest, known)
}

type Known = Partial<Pick<Head, 'time' | 'level' | 'component' | 'caller'>>

function tabbed(parts: readonly string[], known: Known): Head {
  let next = 0
  let component: string | null = null
  let caller: string | null = null
  const following = parts[1]
  if (
    !CALLER.test(parts[0] ?? '') &&
    LOGGER.test(parts[0] ?? '') &&
    following !== undefined &&
    !following.startsWith('{"')
  ) {
    component = parts[next++] ?? null
  }
  if (CALLER.test(parts[next] ?? '')) caller = parts[next++] ?? null
  return withTail(parts.slice(next).join('\t'), { ...known, component, caller })
}

/**
 * Cuts the fields off the message: they begin at the first brace that reaches the end of the line,
 * or that nothing closes because the line was cut.
 */
function withTail(text: string, known: Known): Head {
  const tail = findTail(text)
  if (tail === null) return head('zap-console', text.trimEnd(), known)
  return head('zap-console', text.slice(0, tail).trimEnd(), {
    ...known,
    fields: lazily(() => parseObject(text, tail).fields),
    isComplete: text.trimEnd().endsWith('}'),
  })
}

/** A hostile line can open a thousand braces that all reach nearly to its end. */
const MAX_READINGS = 16

/** Position of the `{` with which the fields begin, or null. */
export function findTail(text: string): number | null {
  let charactersLeft = MAX_READINGS * text.length
  for (let at = text.indexOf('{"'); at >= 0; at = text.indexOf('{"', at + 1)) {
    const before = text.charCodeAt(at - 1)
    if (at > 0 && before !== 0x20 && before !== 0x09) continue
    // A tab before it settles the matter without parsing: messages hold none.
    if (before === 0x09) return at
    const { end } = parseObject(text, at)
    if (text.slice(end).trim() === '') return at
    charactersLeft -= end - at
    if (charactersLeft < 0) return null
  }
  return null
}
