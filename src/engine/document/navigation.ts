import type { FoundRecord, Location } from '#shared/protocol/document'
import type { Milliseconds } from '#shared/record'

import type { RecordIndex } from '../index/record-index'
import type { DocumentSearch } from '../search/document-search'
import type { Lens } from '../view/lens'

/** The ways to a record of the view: by number, line or time, and to the next match or problem. */
export class Navigation {
  readonly #index: RecordIndex
  readonly #search: DocumentSearch
  readonly #lens: Lens
  readonly #knowsLines: boolean

  /** @param knowsLines whether lines are counted from the first one of the log */
  constructor(index: RecordIndex, search: DocumentSearch, lens: Lens, knowsLines: boolean) {
    this.#index = index
    this.#search = search
    this.#lens = lens
    this.#knowsLines = knowsLines
  }

  /** The record, or failing it the next shown one, or failing that the last. */
  locate(record: number): Location {
    return this.#lens.locate(record)
  }

  /** Nowhere while only the last part of the log is there. */
  locateLine(line: number): Location {
    if (!this.#knowsLines) return { view: this.#lens.number, position: null, record: null }
    return this.locate(this.#index.count === 0 ? 0 : this.#index.recordOfLine(line))
  }

  locateTime(time: Milliseconds): Location {
    return this.locate(this.#index.recordAtTime(time))
  }

  /** The nearest match in the view on one side of a record, or failing it the last on the other side. */
  async nextMatch(record: number | null, isForward: boolean): Promise<FoundRecord | null> {
    const number = this.#search.number
    if (this.#search.query === null) return null
    const start = this.#startOf(record, isForward)
    const isNear = () => {
      const { from, to } = this.#search.matches
      if (start < from || start > to) return false
      const { found } = this.#lens
      return isForward ? found.rank(start) < found.shown : found.rank(start) > 0
    }
    await this.#search.until(isNear)
    if (number !== this.#search.number) return null
    const found = this.#lens.nearest(this.#lens.found, start, isForward)
    // It comes into the view in a moment.
    if (found === null || !this.#lens.shows(found)) return null
    // Others may stand before what was searched.
    return this.#search.matches.from === 0 ? found : { ...found, ordinal: null }
  }

  /** The nearest problem in the view on one side of a record, or failing it the last on the other side. */
  nextProblem(record: number | null, isForward: boolean): FoundRecord | null {
    return this.#lens.nearest(this.#lens.problems, this.#startOf(record, isForward), isForward)
  }

  #startOf(record: number | null, isForward: boolean): number {
    if (isForward) return record === null ? 0 : record + 1
    return record ?? this.#index.count
  }
}
