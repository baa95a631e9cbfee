import type { Carrier, Milliseconds } from '#shared/record'

import { parseObject } from './json'
import { readMergedPrefix } from './merged-prefix'
import { parseIsoTime, parseSyslogTime } from './time'

/** What is left of a physical line when all that collectors put around it is taken off. */
export interface CarriedLine {
  readonly body: string
  /** The outermost first. */
  readonly carriers: readonly Carrier[]
  /** Of a carrier that names the zone; the innermost. */
  readonly time: Milliseconds | null
  /** Of a carrier that leaves the zone open, read as UTC. */
  readonly localTime: Milliseconds | null
  /** The service, unit or pod that the line came from: lines of two streams never continue each other. */
  readonly stream: string
  /** The collector cut a long line here: the next line of the stream goes on with it. */
  readonly isPartial: boolean
  /** The log that it was merged from, see NamedSource; null for a log of its own. */
  readonly source: string | null
  /** What all its times are to be put right by, where it was merged. */
  readonly shift: Milliseconds
  /** For times without a year in what is left. */
  readonly reference: Milliseconds
}

/** One carrier taken off. */
interface Stripped {
  readonly carrier: Carrier
  readonly body: string
  readonly time?: Milliseconds | null
  readonly localTime?: Milliseconds | null
  readonly stream?: string
  readonly isPartial?: boolean
}

/** Two in a row are real (journald, then compose); more than four are no carriers but a message. */
const MAX_CARRIERS = 4

// eslint-disable-next-line no-control-regex -- SGR colours, which compose and logrus put on a terminal
const SGR = /\u001b\[[\d;]*m/g

/**
 * Takes all carriers off a line. Shapes and sources: facts on Docker, compose, CRI, journald,
 * syslog and Dokploy stand beside each pattern.
 *
 * @param reference for times without a year, see parseSyslogTime
 */
export function stripCarriers(line: string, reference: Milliseconds): CarriedLine {
  const ids: string[] = []
  let shift = 0
  let body = line
  for (let merged = readMergedPrefix(body); merged; merged = readMergedPrefix(body)) {
    ids.push(merged.id)
    shift += merged.shift
    body = body.slice(merged.length).replace(/^\ufeff/, '')
  }
  // A file truncated under its writer goes on with a block of NULs.
  if (body.charCodeAt(0) === 0) body = body.replace(/^\0+/, '')
  if (body.includes('\u001b')) body = body.replace(SGR, '')
  let carriers: Carrier[] = NO_CARRIERS
  let time: Milliseconds | null = null
  let localTime: Milliseconds | null = null
  let stream = ''
  let isPartial = false
  for (let depth = 0; depth < MAX_CARRIERS; depth++) {
    const stripped = stripOne(body, reference)
    // Behind the bar of compose another one belongs to the message.
    if (stripped === null || (stripped.carrier === 'compose' && carriers.includes('compose'))) break
    carriers = [...carriers, stripped.carrier]
    body = stripped.body
    time = stripped.time ?? time
    localTime = stripped.localTime ?? localTime
    if (stripped.stream !== undefined) stream = stripped.stream
    isPartial ||= stripped.isPartial ?? false
  }
  const [source = null] = ids
  if (source !== null) {
    carriers = [...ids.map((): Carrier => 'merged'), ...carriers]
    // Lines of two logs never continue each other, whatever their streams are called.
    stream = [...ids, stream].join(' ')
  }
  return { body, carriers, time, localTime, stream, isPartial, source, shift, reference }
}

const NO_CARRIERS: Carrier[] = []

/** What the first character of a line allows; most lines carry nothing and are done after one test. */
function stripOne(body: string, reference: Milliseconds): Stripped | null {
  const first = body.charCodeAt(0)
  if (first === 0x7b) return body.startsWith('{"log":"') ? jsonFile(body) : null
  if (first >= 0x30 && first <= 0x39) {
    return cri(body) ?? isoTime(body) ?? journaldIso(body) ?? localClock(body) ?? prefix(body)
  }
  if (first === 0x3c || first === 0x22) return syslog(body, reference)
  if (first === 0x4e && body.startsWith(NO_TIMESTAMP)) {
    return { carrier: 'dokploy', body: body.slice(NO_TIMESTAMP.length) }
  }
  return journald(body, reference) ?? prefix(body) ?? pod(body)
}

/** What Dokploy's download writes where a line has no time. */
const NO_TIMESTAMP = 'No timestamp '

/** `{"log":"…\n","stream":"stderr","time":"…"}` (moby jsonlogbytes.go). No line end: cut at 16 KiB. */
function jsonFile(body: string): Stripped | null {
  let entry: unknown
  try {
    entry = JSON.parse(body)
  } catch {
    return cutJsonFile(body)
  }
  if (typeof entry !== 'object' || entry === null || !('log' in entry)) return null
  const { log } = entry
  if (typeof log !== 'string') return null
  const time = 'time' in entry && typeof entry.time === 'string' ? parseIsoTime(entry.time) : null
  return {
    carrier: 'json-file',
    body: log.replace(/\r?\n$/, ''),
    time: time?.ms ?? null,
    isPartial: !log.endsWith('\n'),
  }
}

/** The beginning of such an object: of a very long line no more is read. */
function cutJsonFile(body: string): Stripped | null {
  const { fields, isComplete } = parseObject(body)
  const log = fields[0]?.value
  if (isComplete || log?.kind !== 'text') return null
  return { carrier: 'json-file', body: log.value.replace(/\r?\n$/, '') }
}

/** `2024-11-26T10:29:33.570412345Z stderr F …` (kubernetes kuberuntime/logs/logs.go); tag P is a piece. */
function cri(body: string): Stripped | null {
  const parts = /^(\d{4}-\d\d-\d\dT\S+) (?:stdout|stderr) ([FP])(?::\S+)? (.*)$/s.exec(body)
  if (!parts) return null
  const time = parseIsoTime(parts[1] ?? '')
  return (
    time && { carrier: 'cri', body: parts[3] ?? '', time: time.ms, isPartial: parts[2] === 'P' }
  )
}

const LEVEL_WORD = /^(?:[A-Z]{3,6}|DPANIC)[\t ]/
const DETAILS = /^(?:[\w.-]+=[^\s,]*,)*[\w.-]+=[^\s,"]* (?=[{\d])/

/**
 * `docker logs -t` (always nine digits) and Dokploy's download (three): a time, one blank, the
 * line. A level after the blank makes it the record's own time (zap console without its tabs,
 * Traefik).
 */
function isoTime(body: string): Stripped | null {
  const end = body.indexOf(' ')
  if (end < 20 || end > 35 || body.charCodeAt(10) !== 0x54) return null
  const rest = body.slice(end + 1)
  if (LEVEL_WORD.test(rest)) return null
  // Several blanks are a tab that a terminal unfolded.
  if (rest.startsWith(' ') && LEVEL_WORD.test(rest.trimStart())) return null
  const time = parseIsoTime(body.slice(0, end))
  if (!time?.hasZone || journaldIso(body)) return null
  const isDokploy = body.charCodeAt(end - 5) === 0x2e
  return {
    carrier: isDokploy ? 'dokploy' : 'docker-timestamps',
    // `docker logs --details` puts labels before the message.
    body: isDokploy ? rest : rest.replace(DETAILS, ''),
    time: time.ms,
  }
}

/** `2024-02-02T13:50:56+0000 host unit[pid]: …` (journalctl -o short-iso). */
function journaldIso(body: string): Stripped | null {
  const parts = /^(\d{4}-\d\d-\d\dT[\d:.,]+[+-]\d\d:?\d\d) \S+ ([^\s:[]+)(?:\[\d+\])?: (.*)$/s.exec(
    body,
  )
  if (!parts) return null
  const time = parseIsoTime(parts[1] ?? '')
  return (
    time && { carrier: 'journald', body: parts[3] ?? '', time: time.ms, stream: parts[2] ?? '' }
  )
}

/** `Sep 06 13:39:35 host livekit-server[1450]: …`, local time. */
function journald(body: string, reference: Milliseconds): Stripped | null {
  if (body.charCodeAt(3) !== 0x20 || body.charCodeAt(9) !== 0x3a) return null
  const parts = /^([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) \S+ ([^\s:[]+)(?:\[\d+\])?: ?(.*)$/s.exec(
    body,
  )
  if (!parts) return null
  return {
    carrier: 'journald',
    body: parts[3] ?? '',
    localTime: parseSyslogTime(parts[1] ?? '', reference),
    stream: parts[2] ?? '',
  }
}

/**
 * RFC 5424: `<14>1 2021-02-10T22:39:58.667188Z host app pid id data …`; some export it as a quoted
 * string. RFC 3164: `<14>Feb 10 22:39:58 host app[pid]: …`.
 */
function syslog(body: string, reference: Milliseconds): Stripped | null {
  let text = body
  if (body.startsWith('"<')) {
    try {
      text = String(JSON.parse(body)).replace(/\n$/, '')
    } catch {
      return null
    }
  }
  const parts = /^<\d{1,3}>\d+ (\S+) \S+ (\S+) \S+ \S+ (?:-|\[.*?\]) ?(.*)$/s.exec(text)
  if (!parts) {
    const older = journald(text.replace(/^<\d{1,3}>/, ''), reference)
    return older && { ...older, carrier: 'syslog' }
  }
  const app = parts[2] ?? '-'
  return {
    carrier: 'syslog',
    body: parts[3] ?? '',
    time: parseIsoTime(parts[1] ?? '')?.ms ?? null,
    ...(app === '-' ? {} : { stream: app }),
  }
}

/** A clock of Docker Desktop or another window: `2025-04-13 16:30:10 2025-04-13T…`, `2026-06-30 15:29:19.476 | …`. */
function localClock(body: string): Stripped | null {
  const parts =
    /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d+)?) (?:\| (.*)|(\d{4}-\d\d-\d\dT.*|\{".*))$/s.exec(
      body,
    )
  if (!parts) return null
  const time = parseIsoTime(parts[1] ?? '')
  return time && { carrier: 'local-time', body: parts[2] ?? parts[3] ?? '', localTime: time.ms }
}

/**
 * docker compose (`livekit-1  | …`) and `docker service logs` (`name.1.id@node    | …`), cut at the
 * first bar only: values hold bars too. Pastes lose the last blank of an empty line.
 */
function prefix(body: string): Stripped | null {
  const bar = body.indexOf('|')
  if (bar < 2 || bar > 120) return null
  const parts = /^([A-Za-z0-9][\w.@-]*) *\|(?: (.*)|)$/s.exec(body)
  if (!parts) return null
  const stream = parts[1] ?? ''
  return { carrier: stream.includes('@') ? 'service' : 'compose', body: parts[2] ?? '', stream }
}

/** kubetail and stern: `pod container …`, told only by what follows. */
function pod(body: string): Stripped | null {
  const parts =
    /^([a-z0-9][a-z0-9-]*-[a-z0-9]+) ([a-z0-9-]+) (\d{4}-\d\d-\d\dT.*|\{".*|time=".*)$/s.exec(body)
  if (!parts) return null
  return { carrier: 'pod', body: parts[3] ?? '', stream: `${parts[1]} ${parts[2]}` }
}
