import type { RecordSink, ScannedRun } from '../kernel/fast-scanner'
import type { ScannedRecord, Statement } from '../scan/scanner'
import { BlockCounts } from '../view/block-counts'
import { type KindOccurrence, KindStats } from './kind-stats'
import type { KindTable } from './kind-table'
import { type IndexColumns, RecordIndex } from './record-index'

interface KindPart extends KindOccurrence {
  readonly kind: number
  /** Of its first record. */
  readonly message: string
}

/** Records that follow each other, as plain data. Kinds are those of the table that it was made with. */
export interface CataloguePart {
  readonly columns: IndexColumns
  readonly occurrences: readonly KindPart[]
}

/** All that is remembered of the records of a log, brought in line with each other. */
export class Catalogue implements RecordSink {
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

  readonly take = (record: ScannedRecord): void => {
    const kind = this.append(record)
    this.kinds.settle(kind)
    this.stats.add(kind, this.count - 1, record.time)
  }

  kindOf({ rule, level, entry }: Statement): number {
    const kind = this.kinds.intern(rule, level, entry.head.component, entry.message)
    if ((this.totals[kind] ?? 0) === 0 && !this.#announced.has(kind)) {
      this.kinds.showAs(kind, entry.message)
      this.#announced.add(kind)
    }
    this.kinds.settle(kind)
    return kind
  }

  takeRun(run: ScannedRun): void {
    const firstRecord = this.count
    this.#announced.clear()
    this.index.appendRun(run)
    run.eachKind((kind, count, first, firstTime, lastTime) => {
      this.#count(kind, count)
      this.stats.addMany(kind, count, firstRecord + first, firstTime, lastTime)
    })
  }

  /** Appends a record that may have to be taken back: the statistics do not know it yet. */
  append({ offset, line, entry, level, time, rule }: ScannedRecord): number {
    const kind = this.kinds.intern(rule, level, entry.head.component, entry.message)
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
    if (columns === null) return null
    const occurrences = this.kinds.kinds.flatMap(({ message }, kind) => {
      const occurrence = this.stats.get(kind)
      return occurrence ? [{ kind, message, ...occurrence }] : []
    })
    return { columns, occurrences }
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
    const kinds = renumbered(part.columns.kinds, numbers)
    this.index.appendColumns({ ...part.columns, kinds }, offset, lines)
    this.blocks.addColumn(kinds)
    for (const { kind, message, ...occurrence } of part.occurrences) {
      const number = numbers[kind] ?? 0
      const total = this.totals[number] ?? 0
      if (total === 0) this.kinds.showAs(number, message)
      this.totals[number] = total + occurrence.count
      this.stats.addAll(number, occurrence, firstRecord)
    }
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
