import type { Ranges, SearchFailure } from '#shared/protocol/document'
import { isSameQuery, type TextQuery } from '#shared/search'

import type { ByteFiles } from '../log-bytes'
import { BLOCK_BITS, BLOCK_SIZE } from '../view/block-counts'
import type { BlockPart, FoundInBlock } from './block-search'
import { KnownResults } from './known-results'
import { Matches } from './matches'
import { isAnchored, patternErrorOf } from './plan'
import { SearchPool } from './search-pool'

/** What is searched. */
export interface SearchedDocument {
  readonly files: ByteFiles
  /** Where the records from `from` on, before `to`, begin, and where the last of them ends. */
  readonly startsOf: (from: number, to: number) => Float64Array<ArrayBuffer>
  readonly kindOf: (record: number) => number
}

/** Bytes that a worker is given in one go, if that is more than one block. */
const JOB_BYTES = 4 * 1024 * 1024

/** Numbers are never used again, not even for another content of the same file. */
let lastNumber = 0

interface Job {
  readonly from: number
  readonly to: number
  found: readonly FoundInBlock[] | null
}

/**
 * The search in one document: the newest query wins, results come in the order of the records, and
 * records that are added or change are searched as they come.
 */
export class DocumentSearch {
  readonly #document: SearchedDocument
  readonly #onChange: (firstChanged: number) => void
  readonly #pool = new SearchPool()
  #query: TextQuery | null = null
  #number = 0
  #matches: Matches
  readonly #known = new KnownResults()
  #failure: SearchFailure | null = null
  /** Given out or found, in the order of the records. */
  #jobs: Job[] = []
  #next = 0
  #limit = 0
  #waiting: { readonly isMet: () => boolean; readonly go: () => void }[] = []

  /** @param onChange told when more was found, from which record on */
  constructor(document: SearchedDocument, onChange: (firstChanged: number) => void) {
    this.#document = document
    this.#onChange = onChange
    this.#matches = new Matches(document.kindOf)
  }

  get query(): TextQuery | null {
    return this.#query
  }

  /** Grows with every query. */
  get number(): number {
    return this.#number
  }

  get matches(): Matches {
    return this.#matches
  }

  get failure(): SearchFailure | null {
    return this.#failure
  }

  /** Records that may be searched by now. */
  get limit(): number {
    return this.#limit
  }

  get isDone(): boolean {
    return this.#query === null || this.#failure !== null || this.#matches.searched >= this.#limit
  }

  /** Looks for something else, where it is something else; what was under way is dropped at once. */
  set(query: TextQuery | null): void {
    if (isSameQuery(query, this.#query)) return
    if (this.#query !== null && !this.#failure) this.#known.keep(this.#query, this.#matches)
    this.#query = query
    this.#number = ++lastNumber
    this.#matches = (query && this.#known.take(query)) ?? new Matches(this.#document.kindOf)
    this.#jobs = []
    this.#next = this.#matches.searched
    this.#pool.want(this.#number)
    const message = query && patternErrorOf(query)
    this.#failure = message === null ? null : { code: 'invalid', message }
    this.#wake()
    this.#giveOut()
  }

  /** The bytes stand elsewhere now. What is under way is done again there. */
  onMoved(): void {
    this.#jobs = []
    this.#next = this.#matches.searched
    this.#giveOut()
  }

  /** The records before `limit` will not change, or only after `truncate`. */
  allow(limit: number): void {
    this.#limit = limit
    this.#giveOut()
  }

  /** The records from `record` on change; the index still has them as they were. */
  truncate(record: number): void {
    this.#limit = Math.min(this.#limit, record)
    this.#matches.truncate(record)
    this.#known.truncate(record)
    const isKept = this.#jobs.findIndex(({ to }) => to > record)
    const dropped = isKept < 0 ? [] : this.#jobs.splice(isKept)
    this.#next = Math.min(this.#next, record, ...dropped.map(({ from }) => from))
  }

  /** Goes on when the condition is met, the search has ended, or another query has taken its place. */
  async until(isMet: () => boolean): Promise<void> {
    if (isMet() || this.isDone) return
    const number = this.#number
    await new Promise<void>((go) => {
      this.#waiting.push({ isMet: () => number !== this.#number || this.isDone || isMet(), go })
    })
  }

  /** Where the query matches in some texts; nowhere, where its pattern takes too long. */
  async highlight(texts: readonly string[], areParts: boolean): Promise<readonly Ranges[]> {
    const query = this.#query
    const number = this.#number
    if (query === null || this.#failure) return texts.map(() => [])
    if (areParts && isAnchored(query)) return texts.map(() => [])
    const outcome = await this.#pool.run({ kind: 'highlight', number, query, texts })
    if (outcome.kind === 'stuck' && number === this.#number) {
      this.#fail({ code: 'too-slow', message: query.query })
    }
    return outcome.kind === 'highlighted' ? outcome.ranges : texts.map(() => [])
  }

  async close(): Promise<void> {
    this.set(null)
    await this.#pool.stop()
  }

  #giveOut(): void {
    if (this.#query === null || this.#failure) return
    while (this.#next < this.#limit && this.#pool.hasRoom) {
      const job = this.#nextJob()
      this.#jobs.push(job)
      this.#next = job.to
      void this.#run(job, this.#query)
    }
  }

  /** To the end of the block, and further blocks while they are small. */
  #nextJob(): Job {
    const from = this.#next
    const begin = this.#document.startsOf(from, from + 1)[0] ?? 0
    let to = from
    let bytes: number
    do {
      to = Math.min(this.#limit, ((to >>> BLOCK_BITS) + 1) << BLOCK_BITS)
      bytes = (this.#document.startsOf(to - 1, to)[1] ?? 0) - begin
    } while (to < this.#limit && 2 * bytes < JOB_BYTES)
    return { from, to, found: null }
  }

  async #run(job: Job, query: TextQuery): Promise<void> {
    const number = this.#number
    const parts = this.#partsOf(job)
    const outcome = await this.#pool.run({
      kind: 'search',
      number,
      query,
      files: this.#document.files,
      parts,
    })
    if (number !== this.#number) {
      // A worker has become free for the query that is wanted now.
      this.#giveOut()
      return
    }
    // The records have changed meanwhile, and are given out anew.
    if (this.#jobs.includes(job)) {
      switch (outcome.kind) {
        case 'found':
          job.found = outcome.parts
          this.#take()
          break
        case 'stuck':
          this.#fail({ code: 'too-slow', message: query.query })
          break
        case 'failed':
          this.#fail({ code: 'failed', message: outcome.message })
          break
        case 'dropped':
          if (this.#failure === null) void this.#run(job, query)
          return
        case 'highlighted':
          break
      }
    }
    this.#giveOut()
  }

  #partsOf({ from, to }: Job): BlockPart[] {
    const parts: BlockPart[] = []
    for (let at = from; at < to;) {
      const end = Math.min(to, ((at >>> BLOCK_BITS) + 1) << BLOCK_BITS)
      parts.push({ first: at & (BLOCK_SIZE - 1), starts: this.#document.startsOf(at, end) })
      at = end
    }
    return parts
  }

  /** Takes over what is found as far as nothing is missing before it. */
  #take(): void {
    const firstChanged = this.#matches.searched
    for (let job = this.#jobs[0]; job?.found; job = this.#jobs[0]) {
      for (const { bits, count } of job.found) {
        const end = ((this.#matches.searched >>> BLOCK_BITS) + 1) << BLOCK_BITS
        this.#matches.add(Math.min(end, job.to), bits, count)
      }
      this.#jobs.shift()
    }
    if (this.#matches.searched === firstChanged) return
    this.#onChange(firstChanged)
    this.#wake()
  }

  #fail(failure: SearchFailure): void {
    this.#failure = failure
    this.#jobs = []
    // What is under way for this query is not wanted any more.
    this.#pool.want(0)
    this.#onChange(this.#matches.searched)
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = waiting.filter(({ isMet }) => !isMet())
    for (const { isMet, go } of waiting) if (isMet()) go()
  }
}
