import type { Milliseconds } from '#shared/record'
import { NO_RULE, type RuleSet } from '#shared/rules/compile'

import type { CataloguePart } from '../index/catalogue'
import { type KindOccurrence, merged } from '../index/kind-stats'
import { type Kind, shownMessage } from '../index/kind-table'
import type { KnownLog } from '../ingest/known-log'
import { RecordScanner, type ScannedRecord } from '../scan/scanner'
import { shapeOf } from '../templates/shape'
import { mayMatch } from './may-match'
import { differenceBetween, type RuleDifference } from './rule-difference'

/** Records that are read one by one in any case, and one more for so many bytes of the log. */
const FEW_RECORDS = 5000
const BYTES_A_RECORD = 20_000

/** A longer one is left to a scan. */
const MAX_RECORD_BYTES = 1024 * 1024

/** A log whose records are known by some rules. */
export interface ClassifiedLog {
  readonly known: KnownLog
  readonly rules: RuleSet
  readonly reference: Milliseconds
  /** Whether every unknown message is counted with its own shape, see TemplateTable. */
  readonly areShapesExact: boolean
  /** The records of the kinds for which there is a 1, a few at a time. */
  readonly recordsOf: (kinds: Uint8Array) => Iterable<readonly number[]>
  /** The bytes of a record with the blank lines behind it; null where they are too many. */
  readonly read: (record: number, maxBytes: number) => Promise<Buffer | null>
  readonly timeOf: (record: number) => Milliseconds | null
}

/**
 * What is known of a log, by other rules. Only records of kinds that a changed rule had or may fit
 * are read; all others keep what was said of them. The result is that of a scan, but that the first
 * and last times of what was read are exact to the second.
 *
 * @param goesOn asked now and then
 * @returns null where a scan is quicker, or the only way to be sure
 */
export async function reclassify(
  log: ClassifiedLog,
  rules: RuleSet,
  goesOn: () => boolean,
): Promise<KnownLog | null> {
  const difference = differenceBetween(log.rules, rules)
  if (!difference || difference.movesBorders || !log.areShapesExact) return null
  const affected = affectedKinds(log, difference)
  const { known } = log
  const { occurrences, columns } = known.part
  const count = occurrences.reduce((sum, { kind, count }) => sum + (affected[kind] ? count : 0), 0)
  if (count > Math.max(FEW_RECORDS, known.resumption.offset / BYTES_A_RECORD)) return null
  const kinds = new KindList(known, affected, difference)
  const column = columns.kinds.slice()
  const reader = new TwofoldReader(log, rules)
  for (const records of log.recordsOf(affected)) {
    if (!goesOn()) return null
    for (const record of records) {
      const kind = known.kinds[column[record] ?? 0]
      const scanned = kind && (await reader.read(record, kind))
      if (!scanned) return null
      column[record] = kinds.add(record, scanned, scanned.entry.time ?? log.timeOf(record))
    }
    // Who scrolls meanwhile does not wait.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const last = { ...columns.last, kind: column[columns.count - 1] ?? 0 }
  const first = { ...columns.first, kind: column[0] ?? 0 }
  return {
    resumption: known.resumption,
    kinds: kinds.kinds,
    part: { columns: { ...columns, kinds: column, first, last }, occurrences: kinds.occurrences },
  }
}

function affectedKinds(
  { known, rules }: ClassifiedLog,
  { numberOf, added }: RuleDifference,
): Uint8Array {
  return Uint8Array.from(known.kinds, (kind) =>
    numberOf(kind.rule) === null || added.some(({ match }) => mayMatch(match, kind, rules, true))
      ? 1
      : 0,
  )
}

/** Reads a record by the new rules, where the old ones say of it alone what they said in the log. */
class TwofoldReader {
  readonly #log: ClassifiedLog
  readonly #before: RecordScanner
  readonly #now: RecordScanner

  constructor(log: ClassifiedLog, rules: RuleSet) {
    this.#log = log
    this.#before = new RecordScanner(log.rules, log.reference)
    this.#now = new RecordScanner(rules, log.reference)
  }

  async read(record: number, known: Kind): Promise<ScannedRecord | null> {
    const bytes = await this.#log.read(record, MAX_RECORD_BYTES)
    const before = bytes && onlyRecord(this.#before, bytes)
    const isSame =
      before?.rule === known.rule &&
      before.level === known.level &&
      before.entry.head.component === known.component &&
      before.entry.source === known.source
    return isSame && bytes ? onlyRecord(this.#now, bytes) : null
  }
}

function onlyRecord(scanner: RecordScanner, bytes: Buffer): ScannedRecord | null {
  const records: ScannedRecord[] = []
  const take = (record: ScannedRecord) => records.push(record)
  scanner.feed(bytes, take)
  scanner.finishOpen(take)
  return records.length === 1 ? (records[0] ?? null) : null
}

type Occurrence = KindOccurrence & { readonly message: string }

/** The kinds of before with the numbers that their rules have now, and those that come to them. */
class KindList {
  readonly kinds: Kind[]
  readonly #numbers = new Map<string, number>()
  readonly #occurrences = new Map<number, Occurrence>()

  constructor({ kinds, part }: KnownLog, affected: Uint8Array, { numberOf }: RuleDifference) {
    this.kinds = kinds.map((kind) => ({ ...kind, rule: numberOf(kind.rule) ?? NO_RULE }))
    for (const { kind, ...occurrence } of part.occurrences) {
      const known = this.kinds[kind]
      if (!known || affected[kind]) continue
      this.#numbers.set(keyOf(known), kind)
      this.#occurrences.set(kind, occurrence)
    }
  }

  get occurrences(): CataloguePart['occurrences'] {
    return [...this.#occurrences].map(([kind, occurrence]) => ({ kind, ...occurrence }))
  }

  /** Counts a record, and gives the number of its kind. */
  add(record: number, { rule, level, entry }: ScannedRecord, time: Milliseconds | null): number {
    const { component } = entry.head
    const message = rule === NO_RULE ? shapeOf(entry.message) : shownMessage(entry.message)
    const kind: Kind = { rule, level, component, source: entry.source, message }
    const key = keyOf(kind)
    const number = this.#numbers.get(key) ?? this.kinds.push(kind) - 1
    this.#numbers.set(key, number)
    const single = { count: 1, firstRecord: record, firstTime: time, lastTime: time, message }
    const known = this.#occurrences.get(number)
    const isFirst = !known || record < known.firstRecord
    this.#occurrences.set(number, {
      ...(known ? merged(known, single) : single),
      message: isFirst ? message : known.message,
    })
    return number
  }
}

function keyOf({ rule, level, component, source, message }: Kind): string {
  return JSON.stringify([rule, level, component, source, rule === NO_RULE ? message : ''])
}
