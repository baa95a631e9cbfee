import { levelOf } from '#shared/level'

import { head, type Head, lazily } from '../head'
import { findField, parseObject, valueText } from '../json'
import { parseLogfmt } from '../logfmt'
import { parseIsoTime } from '../time'
import { headOfFields } from './fields'

/* Traefik's own log: zerolog's console and JSON since v3, logrus before. Its access log is another. */

/** Parts of Traefik that its records name, and hardly another program's. */
const NAMED_IN_JSON =
  /"(?:entryPointName|routerName|middlewareName)":|"providerName":"(?:docker|swarm|file|internal|[\w-]+\.acme)"/
const NAMED_IN_PAIRS =
  /(?:^| )(?:(?:entryPointName|routerName|middlewareName)=|providerName="?(?:docker|swarm|file|internal|[\w-]+\.acme)(?:[" ]|$))/

/** Whether the pairs behind a logrus message are those of Traefik v2. */
export function namesTraefik(pairs: string): boolean {
  return NAMED_IN_PAIRS.test(pairs)
}

const TRAEFIK =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)) (TRC|DBG|INF|WRN|ERR|FTL|PNC) (?:(\S+\.go:\d+) > )?(.*)$/s

/** `2024-09-13T05:41:14Z ERR message key=value` (zerolog's console writer); the message may be missing. */
export function readTraefik(text: string): Head | null {
  const parts = TRAEFIK.exec(text)
  if (!parts) return null
  const [, time = '', level = '', caller, rest = ''] = parts
  const firstPair = /(?:^| )[\w.-]+=/.exec(rest)
  const message = firstPair ? rest.slice(0, firstPair.index) : rest
  const fields = lazily(() => (firstPair ? parseLogfmt(rest.slice(firstPair.index)) : []))
  const error = message === '' ? findField(fields(), 'error') : null
  return head('traefik', error ? valueText(error) : message, {
    time: parseIsoTime(time)?.ms ?? null,
    level: levelOf(level),
    component: 'traefik',
    caller: caller ?? null,
    fields,
  })
}

/** `{"level":"error","providerName":"docker","error":"…","time":"…"}`: Traefik's log in JSON. */
export function readTraefikJson(text: string): Head | null {
  if (!NAMED_IN_JSON.test(text)) return null
  const { fields, isComplete } = parseObject(text)
  const found = headOfFields('traefik', fields, text)
  const error = found.message === text ? findField(fields, 'error') : null
  return {
    ...found,
    message: error ? valueText(error) : found.message,
    component: 'traefik',
    isComplete,
  }
}
