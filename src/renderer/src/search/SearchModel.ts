import type { SearchStatus } from '#shared/protocol/document'
import { isSameQuery, isSmartlySensitive, type TextQuery } from '#shared/search'

import type { DocumentClient } from '../document/DocumentClient'
import type { LogModel } from '../log/LogModel'
import { Store } from '../store/Store'

/** What stands in the find bar. */
export interface SearchForm {
  readonly query: string
  readonly isRegex: boolean
  /** Otherwise a capital letter in the query makes it so. */
  readonly matchesCase: boolean
  /** Only the records that match are shown. */
  readonly onlyMatches: boolean
}

const EMPTY: SearchForm = { query: '', isRegex: false, matchesCase: false, onlyMatches: false }

/** While somebody writes, a search begins at most so often. */
const PAUSE_MS = 60

/** Looks for a text in one document, and walks from match to match. */
export class SearchModel {
  readonly isOpen = new Store(false)
  /** Counts how often somebody asked for the find bar: each time its words are selected. */
  readonly opened = new Store(0)
  readonly form = new Store<SearchForm>(EMPTY)
  readonly status = new Store<SearchStatus | null>(null)
  /** Which match was gone to last, from 1, where that is known. */
  readonly ordinal = new Store<number | null>(null)
  /** What the engine looks for now. */
  readonly text = new Store<TextQuery | null>(null)

  readonly #client: DocumentClient
  readonly #log: LogModel
  readonly #filter: (text: TextQuery | null) => void
  #timer: ReturnType<typeof setTimeout> | null = null
  /** The match that was gone to last, until it is known which one it is. */
  #uncounted: number | null = null
  #isFiltering = false

  constructor(client: DocumentClient, log: LogModel, filter: (text: TextQuery | null) => void) {
    this.#client = client
    this.#log = log
    this.#filter = filter
  }

  /** News of the engine, for this query or one before. */
  update(status: SearchStatus): void {
    const known = this.status.get()
    if (this.text.get() === null || (known && status.number < known.number)) return
    this.status.set(status)
    if (status.state === 'done' && this.#uncounted !== null) void this.#count(this.#uncounted)
  }

  open(): void {
    this.isOpen.set(true)
    this.opened.set(this.opened.get() + 1)
    this.#apply()
  }

  /** Nothing is looked for any more; the words stay for the next time. */
  close(): void {
    this.isOpen.set(false)
    this.#apply()
  }

  change(change: Partial<SearchForm>): void {
    this.form.set({ ...this.form.get(), ...change })
    if (this.#timer !== null) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#apply()
    }, PAUSE_MS)
  }

  /** All records are shown again, by somebody else's doing. */
  endFilter(): void {
    if (!this.#isFiltering) return
    this.#isFiltering = false
    this.form.set({ ...this.form.get(), onlyMatches: false })
  }

  /** Goes to the next match after the selected record, or the one before it; round the ends. */
  async go(isForward: boolean): Promise<void> {
    if (this.#timer !== null) {
      clearTimeout(this.#timer)
      this.#timer = null
    }
    this.#apply()
    const text = this.text.get()
    if (text !== null) await this.#log.walk(() => this.#step(text, isForward))
  }

  async #step(text: TextQuery, isForward: boolean): Promise<void> {
    if (text !== this.text.get()) return
    const record = this.#log.selection.get()?.record ?? this.#edgeOfSight(isForward)
    const found = await this.#client.call('search.next', { record, isForward })
    if (found === null || text !== this.text.get()) return
    this.ordinal.set(found.ordinal)
    this.#uncounted = found.ordinal === null ? found.record : null
    await this.#log.selectFound(found.view, found.position)
  }

  /** The record after which, or before which, what is in sight begins. */
  #edgeOfSight(isForward: boolean): number | null {
    const record = this.#log.recordInSight
    return isForward ? before(record) : record
  }

  /** Says which of all matches it is, now that all are found. */
  async #count(record: number): Promise<void> {
    this.#uncounted = null
    const text = this.text.get()
    const asked = { record: before(record), isForward: true }
    const found = await this.#client.call('search.next', asked).catch(() => null)
    if (found?.record === record && text === this.text.get()) this.ordinal.set(found.ordinal)
  }

  /** Tells the engine what the form says, where that is something else than before. */
  #apply(): void {
    const { query, isRegex, matchesCase, onlyMatches } = this.form.get()
    const isWanted = this.isOpen.get() && query !== ''
    const isCaseSensitive = matchesCase || isSmartlySensitive(query, isRegex)
    const text: TextQuery | null = isWanted ? { query, isRegex, isCaseSensitive } : null
    const isOther = !isSameQuery(text, this.text.get())
    if (isOther) {
      this.text.set(text)
      this.ordinal.set(null)
      this.#uncounted = null
      if (text === null) this.status.set(null)
    }
    const wasFiltering = this.#isFiltering
    this.#isFiltering = onlyMatches && text !== null
    if (this.#isFiltering ? isOther || !wasFiltering : wasFiltering) {
      this.#filter(this.#isFiltering ? text : null)
    }
    // A filter by text looks for it too, but only this answer says what is wrong with a pattern.
    if (isOther) void this.#look(text)
  }

  async #look(text: TextQuery | null): Promise<void> {
    try {
      if (text === null) await this.#client.call('search.clear', {})
      else {
        const anchor = this.#log.recordInSight
        this.update(await this.#client.call('search.set', { text, anchor }))
      }
    } catch {
      // The engine is gone, which has its own notice.
    }
  }
}

/** Null before the first record. */
function before(record: number | null): number | null {
  return record === null || record === 0 ? null : record - 1
}
