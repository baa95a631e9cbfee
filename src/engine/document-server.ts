import { type Filter, SHOW_ALL } from '#shared/filter'
import {
  type DocumentArguments,
  type DocumentNotice,
  type DocumentRequest,
  type DocumentResults,
  type DocumentStatus,
  type EngineMessage,
  type FollowedView,
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
import { RuleChange } from './reclassify/rule-change'
import { Trials } from './trial/trials'

/** Where answers and events go: the page's end of the port. */
export interface DocumentClientPort {
  postMessage: (message: EngineMessage) => void
}

/** A status is sent at most this often while the file is read. */
const STATUS_INTERVAL_MS = 100
const SEARCH_INTERVAL_MS = 50

const CHANGES_VIEW: ReadonlySet<DocumentRequest> = new Set([
  'view.filter',
  'profile.set',
  'view.follow',
])

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
  #rules: RuleSet
  readonly #ruleChange: RuleChange
  readonly #trials = new Trials((data) => this.#post({ event: 'trial', data }))
  #profile: Profile
  #filter: Filter = SHOW_ALL
  #text: TextQuery | null = null
  #lastSearchAt = 0
  #searchNews: NodeJS.Timeout | null = null
  #generation = 0
  #reading: Promise<void> | null = null
  #mustReadAgain = false
  readonly #answering = new Set<Promise<unknown>>()
  #mustBeginAnew = false
  #isLost = false
  /** The index takes no more of the log. */
  #isFull = false
  #totalBytes = 0
  #arrived: number | null = null
  #lastStatusAt = 0
  #isStaleTold = false
  /** Settles when there is a document to ask, or when it is known that there will be none. */
  readonly #isOpened: Promise<void>
  #setOpened: () => void = () => undefined

  constructor(options: ServerOptions) {
    this.#options = options
    this.#bytes = options.bytes
    this.#rules = options.rules
    this.#profile = options.uses
    this.#ruleChange = new RuleChange(
      (rules, goesOn) => this.#reclassified(rules, goesOn),
      () => this.#post({ event: 'view', data: null }),
    )
    this.#isOpened = new Promise((resolve) => (this.#setOpened = resolve))
  }

  /** Connects a page, also a reloaded one, and tells it where things stand. */
  connect(port: DocumentClientPort): void {
    this.#port = port
    this.#sendStatus()
    this.#isStaleTold = false
    if (this.#ruleChange.ready) this.#post({ event: 'view', data: null })
  }

  /** Reads what there is to read; a call while it reads makes it look once more at the end. */
  async read(): Promise<void> {
    this.#mustReadAgain = true
    this.#reading ??= this.#readAll()
    await this.#reading
  }

  /** Classifies the records by other rules. What is shown stays until that is done. */
  async setRules(rules: RuleSet): Promise<void> {
    this.#rules = rules
    await this.#isOpened
    // One that is opened from now on is read by them anyway.
    if (this.#document === null || this.#rules !== rules) return
    try {
      const done = this.#ruleChange.begin(rules)
      this.#sendStatus()
      await done
    } catch (error) {
      this.#notify('rules-failed', error)
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
        // What is being read by other rules is read where it stands now.
        if (this.#ruleChange.isUnderWay) void this.setRules(this.#rules)
        break
      case 'replaced':
        this.#mustBeginAnew = true
        this.#bytes = 0
        this.#moved = null
        this.#notify('file-replaced')
        break
      case 'arriving':
        this.#arrived = event.part
        this.#sendStatus()
        return
      case 'remark':
        this.#notify(event.code, event.detail)
        return
      case 'lost':
        this.#isLost = true
        this.#notify(event.of === 'file' ? 'file-deleted' : 'connection-lost', event.detail)
        this.#sendStatus()
        return
      case 'failed':
        this.#isLost = true
        this.#notify('read-failed', event.detail)
        this.#sendStatus()
        return
      case 'back':
        this.#isLost = false
        this.#notify(event.of === 'file' ? 'file-back' : 'connection-back')
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
    const answering = this.#answer(parsed.message)
    this.#answering.add(answering)
    try {
      const result = await answering
      this.#post({ id, ok: true, result })
      // How many matches are in sight depends on what else is hidden.
      if (CHANGES_VIEW.has(parsed.message.request)) {
        if (this.#document) this.#onSearch(this.#document)
        this.#sendStatus()
      }
    } catch (error) {
      this.#fail(id, error instanceof RangeError ? 'out-of-range' : 'failed', messageOf(error))
    } finally {
      this.#answering.delete(answering)
    }
  }

  /** Whether somebody has asked to read since the last look. */
  #takeReadingWish(): boolean {
    const isWished = this.#mustReadAgain
    this.#mustReadAgain = false
    return isWished
  }

  async #readAll(): Promise<void> {
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
      this.#reading = null
      this.#setOpened()
      this.#sendStatus()
    }
  }

  async #readOnce(): Promise<void> {
    if (this.#mustBeginAnew || this.#document === null) {
      this.#mustBeginAnew = false
      await this.#ruleChange.drop()
      this.#isFull = false
      const profile = this.#profile
      const next = await this.#open(this.#rules)
      // It can have changed while the file was opened.
      if (this.#profile !== profile) next.setProfile(this.#profile, null)
      next.setSearch(this.#text)
      next.setFilter(this.#filter, null)
      this.#trials.end()
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
      return !this.#mustBeginAnew && document === this.#document
    })
  }

  /** Where bytes are gone before they were indexed, what was taken for them may be anything. */
  async #continueIn(document: LogDocument, moved: Moved): Promise<void> {
    const isWhole = await document.continueIn(moved)
    if (!isWhole) this.#mustBeginAnew = true
  }

  async #reclassified(rules: RuleSet, goesOn: () => boolean): Promise<LogDocument> {
    const known = await this.#document?.knownBy(rules, goesOn)
    if (known) return this.#open(rules, { known })
    if (this.#document?.isWhole === false)
      throw new Error('its first records are gone from the disk')
    return this.#open(rules)
  }

  async #open(rules: RuleSet, more: IngestOptions = {}): Promise<LogDocument> {
    const { referenceTime, document: options } = this.#options
    const moved = this.#moved
    // What is gone from the file reads as a hole of the copy.
    const path = moved?.isBaseValid === false ? moved.path : this.#options.path
    const all = { ...options, ...more }
    const document = await LogDocument.open(path, rules, referenceTime, this.#profile, all)
    document.allow(this.#bytes)
    if (this.#moved) await document.continueIn(this.#moved)
    document.onSearch = () => {
      if (document === this.#document) this.#onSearch(document)
    }
    document.onFindings = () => {
      if (document === this.#document) this.#onFindings(document)
    }
    return document
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
        return document.navigation.locate(message.args.record)
      case 'view.locateLine':
        return document.navigation.locateLine(message.args.line)
      case 'view.locateTime':
        return document.navigation.locateTime(message.args.time)
      case 'view.marks':
        return document.marks(message.args.slots)
      case 'view.nextProblem':
        return document.navigation.nextProblem(message.args.record, message.args.isForward)
      case 'record.get':
        return document.detail(message.args.record)
      case 'triage.get':
        return { rows: await document.triage() }
      case 'timeline.get':
        return document.timeline(message.args.bars)
      case 'findings.get':
        return { findings: document.findings.all, isDone: document.findings.isDone }
      case 'search.set':
        return this.#setSearch(document, message.args.text)
      case 'search.next':
        return document.navigation.nextMatch(message.args.record, message.args.isForward)
      case 'search.highlight':
        return document.highlight(message.args.texts, message.args.areParts)
      case 'search.clear':
        this.#setSearch(document, null)
        return null
      case 'view.follow':
        return this.#follow(document, message.args)
      case 'rule.try':
        return this.#trials.try(document, message.args.draft)
      case 'rule.endTrial':
        this.#trials.end()
        return null
    }
  }

  /** Shows the records as the newest rules explain them, as far as that is ready, and group them. */
  async #follow(
    document: LogDocument,
    { anchor, selected }: DocumentArguments<'view.follow'>,
  ): Promise<FollowedView> {
    const next = this.#ruleChange.ready
    const stays = () => ({ ...document.state(anchor), selected, isGroupGone: false })
    this.#isStaleTold = false
    if (next === null) {
      if (document.isViewStale) document.renewView(null)
      return stays()
    }
    // What was written since.
    next.allow(this.#bytes)
    await next.readOn(() => true)
    const here = (record: number | null) =>
      record === null ? null : next.recordFor(record, document)
    const { group, text } = this.#filter
    const isGroupGone = group !== null && !next.hasGroup(group)
    if (isGroupGone) this.#filter = { ...this.#filter, group: null }
    next.setProfile(this.#profile, null)
    next.setSearch(this.#text)
    if (text !== null) await next.prepare(text, here(anchor))
    if (next !== this.#ruleChange.ready) return stays()
    this.#ruleChange.take()
    this.#trials.end()
    next.goOnAfter(document)
    const state = next.setFilter(this.#filter, here(anchor))
    const followed = { ...state, selected: here(selected), isGroupGone }
    this.#document = next
    // Whoever still asks the old one gets an answer first.
    void Promise.allSettled([this.#reading, ...this.#answering]).then(() => document.close())
    void this.read()
    return followed
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

  /** A status makes the page ask again for what it shows of the whole log. */
  #onFindings(document: LogDocument): void {
    if (document === this.#document) this.#sendStatus()
  }

  #sendStatus(): void {
    const document = this.#document
    if (document === null) return
    this.#lastStatusAt = Date.now()
    const isIndexing = this.#reading !== null && document.indexedBytes < this.#totalBytes
    const status: DocumentStatus = {
      ...document.status(),
      state: this.#isLost ? 'lost' : isIndexing ? 'indexing' : 'following',
      arrived: this.#arrived,
      totalBytes: Math.max(this.#totalBytes, document.indexedBytes),
      isReclassifying: this.#ruleChange.isUnderWay,
      generation: this.#generation,
    }
    this.#post({ event: 'status', data: status })
    if (!document.isViewStale || this.#isStaleTold) return
    this.#isStaleTold = true
    this.#post({ event: 'view', data: null })
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
