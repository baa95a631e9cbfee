import type { Category } from './category'
import type { Level } from './level'

/** Milliseconds since 1970, UTC. */
export type Milliseconds = number

/** Where the time of a record comes from, the most trustworthy first. */
export type TimeSource = 'record' | 'carrier' | 'neighbour'

/** What wrapped the line on its way here, the outermost first. */
export type Carrier =
  /** Logsieve itself, which made one log of several. */
  | 'merged'
  | 'docker-timestamps'
  | 'dokploy'
  | 'json-file'
  | 'compose'
  | 'service'
  | 'cri'
  | 'journald'
  | 'syslog'
  | 'local-time'
  | 'pod'

/** What the program itself wrote. */
export type Format =
  | 'zap-json'
  | 'zap-console'
  | 'logrus'
  | 'json'
  | 'logfmt'
  | 'go-panic'
  | 'go-log'
  | 'pion'
  | 'redis'
  | 'traefik'
  | 'nginx'
  | 'coturn'
  | 'python'
  | 'gstreamer'
  | 'pulseaudio'
  | 'access-log'
  | 'shell'
  | 'compose'
  /** Of a program that nobody told us of: a line that begins with a time. */
  | 'text'
  | 'plain'

/** A value of a field, as the program wrote it. Objects keep order and repeated keys. */
export type FieldValue =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number' | 'literal'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly FieldValue[] }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }

export interface Field {
  readonly name: string
  readonly value: FieldValue
}

/** One row of the list: what a person sees of a record at a glance. */
export interface RecordRow {
  /** Number of the record in the log, from 0. */
  readonly record: number
  /** First physical line, from 1; null while only the last part of the log is there. */
  readonly line: number | null
  /** Physical lines of the record. */
  readonly lines: number
  readonly time: Milliseconds | null
  readonly level: Level | null
  readonly component: string | null
  /** Shortened where it is very long. */
  readonly message: string
  /** Which of several merged logs it is from, see NamedSource; null for a log of its own. */
  readonly source: string | null
  /** The fields in one line, `name=value name=value`, shortened. */
  readonly fields: string
  readonly rule: string | null
  readonly category: Category
  /** Its text was cut off the file before a copy could be made; the index still knows the rest. */
  readonly isGone: boolean
}

/** All that is known of one record. */
export interface RecordDetail extends RecordRow {
  readonly timeSource: TimeSource | null
  readonly caller: string | null
  readonly carriers: readonly Carrier[]
  readonly format: Format
  readonly tree: readonly Field[]
  /** The bytes of the record as text, without the last line end and what stands before merged lines. */
  readonly raw: string
  /** How many bytes of the record `raw` leaves out. */
  readonly rawOmittedBytes: number
}
