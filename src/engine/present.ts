import type { Category } from '#shared/category'
import type { Field, Milliseconds, RecordDetail, RecordRow, TimeSource } from '#shared/record'

import type { ReadRecord } from './record-reader'
import { valueText } from './scan/json'

/** What only the index knows of a record. */
export interface Placed {
  readonly record: number
  readonly line: RecordRow['line']
  readonly lines: number
  /** Also where the record itself names none. */
  readonly time: Milliseconds | null
  readonly level: RecordRow['level']
  readonly rule: string | null
  readonly category: Category
}

const ROW_TEXT_LENGTH = 1000

/** A record as the list shows it. */
export function toRow(placed: Placed, { entry, lines, isGone }: ReadRecord): RecordRow {
  return {
    ...placed,
    isGone,
    lines: lines ?? placed.lines,
    component: entry.head.component,
    message: entry.message.slice(0, ROW_TEXT_LENGTH),
    source: entry.source,
    fields: inOneLine(entry.fields()),
  }
}

/** A record as the detail pane shows it. */
export function toDetail(placed: Placed, read: ReadRecord): RecordDetail {
  const { entry, raw, omittedBytes } = read
  return {
    ...toRow(placed, read),
    message: entry.message,
    timeSource: timeSourceOf(placed, read),
    caller: entry.head.caller,
    carriers: entry.carriers,
    format: entry.head.format,
    tree: entry.fields(),
    raw,
    rawOmittedBytes: omittedBytes,
  }
}

function timeSourceOf({ time }: Placed, { entry }: ReadRecord): TimeSource | null {
  return entry.timeSource ?? (time === null ? null : 'neighbour')
}

/** The same in every record of a program: they come last, so that what differs is seen. */
const BACKGROUND_FIELDS: ReadonlySet<string> = new Set(['nodeID', 'clusterID', 'handlerID'])

function inOneLine(fields: readonly Field[]): string {
  const telling = fields.filter(({ name }) => !BACKGROUND_FIELDS.has(name))
  const background = fields.filter(({ name }) => BACKGROUND_FIELDS.has(name))
  let text = ''
  for (const { name, value } of [...telling, ...background]) {
    if (text.length >= ROW_TEXT_LENGTH) break
    text += `${text === '' ? '' : ' '}${name}=${valueText(value)}`
  }
  return text.slice(0, ROW_TEXT_LENGTH)
}
