import type { DocumentStatus } from '#shared/protocol/document'

import { Store, type Readable } from '../store/Store'

export type News = 'none' | 'records' | 'problems'

/** What a log had when somebody last looked at it. */
interface Seen {
  readonly generation: number
  readonly bytes: number
  readonly records: number
  readonly problems: number
  readonly missingBytes: number
}

/** What has come to a log since somebody looked at it. */
export class Unseen implements Readable<News> {
  readonly #news = new Store<News>('none')
  #isLookedAt = false
  #seen: Seen | null = null
  #latest: Seen | null = null

  readonly get = (): News => this.#news.get()
  readonly subscribe = (listener: () => void): (() => void) => this.#news.subscribe(listener)

  setLookedAt(isLookedAt: boolean): void {
    this.#isLookedAt = isLookedAt
    if (isLookedAt) this.#news.set('none')
  }

  update(status: DocumentStatus): void {
    const { generation, totalBytes, records, categories, arrived, missingBytes } = status
    const now = {
      generation,
      bytes: totalBytes,
      records,
      problems: categories.problem,
      missingBytes,
    }
    const before = this.#latest
    this.#latest = now
    let seen = this.#seen
    if (seen && seen.generation !== generation)
      seen = { generation, bytes: 0, records: 0, problems: 0, missingBytes }
    // The reading of what the log holds already is no news, as long as that may take.
    const isOld = arrived !== null || missingBytes !== seen?.missingBytes
    if (this.#isLookedAt || !seen || isOld || totalBytes === seen.bytes) {
      this.#seen = now
      return
    }
    // Other rules or another profile make problems of old records, which are no news either.
    const isReclassified = before?.generation === generation && before.records === records
    const madeProblems = isReclassified ? now.problems - before.problems : 0
    this.#seen = { ...seen, problems: seen.problems + madeProblems }
    if (records <= seen.records) return
    if (now.problems > this.#seen.problems) this.#news.set('problems')
    else if (this.#news.get() === 'none') this.#news.set('records')
  }
}
