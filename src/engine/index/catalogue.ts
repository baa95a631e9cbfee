import type { RecordSink, ScannedRun } from '../kernel/fast-scanner'
import type { ScannedRecord } from '../scan/scanner'
import type { RuleSet } from '#shared/rules/compile'

import { BlockCounts } from '../view/block-counts'
import { KindStats } from './kind-stats'
import { KindTable } from './kind-table'
import { RecordIndex } from './record-index'

/** All that is remembered of the records of a log, brought in line with each other. */
export class Catalogue implements RecordSink {
  readonly index = new RecordIndex()
  readonly kinds: KindTable
  readonly stats = new KindStats()
  readonly blocks = new BlockCounts()
  /** Records of each kind, at its number. */
  readonly totals: number[] = []

  constructor(rules: RuleSet) {
    this.kinds = new KindTable(rules)
  }

  get count(): number {
    return this.index.count
  }

  take(record: ScannedRecord): number {
    const kind = this.append(record)
    this.stats.add(kind, this.count - 1, record.time)
    return kind
  }

  takeRun(run: ScannedRun): void {
    const firstRecord = this.count
    this.index.appendRun(run)
    for (const { kind, ...occurrence } of run.occurrences) {
      this.#count(kind, occurrence.count)
      const first = firstRecord + occurrence.firstRecord
      this.stats.addAll(kind, { ...occurrence, firstRecord: first })
    }
  }

  /** Appends a record that may have to be taken back: the statistics do not know it yet. */
  append({ offset, line, entry, level, time, rule }: ScannedRecord): number {
    const kind = this.kinds.intern(rule, level, entry.head.component, entry.message)
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

  #count(kind: number, count: number): void {
    this.blocks.addAll(kind, count)
    this.totals[kind] = (this.totals[kind] ?? 0) + count
  }
}
