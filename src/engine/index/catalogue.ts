import type { Level } from '#shared/level'
import type { RuleNumber } from '#shared/rules/compile'

import type { RecordSink, ScannedRun } from '../kernel/fast-scanner'
import type { Entry } from '../scan/entry'
import type { ScannedRecord, Statement } from '../scan/scanner'
import { BLOCK_SIZE, BlockCounts } from '../view/block-counts'
import { type KindColumns, type KindOccurrence, KindStats } from './kind-stats'
import type { KindTable } from './kind-table'
import { type IndexColumns, RecordIndex } from './record-index'

export interface KindPart extends KindOccurrence {
  readonly kind: number
  /** Of its first record. */
  readonly message: string
}

/** Records that follow each other, as plain data. Kinds are those of the table that it was made with. */
export interface CataloguePart {
  readonly columns: IndexColumns
  readonly occurrences: readonly KindPart[]
}

/** What a thread found in a segment of a log. */
export interface SegmentContent {
  readonly columns: IndexColumns
  readonly stats: KindColumns
  /** Of the first records of the kinds that were asked for. */
  readonly messages: ReadonlyMap<number, string>
}

/** All that is remembered of the records of a log, brought in line with each other. */
export class Catalogue implements RecordSink {
  readonly blockSize = BLOCK_SIZE
  readonly index = new RecordIndex()
  readonly kinds: KindTable
  readonly stats = new KindStats()
  readonly blocks = new BlockCounts()
  /** Records of each kind, at its number. */
  readonly totals: number[] = []
  /** Kinds that occur for the first time in the run that comes next. */
  readonly #announced = new Set<number>()

  constructor(kinds: KindTable) {
    this.kinds = kinds
  }

  get count(): number {
    return this.index.count
  }

  get frozenTemplates() {
    return this.kinds.frozenTemplates
  }

  readonly take = (record: ScannedRecord): void => {
    const kind = this.append(record)
    this.kinds.settle(kind)
    this.stats.add(kind, this.count - 1, record.time)
  }

  kindOf({ rule, level, entry }: Statement): number {
    const kind = this.#numberOf(rule, level, entry)
    if ((this.totals[kind] ?? 0) === 0 && !this.#announced.has(kind)) {
      this.kinds.showAs(kind, entry.message)
      this.#announced.add(kind)
    }
    this.kinds.settle(kind)
    return kind
  }

  takeRun(run: ScannedRun): void {
    this.#announced.clear()
    this.index.appendRun(run)
    run.eachKind((kind, count, first, firstTime, lastTime) => {
      this.#count(kind, count)
      this.stats.addMany(kind, count, first, firstTime, lastTime)
    })
  }

  /** Appends a record that may have to be taken back: the statistics do not know it yet. */
  append({ offset, line, entry, level, time, rule }: ScannedRecord): number {
    const kind = this.#numberOf(rule, level, entry)
    if ((this.totals[kind] ?? 0) === 0) this.kinds.showAs(kind, entry.message)
    this.index.append({ offset, line, kind, time })
    this.#count(kind, 1)
    return kind
  }

  /** Takes back the last record, which was appended with this kind. */
  removeLast(kind: number): void {
    this.index.removeLast()
    this.blocks.remove(kind)
    this.totals[kind] = (this.totals[kind] ?? 1) - 1
  }

  /** What is known of the records, as plain data; null where there are none. */
  part(): CataloguePart | null {
    const columns = this.index.columns()
    return columns && { columns, occurrences: this.occurrences() }
  }

  /** What is known of each kind that occurs. */
  occurrences(): readonly KindPart[] {
    return this.kinds.kinds.flatMap(({ message }, kind) => {
      const occurrence = this.stats.get(kind)
      return occurrence ? [{ kind, message, ...occurrence }] : []
    })
  }

  /**
   * Appends what is known of the records that follow.
   *
   * @param numbers of its kinds here
   * @param offset added to its offsets
   * @param lines added to its line numbers
   */
  appendPart(part: CataloguePart, numbers: Uint16Array, offset: number, lines: number): void {
    const firstRecord = this.count
    this.appendColumns(part.columns, numbers, offset, lines)
    this.addOccurrences(part.occurrences, numbers, firstRecord)
  }

  /** Appends records whose occurrences are added apart. */
  appendColumns(columns: IndexColumns, numbers: Uint16Array, offset = 0, lines = 0): void {
    const kinds = renumbered(columns.kinds, numbers)
    this.index.appendColumns({ ...columns, kinds }, offset, lines)
    this.blocks.addColumn(kinds)
  }

  /** Adds what is known of the kinds of records from `firstRecord` on. */
  addOccurrences(
    occurrences: readonly KindPart[],
    numbers: Uint16Array,
    firstRecord: number,
  ): void {
    for (const { kind, message, ...occurrence } of occurrences) {
      const number = numbers[kind] ?? 0
      this.#addTotal(number, occurrence.count, message)
      this.stats.addAll(number, occurrence, firstRecord)
    }
  }

  /** The same of a segment. */
  appendSegment(
    { columns, stats, messages }: SegmentContent,
    numbers: Uint16Array,
    offset: number,
    lines: number,
  ): void {
    const firstRecord = this.count
    this.appendColumns(columns, numbers, offset, lines)
    const { kinds, counts, firstRecords, firstTimes, lastTimes } = stats
    kinds.forEach((kind, at) => {
      const number = numbers[kind] ?? 0
      const count = counts[at] ?? 0
      this.#addTotal(number, count, messages.get(kind) ?? '')
      const first = firstRecord + (firstRecords[at] ?? 0)
      this.stats.addMany(number, count, first, firstTimes[at] ?? NaN, lastTimes[at] ?? NaN)
    })
  }

  /** Takes all that another one over the same kinds knows in place of its own; that is used no more. */
  takeOver(other: Catalogue): void {
    this.index.takeOver(other.index)
    this.stats.takeOver(other.stats)
    this.blocks.takeOver(other.blocks)
    this.totals.length = 0
    other.totals.forEach((total, kind) => (this.totals[kind] = total))
  }

  #numberOf(rule: RuleNumber, level: Level | null, { head, message, source }: Entry): number {
    return this.kinds.intern(rule, level, head.component, message, source)
  }

  /** @param message of the first of them */
  #addTotal(kind: number, count: number, message: string): void {
    const total = this.totals[kind] ?? 0
    if (total === 0) this.kinds.showAs(kind, message)
    this.totals[kind] = total + count
  }

  #count(kind: number, count: number): void {
    this.blocks.addAll(kind, count)
    this.totals[kind] = (this.totals[kind] ?? 0) + count
  }
}

/** The first part of a log has the numbers already. */
function renumbered(kinds: Uint16Array, numbers: Uint16Array): Uint16Array {
  if (numbers.every((number, kind) => number === kind)) return kinds
  const result = new Uint16Array(kinds.length)
  for (let at = 0; at < kinds.length; at++) result[at] = numbers[kinds[at] ?? 0] ?? 0
  return result
}
