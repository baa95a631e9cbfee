import type { TriageRow } from '#shared/protocol/document'

import type { ReadRecord } from './record-reader'

/** Unknown messages of which an example is told, and how much of it. */
const MAX_EXAMPLES = 500
const MAX_LENGTH = 500

/** The messages of the first records of unknown kinds: a template alone does not show what varies. */
export class Examples {
  readonly #read: (records: readonly number[]) => Promise<readonly ReadRecord[]>
  /** By record. */
  readonly #known = new Map<number, string>()

  constructor(read: (records: readonly number[]) => Promise<readonly ReadRecord[]>) {
    this.#read = read
  }

  /** @param settledRecords those after them may still go on */
  async addTo(rows: readonly TriageRow[], settledRecords: number): Promise<readonly TriageRow[]> {
    const wanted = rows
      .filter(({ template }) => template !== null)
      .slice(0, MAX_EXAMPLES)
      .map(({ firstRecord }) => firstRecord)
    const missing = wanted.filter((record) => !this.#known.has(record)).sort((a, b) => a - b)
    const read = await this.#read(missing)
    const examples = new Map(
      missing.map((record, at) => [record, (read[at]?.entry.message ?? '').slice(0, MAX_LENGTH)]),
    )
    for (const record of wanted) {
      const known = this.#known.get(record)
      if (known !== undefined) examples.set(record, known)
    }
    for (const [record, example] of examples) {
      if (record < settledRecords) this.#known.set(record, example)
    }
    return rows.map((row) => ({ ...row, example: examples.get(row.firstRecord) ?? null }))
  }
}
