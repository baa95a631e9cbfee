import type { Ranges, SearchFailure } from '#shared/protocol/document'
import { isSameQuery, type TextQuery } from '#shared/search'

import type { RecordPlaces } from '../index/record-places'
import type { ByteFiles } from '../log-bytes'
import { BLOCK_SIZE } from '../view/block-counts'
import type { BlockPart } from './block-search'
import { KnownResults } from './known-results'
import { Matches } from './matches'
import { isAnchored, patternErrorOf } from './plan'
import { endOfBlock, type Job, SearchJobs } from './search-jobs'
import { SearchPool } from './search-pool'

/** What is searched. */
export interface SearchedDocument {
  readonly files: ByteFiles
  /** Where a record begins; behind the last one, where that ends. */
  readonly startOf: (record: number) => number
  readonly placesOf: (from: number, to: number) => RecordPlaces
  /** See Task. */
  readonly isMerged: () => boolean
  readonly kindOf: (record: number) => number
}

/** Numbers are never used again, not even for another content of the same file. */
let lastNumber = 0

/**
 * The search in one document: the newest query wins, and records that are added or change are
 * searched as they come. It begins where somebody looks and goes both ways in turn; results come
 * without gaps, from there on.
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
  #jobs: SearchJobs
  #limit = 0
  #waiting: { readonly isMet: () => boolean; readonly go: () => void }[] = []

  /** @param onChange told when more was found, from which record on */
  constructor(document: SearchedDocument, onChange: (firstChanged: number) => void) {
    this.#document = document
    this.#onChange = onChange
    this.#matches = new Matches(document.kindOf, 0)
    this.#jobs = new SearchJobs(document.startOf, this.#matches)
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
    if (this.#query === null || this.#failure !== null) return true
    return this.#matches.from === 0 && this.#matches.to >= this.#limit
  }

  /**
   * Looks for something else, where it is something else; what was under way is dropped at once.
   *
   * @param around the record where somebody looks
   */
  set(query: TextQuery | null, around: number | null = null): void {
    if (isSameQuery(query, this.#query)) return
    if (this.#query !== null && !this.#failure) this.#known.keep(this.#query, this.#matches)
    this.#query = query
    this.#number = ++lastNumber
    this.#matches =
      (query && this.#known.take(query, around)) ??
      new Matches(this.#document.kindOf, Math.min(around ?? 0, this.#limit))
    this.#jobs = new SearchJobs(this.#document.startOf, this.#matches)
    this.#pool.want(this.#number)
    const message = query && patternErrorOf(query)
    this.#failure = message === null ? null : { code: 'invalid', message }
    this.#wake()
    this.#giveOut()
  }

  /** The bytes stand elsewhere now. What is under way is done again there. */
  onMoved(): void {
    this.#jobs.dropAll()
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
    this.#jobs.truncate(record)
    this.#known.truncate(record)
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
    while (this.#pool.hasRoom) {
      const job = this.#jobs.next(this.#limit)
      if (job === null) return
      void this.#run(job, this.#query)
    }
  }

  async #run(job: Job, query: TextQuery): Promise<void> {
    const number = this.#number
    const parts = this.#partsOf(job)
    const outcome = await this.#pool.run({
      kind: 'search',
      number,
      query,
      files: this.#document.files,
      isMerged: this.#document.isMerged(),
      parts,
    })
    if (number !== this.#number) {
      // A worker has become free for the query that is wanted now.
      this.#giveOut()
      return
    }
    // The records have changed meanwhile, and are given out anew.
    if (this.#jobs.has(job)) {
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
      const end = Math.min(to, endOfBlock(at))
      parts.push({
        first: at & (BLOCK_SIZE - 1),
        places: this.#document.placesOf(at, end),
        end: this.#document.startOf(end),
      })
      at = end
    }
    return parts
  }

  #take(): void {
    const { from, to } = this.#matches
    this.#jobs.take()
    if (this.#matches.to > to) this.#onChange(to)
    if (this.#matches.from < from) this.#onChange(this.#matches.from)
    if (this.#matches.to > to || this.#matches.from < from) this.#wake()
  }

  #fail(failure: SearchFailure): void {
    this.#failure = failure
    this.#jobs.dropAll()
    // What is under way for this query is not wanted any more.
    this.#pool.want(0)
    this.#onChange(this.#matches.to)
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = waiting.filter(({ isMet }) => !isMet())
    for (const { isMet, go } of waiting) if (isMet()) go()
  }
}
