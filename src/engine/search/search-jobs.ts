import { BLOCK_BITS, BLOCK_SIZE } from '../view/block-counts'
import type { FoundInBlock } from './block-search'
import type { Matches } from './matches'

/**
 * Bytes that a worker is given in one go, if that is more than one block: few at first, so that what is
 * near comes soon, then more, so that less is told to and fro.
 */
const FIRST_BYTES = 2 * 1024 * 1024
const MOST_BYTES = 8 * 1024 * 1024

/** Of what was given out: so much comes on top. */
const GROWTH = 1 / 16

/** Records that one worker searches. */
export interface Job {
  readonly from: number
  readonly to: number
  found: readonly FoundInBlock[] | null
}

/** What of a log is still to be searched: from where somebody looks both ways in turn. */
export class SearchJobs {
  readonly #startOf: (record: number) => number
  readonly #matches: Matches
  /** Given out or found behind the records that were searched, in their order. */
  #ahead: Job[] = []
  /** Before them, in the opposite order. */
  #behind: Job[] = []
  /** Behind the records that were given out, and the first of them. */
  #to = 0
  #from = 0
  #isTurnBehind = false

  /**
   * @param startOf where a record begins; behind the last one, where that ends
   * @param matches takes what is found
   */
  constructor(startOf: (record: number) => number, matches: Matches) {
    this.#startOf = startOf
    this.#matches = matches
    this.dropAll()
  }

  /** Gives out what is to be searched next of the records before `limit`; null where that is nothing. */
  next(limit: number): Job | null {
    const isBehind = this.#from > 0 && (this.#isTurnBehind || this.#to >= limit)
    if (!isBehind && this.#to >= limit) return null
    this.#isTurnBehind = !isBehind
    const job = isBehind ? this.#nextBehind() : this.#nextAhead(limit)
    if (isBehind) this.#from = job.from
    else this.#to = job.to
    ;(isBehind ? this.#behind : this.#ahead).push(job)
    return job
  }

  /** Whether it was given out and not dropped since. */
  has(job: Job): boolean {
    return this.#ahead.includes(job) || this.#behind.includes(job)
  }

  /** What was given out is given out anew. */
  dropAll(): void {
    this.#ahead = []
    this.#behind = []
    this.#to = this.#matches.to
    this.#from = this.#matches.from
    this.#isTurnBehind = false
  }

  /** The records from `record` on change; the index still has them as they were. */
  truncate(record: number): void {
    const { from } = this.#matches
    this.#matches.truncate(record)
    if (record <= from) {
      this.dropAll()
      return
    }
    const first = this.#ahead.findIndex(({ to }) => to > record)
    const dropped = first < 0 ? [] : this.#ahead.splice(first)
    this.#to = Math.min(this.#to, record, ...dropped.map((job) => job.from))
  }

  /** Takes over what is found as far as nothing is missing between. */
  take(): void {
    for (let job = this.#ahead[0]; job?.found; job = this.#ahead[0]) {
      for (const { bits, count } of job.found) {
        this.#matches.add(Math.min(endOfBlock(this.#matches.to), job.to), bits, count)
      }
      this.#ahead.shift()
    }
    for (let job = this.#behind[0]; job?.found; job = this.#behind[0]) {
      for (const { bits, count } of job.found.toReversed()) this.#matches.addBefore(bits, count)
      this.#behind.shift()
    }
  }

  #wantedBytes(): number {
    const given = this.#startOf(this.#to) - this.#startOf(this.#from)
    return Math.min(MOST_BYTES, FIRST_BYTES + given * GROWTH)
  }

  /** To the end of the block, and further blocks while they are small. */
  #nextAhead(limit: number): Job {
    const from = this.#to
    const begin = this.#startOf(from)
    let to = from
    const wanted = this.#wantedBytes()
    let bytes: number
    do {
      to = Math.min(limit, endOfBlock(to))
      bytes = this.#startOf(to) - begin
    } while (to < limit && bytes < wanted)
    return { from, to, found: null }
  }

  /** The block before, and further ones while they are small. */
  #nextBehind(): Job {
    const to = this.#from
    const end = this.#startOf(to)
    let from = to
    const wanted = this.#wantedBytes()
    let bytes: number
    do {
      from -= BLOCK_SIZE
      bytes = end - this.#startOf(from)
    } while (from > 0 && bytes < wanted)
    return { from, to, found: null }
  }
}

/** Of the block that holds a record: the first one behind it. */
export function endOfBlock(record: number): number {
  return ((record >>> BLOCK_BITS) + 1) << BLOCK_BITS
}
