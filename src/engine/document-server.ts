import { type Filter, SHOW_ALL } from '#shared/filter'
import {
  type DocumentNotice,
  type DocumentRequest,
  type DocumentResults,
  type DocumentStatus,
  type EngineMessage,
  parseRequest,
  type RequestMessage,
  type SearchStatus,
} from '#shared/protocol/document'
import type { Moved, SourceEvent } from '#shared/protocol/host'
import type { Profile } from '#shared/feature'
import type { Milliseconds } from '#shared/record'
import { isSameQuery, type TextQuery } from '#shared/search'
import type { RuleSet } from '#shared/rules/compile'

import { IndexFullError, type IngestOptions } from './ingest/log-ingest'
import { LogDocument } from './log-document'

/** Where answers and events go: the page's end of the port. */
export interface DocumentClientPort {
  postMessage: (message: EngineMessage) => void
}

/** A status is sent at most this often while the file is read. */
const STATUS_INTERVAL_MS = 100
const SEARCH_INTERVAL_MS = 50

const CHANGES_VIEW: ReadonlySet<RequestMessage['request']> = new Set(['view.filter', 'profile.set'])

/** What changes the status: its view, and by the profile also what the categories count. */
const CHANGES: readonly DocumentRequest[] = ['view.filter', 'profile.set']

export interface ServerOptions {
  readonly path: string
  /** How much of it may be read by now. */
  readonly bytes: number
  readonly rules: RuleSet
  readonly referenceTime: Milliseconds
  readonly uses: Profile
  /** See IngestOptions. */
  readonly document?: IngestOptions
}

/**
 * Serves one document to one page: reads the file, answers requests in order of their coming, and
 * begins anew when another log takes its place.
 */
export class DocumentServer {
  readonly #options: ServerOptions
  #port: DocumentClientPort | null = null
  #document: LogDocument | null = null
  #moved: Moved | null = null
  /** How much of it may be read. */
  #bytes: number
  #profile: Profile
  #filter: Filter = SHOW_ALL
  #text: TextQuery | null = null
  #lastSearchAt = 0
  #searchNews: NodeJS.Timeout | null = null
  #generation = 0
  #isReading = false
  #mustReadAgain = false
  #mustBeginAnew = false
  #isLost = false
  /** The index takes no more of the log. */
  #isFull = false
  #totalBytes = 0
  #lastStatusAt = 0
  /** Settles when there is a document to ask, or when it is known that there will be none. */
  readonly #isOpened: Promise<void>
  #setOpened: () => void = () => undefined

  constructor(options: ServerOptions) {
    this.#options = options
    this.#bytes = options.bytes
    this.#profile = options.uses
    this.#isOpened = new Promise((resolve) => (this.#setOpened = resolve))
  }

  /** Connects a page, also a reloaded one, and tells it where things stand. */
  connect(port: DocumentClientPort): void {
    this.#port = port
    this.#sendStatus()
  }

  /** Reads what there is to read; a call while it reads makes it look once more at the end. */
  async read(): Promise<void> {
    this.#mustReadAgain = true
    if (this.#isReading) return
    this.#isReading = true
    try {
      while (this.#takeReadingWish()) await this.#readOnce()
    } catch (error) {
      if (error instanceof IndexFullError) {
        this.#isFull = true
        this.#notify('index-full', error)
      } else {
        this.#isLost = true
        this.#notify('read-failed', error)
      }
    } finally {
      this.#isReading = false
      this.#setOpened()
      this.#sendStatus()
    }
  }

  async onSourceEvent(event: SourceEvent): Promise<void> {
    switch (event.kind) {
      case 'grew':
        this.#bytes = event.bytes
        this.#document?.allow(event.bytes)
        break
      case 'moved':
        this.#moved = event
        if (this.#document) await this.#continueIn(this.#document, event)
        break
      case 'replaced':
        this.#mustBeginAnew = true
        this.#bytes = 0
        this.#moved = null
        this.#notify('file-replaced')
        break
      case 'lost':
        this.#isLost = true
        this.#notify('file-deleted', event.detail)
        this.#sendStatus()
        return
      case 'failed':
        this.#isLost = true
        this.#notify('read-failed', event.detail)
        this.#sendStatus()
        return
      case 'back':
        this.#isLost = false
        this.#notify('file-back')
        break
    }
    this.#isLost = false
    await this.read()
  }

  /** Answers whatever came over the port; what is no request of the table is refused. */
  async onMessage(data: unknown): Promise<void> {
    const parsed = parseRequest(data)
    if (!parsed.ok) {
      if (parsed.id !== null) this.#fail(parsed.id, 'invalid-request', parsed.reason)
      return
    }
    const { id } = parsed.message
    // The page may ask as soon as it has its port.
    await this.#isOpened
    try {
      const result = await this.#answer(parsed.message)
      this.#post({ id, ok: true, result })
      // How many matches are in sight depends on what else is hidden.
      if (CHANGES_VIEW.has(parsed.message.request) && this.#document) this.#onSearch(this.#document)
      if (CHANGES.includes(parsed.message.request)) this.#sendStatus()
    } catch (error) {
      this.#fail(id, error instanceof RangeError ? 'out-of-range' : 'failed', messageOf(error))
    }
  }

  /** Whether somebody has asked to read since the last look. */
  #takeReadingWish(): boolean {
    const isWished = this.#mustReadAgain
    this.#mustReadAgain = false
    return isWished
  }

  async #readOnce(): Promise<void> {
    if (this.#mustBeginAnew || this.#document === null) {
      this.#mustBeginAnew = false
      this.#isFull = false
      const { rules, referenceTime, document: options } = this.#options
      const profile = this.#profile
      const moved = this.#moved
      // What is gone from the file reads as a hole of the copy.
      const path = moved?.isBaseValid === false ? moved.path : this.#options.path
      const next = await LogDocument.open(path, rules, referenceTime, profile, options)
      next.allow(this.#bytes)
      if (this.#moved) await next.continueIn(this.#moved)
      // It can have changed while the file was opened.
      if (this.#profile !== profile) next.setProfile(this.#profile, null)
      next.onSearch = () => this.#onSearch(next)
      next.setSearch(this.#text)
      next.setFilter(this.#filter, null)
      await this.#document?.close()
      this.#document = next
      this.#generation++
      this.#setOpened()
    }
    if (this.#isFull) return
    const document = this.#document
    this.#totalBytes = await document.totalBytes()
    // Truncated just now: the event that says so is on its way.
    if (this.#totalBytes < document.indexedBytes) return
    await document.readOn(() => {
      this.#totalBytes = Math.max(this.#totalBytes, document.indexedBytes)
      if (Date.now() - this.#lastStatusAt >= STATUS_INTERVAL_MS) this.#sendStatus()
      return !this.#mustBeginAnew
    })
  }

  /** Where bytes are gone before they were indexed, what was taken for them may be anything. */
  async #continueIn(document: LogDocument, moved: Moved): Promise<void> {
    const isWhole = await document.continueIn(moved)
    if (!isWhole) this.#mustBeginAnew = true
  }

  async #answer(message: RequestMessage): Promise<DocumentResults[typeof message.request]> {
    const document = this.#document
    if (document === null) throw new RangeError('the document could not be opened')
    switch (message.request) {
      case 'view.filter':
        return this.#setFilter(document, message.args.filter, message.args.anchor)
      case 'profile.set':
        this.#profile = message.args.uses
        return document.setProfile(this.#profile, message.args.anchor)
      case 'view.rows':
        return document.rows(message.args.from, message.args.count)
      case 'view.locate':
        return document.locate(message.args.record)
      case 'view.locateLine':
        return document.locateLine(message.args.line)
      case 'view.locateTime':
        return document.locateTime(message.args.time)
      case 'view.marks':
        return document.marks(message.args.slots)
      case 'view.nextProblem':
        return document.nextProblem(message.args.record, message.args.isForward)
      case 'record.get':
        return document.detail(message.args.record)
      case 'triage.get':
        return { rows: document.triage() }
      case 'timeline.get':
        return document.timeline(message.args.bars)
      case 'search.set':
        return this.#setSearch(document, message.args.text)
      case 'search.next':
        return document.nextMatch(message.args.record, message.args.isForward)
      case 'search.highlight':
        return document.highlight(message.args.texts, message.args.areParts)
      case 'search.clear':
        this.#setSearch(document, null)
        return null
    }
  }

  async #setFilter(document: LogDocument, filter: Filter, anchor: number | null) {
    this.#filter = filter
    if (filter.text === null) return document.setFilter(filter, anchor)
    this.#text = filter.text
    await document.prepare(filter.text, anchor)
    // Another filter or document may have come while this one was made ready.
    if (filter !== this.#filter || document !== this.#document) return document.state(anchor)
    return document.setFilter(filter, anchor)
  }

  #setSearch(document: LogDocument, text: TextQuery | null): SearchStatus {
    this.#text = text
    if (!isSameQuery(this.#filter.text, text)) this.#filter = { ...this.#filter, text: null }
    return document.setSearch(text)
  }

  /** News of a search that is told at most so often, and at last once more. */
  #onSearch(document: LogDocument): void {
    if (this.#text === null || this.#searchNews) return
    const wait = Math.max(0, this.#lastSearchAt + SEARCH_INTERVAL_MS - Date.now())
    this.#searchNews = setTimeout(() => {
      this.#searchNews = null
      this.#lastSearchAt = Date.now()
      if (document !== this.#document) return
      this.#post({ event: 'search', data: document.searchStatus() })
      if (document.filtersByText) this.#sendStatus()
    }, wait)
  }

  #sendStatus(): void {
    const document = this.#document
    if (document === null) return
    this.#lastStatusAt = Date.now()
    const isIndexing = this.#isReading && document.indexedBytes < this.#totalBytes
    const status: DocumentStatus = {
      ...document.status(),
      state: this.#isLost ? 'lost' : isIndexing ? 'indexing' : 'following',
      totalBytes: Math.max(this.#totalBytes, document.indexedBytes),
      generation: this.#generation,
    }
    this.#post({ event: 'status', data: status })
  }

  #notify(code: DocumentNotice, cause: unknown = ''): void {
    this.#post({ event: 'notice', data: { code, detail: messageOf(cause) } })
  }

  #fail(id: number, code: string, message: string): void {
    this.#post({ id, ok: false, error: { code, message } })
  }

  #post(message: EngineMessage): void {
    this.#port?.postMessage(message)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
