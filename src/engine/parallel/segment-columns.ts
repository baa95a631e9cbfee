import type { SegmentContent } from '../index/catalogue'
import type { KindTable } from '../index/kind-table'
import { KindStats, type KindTaker } from '../index/kind-stats'
import { RecordIndex } from '../index/record-index'
import type { RecordSink, ScannedRun } from '../kernel/fast-scanner'
import type { ScannedRecord, Statement } from '../scan/scanner'

/**
 * Takes the records of one segment after the other, in the same memory. It does nothing for each
 * run of records but copy it: V8 compiles for every thread anew what that thread does often.
 */
export class SegmentColumns implements RecordSink {
  readonly blockSize = Number.POSITIVE_INFINITY
  readonly kinds: KindTable
  readonly #index = new RecordIndex()
  readonly #stats = new KindStats()
  #messages = new Map<number, string>()
  #eachKind: (take: KindTaker) => void = () => undefined

  constructor(kinds: KindTable) {
    this.kinds = kinds
  }

  get count(): number {
    return this.#index.count
  }

  get frozenTemplates() {
    return this.kinds.frozenTemplates
  }

  readonly take = (record: ScannedRecord): void => {
    const { offset, line, time } = record
    const kind = this.kindOf(record)
    this.#stats.add(kind, this.count, time)
    this.#index.append({ offset, line, kind, time })
  }

  kindOf({ rule, level, entry: { head, message, source } }: Statement): number {
    const kind = this.kinds.intern(rule, level, head.component, message, source)
    if (!this.#messages.has(kind)) this.#messages.set(kind, message)
    this.kinds.settle(kind)
    return kind
  }

  takeRun(run: ScannedRun): void {
    this.#index.appendRun(run)
    this.#eachKind = run.eachKind
  }

  /** The segment, null where it holds nothing; then begins the next one. */
  end(): SegmentContent | null {
    this.#eachKind((...known) => this.#stats.addMany(...known))
    this.#eachKind = () => undefined
    const columns = this.#index.columns()
    const content = columns && { columns, stats: this.#stats.take(), messages: this.#messages }
    this.#index.clear()
    this.#messages = new Map()
    return content
  }
}
