import type { Field } from '#shared/record'

import { head, type Head, lazily } from '../head'
import { findField, parseObject, valueText } from '../json'
import { parseDayFirstTime } from '../time'
import { headOfFields } from './fields'

/*
 * Logs of HTTP requests, as lines in the common log format or as Traefik's JSON. The message is the
 * request and what became of it, `"GET /rtc HTTP/1.1" 101 …`, so that one rule knows it in both.
 */

const COMMON = /^(\S+) \S+ \S+ \[(\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "(.*)$/s
const REQUEST =
  /^(\S+) (\S+)(?: (\S+))?" (\d{3}) (\d+|-)(?: "([^"]*)" "([^"]*)"(?: \d+ "([^"]*)" "([^"]*)" (\d+)ms)?)?/
const NAMES = [
  'method',
  'path',
  'protocol',
  'status',
  'size',
  'referer',
  'agent',
  'router',
  'server',
  'milliseconds',
]

/** Common log format: Traefik's, Caddy's and nginx' access logs. */
export function readAccessLog(text: string): Head | null {
  const parts = COMMON.exec(text)
  if (!parts) return null
  const [, client = '', time = '', request = ''] = parts
  return head('access-log', `"${request}`, {
    time: parseDayFirstTime(time),
    component: / "[^"]*" "[^"]*" \d+ms$/.test(text) ? 'traefik' : 'access-log',
    fields: lazily(() => [textField('client', client), ...requestFields(request)]),
  })
}

function requestFields(request: string): readonly Field[] {
  const values = REQUEST.exec(request)?.slice(1) ?? []
  return NAMES.flatMap((name, at) => {
    const value = values[at]
    return value === undefined || value === '-' ? [] : [textField(name, value)]
  })
}

function textField(name: string, value: string): Field {
  return { name, value: { kind: 'text', value } }
}

const ENTRY = '"DownstreamStatus":'

/** `{"ClientHost":"192.0.2.7","DownstreamStatus":404,"RequestPath":"/wp-login.php",…}`, as Dokploy sets Traefik up. */
export function readTraefikAccess(text: string): Head | null {
  if (!text.includes(ENTRY)) return null
  const { fields, isComplete } = parseObject(text)
  const told = (name: string) => {
    const value = findField(fields, name)
    return value === null ? '-' : valueText(value)
  }
  const request = `${told('RequestMethod')} ${told('RequestPath')} ${told('RequestProtocol')}`
  return {
    ...headOfFields('access-log', fields, text),
    message: `"${request}" ${told('DownstreamStatus')} ${told('DownstreamContentSize')}`,
    component: 'traefik',
    isComplete,
  }
}
