import type { DocumentStatus } from '#shared/protocol/document'

import type { LogDocument } from '../log-document'
import type { Page } from './page'

/** A status is sent at most this often while the file is read. */
const STATUS_INTERVAL_MS = 100
const SEARCH_INTERVAL_MS = 50

/** What a status says that the document itself does not know. */
export type Circumstances = Omit<DocumentStatus, keyof ReturnType<LogDocument['status']>>

/** Tells the page where things stand in the document that it shows, and not too often. */
export class News {
  readonly #page: Page
  readonly #shown: () => LogDocument | null
  readonly #circumstances: (document: LogDocument) => Circumstances
  #lastStatusAt = 0
  #lastSearchAt = 0
  #nextSearch: NodeJS.Timeout | null = null
  #isStaleTold = false

  constructor(
    page: Page,
    shown: () => LogDocument | null,
    circumstances: (document: LogDocument) => Circumstances,
  ) {
    this.#page = page
    this.#shown = shown
    this.#circumstances = circumstances
  }

  sendStatus(): void {
    const document = this.#shown()
    if (document === null) return
    this.#lastStatusAt = Date.now()
    this.#page.tell('status', { ...document.status(), ...this.#circumstances(document) })
    if (!document.isViewStale || this.#isStaleTold) return
    this.#isStaleTold = true
    this.#page.tell('view', null)
  }

  /** While the file is read. */
  sendStatusIfDue(): void {
    if (Date.now() - this.#lastStatusAt >= STATUS_INTERVAL_MS) this.sendStatus()
  }

  /** A stale view is told once until the page has followed it, or is another page. */
  forgetStale(): void {
    this.#isStaleTold = false
  }

  /** Tells how the search goes: in a moment, so that all of that moment is told at once. */
  onSearch(document: LogDocument): void {
    if (document !== this.#shown() || !document.hasSearch || this.#nextSearch) return
    const wait = Math.max(0, this.#lastSearchAt + SEARCH_INTERVAL_MS - Date.now())
    this.#nextSearch = setTimeout(() => {
      this.#nextSearch = null
      this.#lastSearchAt = Date.now()
      if (document !== this.#shown()) return
      this.#page.tell('search', document.searchStatus())
      if (document.filtersByText) this.sendStatus()
    }, wait)
  }

  /** A status makes the page ask again for what it shows of the whole log. */
  onFindings(document: LogDocument): void {
    if (document === this.#shown()) this.sendStatus()
  }
}
