import { BLOCK_BITS } from '../view/block-counts'
import type { CountedRecords } from '../view/counted'
import type { Matches } from './matches'

/**
 * The matches from a record on, with which a block begins. A view shows these while more are found
 * before it, which would move the rows that somebody reads.
 */
export class MatchesFrom implements CountedRecords {
  readonly #matches: Matches
  readonly #from: number

  constructor(matches: Matches, from: number) {
    this.#matches = matches
    this.#from = from
  }

  get blocks(): number {
    return this.#matches.blocks
  }

  pairsIn(block: number): ArrayLike<number> {
    return block < this.#from >>> BLOCK_BITS ? [] : this.#matches.pairsIn(block)
  }

  has(record: number): boolean {
    return record >= this.#from && this.#matches.has(record)
  }
}
