import type { Category } from '#shared/category'
import type { DocumentResults } from '#shared/protocol/document'
import type { Milliseconds, RecordRow } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'
import { explained } from '#shared/rules/explain'

import type { LogIngest } from '../ingest/log-ingest'
import type { LogBytes } from '../log-bytes'
import { type Placed, toDetail, toRow } from '../present'
import { type Extent, type ReadRecord, RecordReader } from '../record-reader'

/** How far back a record without a time looks for the milliseconds of its neighbour. */
const NEIGHBOURS = 20

/** The records of a log as somebody looks at them: read from the file, and placed by the index. */
export class Records {
  readonly #ingest: LogIngest
  readonly #rules: RuleSet
  readonly #categoryOf: (kind: number) => Category
  readonly #reader: RecordReader

  constructor(
    bytes: LogBytes,
    ingest: LogIngest,
    rules: RuleSet,
    categoryOf: (kind: number) => Category,
  ) {
    this.#ingest = ingest
    this.#rules = rules
    this.#categoryOf = categoryOf
    this.#reader = new RecordReader(bytes, ingest.context)
  }

  read(records: readonly number[]): Promise<ReadRecord[]> {
    return this.#reader.rows(records.map((record) => this.#extentOf(record)))
  }

  async rows(records: readonly number[]): Promise<RecordRow[]> {
    const read = await this.read(records)
    const rows: RecordRow[] = []
    for (const [at, record] of records.entries()) {
      const content = read[at]
      if (content) rows.push(await this.rowOf(record, content))
    }
    return rows
  }

  async rowOf(record: number, read: ReadRecord): Promise<RecordRow> {
    return toRow(await this.#place(record, read), read)
  }

  /** @throws RangeError for a record that is not there */
  async detail(record: number): Promise<DocumentResults['record.get']> {
    const read = await this.#reader.detail(this.#extentOf(record))
    const rule = this.#rules.rules[this.#kindOf(record).rule]
    const template = this.#ingest.catalogue.kinds.templateOf(this.#index.kindOf(record))
    return {
      detail: toDetail(await this.#place(record, read), read),
      rule: rule ? await explained(rule) : null,
      template,
    }
  }

  /** Where a record begins; behind the last one, where that ends. */
  startOf(record: number): number {
    return record < this.#index.count ? this.#index.offsetOf(record) : this.#ingest.endOfLast.offset
  }

  get #index() {
    return this.#ingest.catalogue.index
  }

  #kindOf(record: number) {
    const kind = this.#ingest.catalogue.kinds.kinds[this.#index.kindOf(record)]
    if (!kind) throw new RangeError(`no record ${record}`)
    return kind
  }

  #extentOf(record: number): Extent {
    const offset = this.#index.offsetOf(record)
    return { offset, bytes: this.startOf(record + 1) - offset }
  }

  async #place(record: number, read: ReadRecord): Promise<Placed> {
    const kind = this.#kindOf(record)
    const number = this.#index.kindOf(record)
    const isLast = record + 1 >= this.#index.count
    const line = this.#index.lineOf(record)
    return {
      record,
      // Nobody knows how many lines stand before a last part.
      line: this.#ingest.from > 0 ? null : line,
      lines: (isLast ? this.#ingest.endOfLast.line : this.#index.lineOf(record + 1)) - line,
      time: read.entry.time ?? (await this.#timeOfNeighbour(record)),
      level: kind.level,
      rule: this.#rules.rules[kind.rule]?.id ?? null,
      category: this.#categoryOf(number),
    }
  }

  /** The index knows the second; the milliseconds stand in the record that wrote them. */
  async #timeOfNeighbour(record: number): Promise<Milliseconds | null> {
    const known = this.#index.timeOf(record)
    if (known === null) return null
    for (let before = record - 1; before >= Math.max(0, record - NEIGHBOURS); before--) {
      const [read] = await this.read([before])
      if (read && read.entry.time !== null) return read.entry.time
    }
    return known
  }
}
