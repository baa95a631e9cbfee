import { isSameQuery, type TextQuery } from '#shared/search'

import type { Matches } from './matches'

/** What earlier results may take together; one of 50 million records takes at most some 8 MB. */
const MAX_BYTES = 32 * 1024 * 1024
const MAX_RESULTS = 20

interface Known {
  readonly query: TextQuery
  readonly matches: Matches
}

/**
 * What was found for earlier queries, as far as they got: who takes a letter back, or switches a
 * filter off and on, waits for nothing. The longest unused are given up first.
 */
export class KnownResults {
  #known: readonly Known[] = []

  keep(query: TextQuery, matches: Matches): void {
    const known = [{ query, matches }, ...this.#known]
    let bytes = 0
    this.#known = known.filter(({ matches: { bytes: more } }, place) => {
      bytes += more
      return place < MAX_RESULTS && bytes <= MAX_BYTES
    })
  }

  /** Gives the result of a query out of hand, or null where none is known around a record. */
  take(query: TextQuery, around: number | null): Matches | null {
    const known = this.#known.find((other) => isSameQuery(other.query, query))
    this.#known = this.#known.filter((other) => other !== known)
    if (!known || around === null) return known?.matches ?? null
    const { from, to } = known.matches
    return from <= around && around <= to ? known.matches : null
  }

  /** As Matches.truncate. */
  truncate(record: number): void {
    for (const { matches } of this.#known) matches.truncate(record)
  }
}
