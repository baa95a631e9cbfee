import type { RuleSet } from '#shared/rules/compile'

import type { Catalogue } from '../index/catalogue'
import type { ReadRecord } from '../record-reader'
import { BLOCK_SIZE } from '../view/block-counts'
import type { Interests } from './interests'

/** What is looked at. */
export interface FoundIn {
  readonly catalogue: Catalogue
  readonly rules: RuleSet
  readonly read: (records: readonly number[]) => Promise<readonly ReadRecord[]>
}

/** Records that are read, and blocks that are looked through, before it is given up. */
const MAX_READ = 4000
const MAX_BLOCKS = 1000

interface Earlier {
  readonly record: number
  readonly rule: string
  readonly read: ReadRecord
}

/** A look at records that were handed out before, and at how many there are. */
export class LookBack {
  readonly #interests: Interests
  readonly #log: FoundIn

  constructor(interests: Interests, log: FoundIn) {
    this.#interests = interests
    this.#log = log
  }

  /** How many records there are of these rules in the whole log. */
  count(rules: readonly string[]): number {
    const { totals } = this.#log.catalogue
    return this.#interests.kindsOf(rules).reduce((sum, kind) => sum + (totals[kind] ?? 0), 0)
  }

  /**
   * The records of some rules from `from` on, before `to`, the newest first.
   *
   * @returns all of them, or with `isPart` the newest
   */
  async between(
    from: number,
    to: number,
    rules: readonly string[],
  ): Promise<{ readonly records: readonly Earlier[]; readonly isPart: boolean }> {
    const { index } = this.#log.catalogue
    const wanted = new Set(this.#interests.kindsOf(rules))
    const found: number[] = []
    let end = Math.min(to, index.count)
    for (let blocks = 0; end > from && found.length < MAX_READ && blocks < MAX_BLOCKS; blocks++) {
      const start = Math.max(from, end - 1 - ((end - 1) % BLOCK_SIZE))
      const kinds = index.kindsOf(start, end)
      for (let at = end - start - 1; at >= 0; at--) {
        if (wanted.has(kinds[at] ?? -1)) found.push(start + at)
      }
      end = start
    }
    const records = found.slice(0, MAX_READ)
    const rulesOf = records.map((record) => this.#interests.of(index.kindOf(record)).rule)
    // Read in the order of the file, many at once.
    const read = (await this.#log.read(records.toReversed())).toReversed()
    return {
      records: records.flatMap((record, place) => {
        const [rule, text] = [rulesOf[place], read[place]]
        return rule !== undefined && text ? [{ record, rule, read: text }] : []
      }),
      isPart: end > from || found.length > records.length,
    }
  }
}
