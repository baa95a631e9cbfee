import { type Level, levelOf } from '#shared/level'

import { head, type Head, lazily } from '../head'
import { parseObject } from '../json'
import { parseGoTime, parseIsoTime, parseRedisTime } from '../time'

/*
 * The programs that stand beside LiveKit in one log, a function each. Only lines that begin in
 * their own particular way are taken.
 */

const REDIS = /^\d+:[MSCX] (\d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d{3}) ([.*#-]) (.*)$/s
const REDIS_LEVELS: Readonly<Record<string, Level>> = {
  '.': 'debug',
  '-': 'debug',
  '*': 'info',
  '#': 'warn',
}

/** `1:M 25 Jul 2023 09:38:30.700 * DB saved on disk` */
export function readRedis(text: string): Head | null {
  const parts = REDIS.exec(text)
  if (!parts) return null
  return head('redis', parts[3] ?? '', {
    localTime: parseRedisTime(parts[1] ?? ''),
    level: REDIS_LEVELS[parts[2] ?? ''] ?? null,
    component: 'redis',
  })
}

const NGINX =
  /^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \[(emerg|alert|crit|error|warn|notice|info|debug)\] \d+#\d+: (.*)$/s

/** `2024/01/31 10:08:17 [error] 31#31: *1 connect() failed …` */
export function readNginx(text: string): Head | null {
  const parts = NGINX.exec(text)
  if (!parts) return null
  return head('nginx', parts[3] ?? '', {
    localTime: parseGoTime(parts[1] ?? ''),
    level: levelOf(parts[2] ?? ''),
    component: 'nginx',
  })
}

const COTURN = /^\d{1,9}: (?:: |:$)?((?:(WARNING|ERROR|INFO|DEBUG|FATAL): ?)?.*)$/s

/** `0: : WARNING: cannot find certificate file…`: seconds since the start, the level as a word inside. */
export function readCoturn(text: string): Head | null {
  const parts = COTURN.exec(text)
  if (!parts) return null
  return head('coturn', (parts[1] ?? '').trimEnd(), {
    level: parts[2] === undefined ? null : levelOf(parts[2]),
    component: 'coturn',
  })
}

const PYTHON = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) - ([A-Z]+) +(\S+) - (.*)$/s

/** livekit-agents in development: `2025-11-14 10:08:17,456 - INFO livekit.agents - starting worker {…}`. */
export function readPython(text: string): Head | null {
  // Where there are no fields a blank stands in their place.
  const parts = PYTHON.exec(text.trimEnd())
  if (!parts) return null
  const [, time = '', level = '', logger = '', rest = ''] = parts
  const tail = rest.endsWith('}') ? rest.indexOf(' {"') : -1
  return head('python', tail < 0 ? rest : rest.slice(0, tail), {
    localTime: parseIsoTime(time)?.ms ?? null,
    level: levelOf(level),
    component: logger,
    fields: lazily(() => (tail < 0 ? [] : parseObject(rest, tail + 1).fields)),
  })
}

const GST_DEBUG =
  /^\d+:\d\d:\d\d\.\d{9} +\d+ +0x[\da-f]+ +(ERROR|WARN|FIXME|INFO|DEBUG|LOG|TRACE|MEMDUMP) +(\S+) (\S+?:\d+):[^:\s]*:(?:<[^>]*>)? ?(.*)$/s
const GLIB =
  /^\([^():]+:\d+\): (\S+)-(ERROR|CRITICAL|WARNING|Message|INFO|DEBUG) \*\*: (?:[\d:.]+: )?(.*)$/s
const GST_LEVELS: Readonly<Record<string, Level>> = {
  FIXME: 'info',
  LOG: 'trace',
  MEMDUMP: 'trace',
  Message: 'info',
  CRITICAL: 'error',
}

/** GStreamer's debug lines and GLib's warnings from ingress and egress; times count from the start. */
export function readGstreamer(text: string): Head | null {
  const debug = GST_DEBUG.exec(text)
  if (debug) {
    const [, level = '', category = '', caller = '', message = ''] = debug
    return head('gstreamer', message, {
      level: GST_LEVELS[level] ?? levelOf(level),
      component: 'gstreamer',
      caller,
      fields: () => [{ name: 'category', value: { kind: 'text', value: category } }],
    })
  }
  const glib = GLIB.exec(text)
  if (!glib) return null
  const [, , level = '', message = ''] = glib
  return head('gstreamer', message, {
    level: GST_LEVELS[level] ?? levelOf(level),
    component: 'gstreamer',
  })
}

const PULSE = /^([EWNID]): \[[^\]]*\] (\S+\.c): (.*)$/s
const PULSE_LEVELS: Readonly<Record<string, Level>> = {
  E: 'error',
  W: 'warn',
  N: 'info',
  I: 'info',
  D: 'debug',
}

/** `I: [pulseaudio] main.c: Daemon startup successful.` */
export function readPulseaudio(text: string): Head | null {
  const parts = PULSE.exec(text)
  if (!parts) return null
  return head('pulseaudio', parts[3] ?? '', {
    level: PULSE_LEVELS[parts[1] ?? ''] ?? null,
    component: 'pulseaudio',
    caller: parts[2] ?? null,
  })
}

/** `+ exec /tini -- egress`: what a start script runs under `set -x`. */
export function readShell(text: string): Head | null {
  return text.startsWith('+ ') ? head('shell', text.slice(2), { component: 'shell' }) : null
}

/** What docker compose itself says among the lines of its services. */
export function readCompose(text: string): Head | null {
  const isOwn = text.startsWith('Attaching to ') || /^[\w.-]+ exited with code \d+/.test(text)
  return isOwn ? head('compose', text, { component: 'compose' }) : null
}
