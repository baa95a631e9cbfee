import type { Profile } from '#shared/feature'
import { parseRequest } from '#shared/protocol/document'
import type { FileIdentity, Joined, Moved, SourceEvent } from '#shared/protocol/host'
import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import { Background } from './background'
import { IndexFullError, type IngestOptions } from './ingest/log-ingest'
import { LogDocument } from './log-document'
import { answerTo, CHANGES_VIEW, UNHURRIED } from './server/answers'
import { AskedView } from './server/asked-view'
import { type Circumstances, News } from './server/news'
import { type DocumentClientPort, Page } from './server/page'
import { FirstScreen } from './server/first-screen'
import { Rereading } from './server/rereading'
import { noticeOf } from './server/source-notice'
import { ToldBytes } from './server/told-bytes'
import { Trials } from './trial/trials'

export interface ServerOptions {
  readonly path: string
  /** Where the first line begins that is there. */
  readonly from?: number
  /** How much of it may be read by now. */
  readonly bytes: number
  /** Of the file that is meant, and files that will be joined, see LogBytes. */
  readonly key?: string | null
  readonly later?: readonly FileIdentity[]
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
  readonly #page = new Page()
  readonly #firstScreen = new FirstScreen()
  readonly #background = new Background()
  readonly #news: News
  readonly #view: AskedView
  readonly #rereading: Rereading
  readonly #trials = new Trials((status) => this.#page.tell('trial', status))
  #rules: RuleSet
  #document: LogDocument | null = null
  readonly #bytes: ToldBytes
  /** Where the first line begins that is there. */
  #from: number
  /** One event after the other: what the log grew by may stand in a file that is just opened. */
  #applying: Promise<unknown> = Promise.resolve()
  #generation = 0
  #reading: Promise<void> | null = null
  #mustReadAgain = false
  readonly #answering = new Set<Promise<unknown>>()
  #mustBeginAnew = false
  #isLost = false
  #hasEnded = false
  /** The index takes no more of the log. */
  #isFull = false
  #totalBytes = 0
  #arrived: number | null = null
  /** Settles when there is a document to ask, or when it is known that there will be none. */
  readonly #isOpened: Promise<void>
  #setOpened: () => void = () => undefined

  constructor(options: ServerOptions) {
    this.#options = options
    const { path, key = null, later = [], from = 0, bytes } = options
    this.#from = from
    this.#bytes = new ToldBytes(path, key, later, bytes, (error) => {
      this.#page.notify('read-failed', error)
    })
    this.#rules = options.rules
    const shown = () => this.#document
    this.#news = new News(this.#page, shown, (document) => this.#circumstancesOf(document))
    this.#view = new AskedView(options.uses, shown)
    this.#rereading = new Rereading(this.#view, {
      shown,
      open: (rules, more) => this.#open(rules, more),
      readOn: (document) => document.readOn(() => true),
      take: (next, before) => this.#take(next, before),
      onReady: () => this.#page.tell('view', null),
    })
    this.#isOpened = new Promise((resolve) => (this.#setOpened = resolve))
  }

  /** Connects a page, also a reloaded one, and tells it where things stand. */
  connect(port: DocumentClientPort): void {
    this.#page.connect(port)
    this.#news.sendStatus()
    this.#news.forgetStale()
    if (this.#rereading.isReady) this.#page.tell('view', null)
  }

  /** Settles when the first rows are on the screen, or when nobody seems to wait for them. */
  untilShown(): Promise<void> {
    return this.#firstScreen.wait()
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
    if (this.#rules === rules) await this.#readAnew()
  }

  /** Reads the log by the rules that are in force, from the first byte that is there. */
  async #readAnew(): Promise<void> {
    const document = this.#document
    if (document === null) return
    try {
      const done = this.#rereading.begin(this.#rules, this.#from)
      this.#news.sendStatus()
      await done
    } catch (error) {
      if (error instanceof IndexFullError) this.#page.notify('index-full', error)
      else if (document.missingBytes > this.#from) this.#page.notify('read-failed', error)
      else this.#page.notify('rules-failed', error)
      this.#news.sendStatus()
    }
  }

  /** @param source which of several merged logs it happened to, as people call it */
  async onSourceEvent(event: SourceEvent, source: string | null = null): Promise<void> {
    const applied = this.#applying.then(() =>
      source === null ? this.#apply(event) : this.#tellOf(source, event),
    )
    this.#applying = applied
    if (!(await applied)) return
    this.#isLost = false
    await this.read()
  }

  /** @returns whether there may be something to read */
  async #apply(event: SourceEvent): Promise<boolean> {
    const notice = noticeOf(event)
    if (notice) this.#page.notify(notice.code, notice.detail)
    switch (event.kind) {
      case 'grew':
        this.#bytes.allow(event.bytes)
        return true
      case 'moved':
      case 'joined':
        return this.#place(event)
      case 'filled':
        this.#from = event.from
        await this.#isOpened
        void this.#readAnew()
        return false
      case 'replaced':
        this.#mustBeginAnew = true
        this.#from = 0
        this.#bytes.beginAnew()
        return true
      case 'arriving':
        this.#arrived = event.part
        this.#news.sendStatus()
        return false
      case 'remark':
        return false
      case 'lost':
      case 'failed':
        this.#isLost = true
        this.#news.sendStatus()
        return false
      case 'ended':
        this.#hasEnded = true
        this.#news.sendStatus()
        return false
      case 'back':
        this.#isLost = false
        return true
    }
  }

  /** One of several logs: the others go on. */
  #tellOf(source: string, event: SourceEvent): false {
    const notice = noticeOf(event)
    if (notice) this.#page.notify(notice.code, notice.detail, source)
    else if (event.kind === 'ended') this.#page.notify('source-ended', '', source)
    return false
  }

  /** Answers whatever came over the port; what is no request of the table is refused. */
  async onMessage(data: unknown): Promise<void> {
    const parsed = parseRequest(data)
    if (!parsed.ok) {
      if (parsed.id !== null) this.#page.refuse(parsed.id, 'invalid-request', parsed.reason)
      return
    }
    const { message } = parsed
    // The page may ask as soon as it has its port.
    await this.#isOpened
    const isUrgent = !UNHURRIED.has(message.request)
    const answer = () => this.#answer(message)
    const answering = isUrgent ? this.#background.answerFirst(answer) : answer()
    this.#answering.add(answering)
    try {
      this.#page.answer(message.id, await answering)
      // How many matches are in sight depends on what else is hidden.
      if (CHANGES_VIEW.has(message.request)) {
        if (this.#document) this.#news.onSearch(this.#document)
        this.#news.sendStatus()
      }
    } catch (error) {
      this.#page.fail(message.id, error)
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
        this.#page.notify('index-full', error)
      } else {
        this.#isLost = true
        this.#page.notify('read-failed', error)
      }
    } finally {
      this.#reading = null
      this.#setOpened()
      this.#news.sendStatus()
    }
  }

  async #readOnce(): Promise<void> {
    if (this.#mustBeginAnew || this.#document === null) await this.#beginAnew()
    if (this.#isFull || this.#document === null) return
    const document = this.#document
    this.#totalBytes = await document.totalBytes()
    // Truncated just now: the event that says so is on its way.
    if (this.#totalBytes < document.indexedBytes) return
    await document.readOn(() => {
      this.#totalBytes = Math.max(this.#totalBytes, document.indexedBytes)
      this.#news.sendStatusIfDue()
      return !this.#mustBeginAnew && document === this.#document
    })
  }

  async #beginAnew(): Promise<void> {
    this.#mustBeginAnew = false
    await this.#rereading.drop()
    this.#isFull = false
    const next = await this.#open(this.#rules)
    this.#view.beginIn(next)
    this.#trials.end()
    await this.#document?.close()
    this.#document = next
    this.#generation++
    this.#setOpened()
  }

  async #place(place: Moved | Joined): Promise<boolean> {
    await this.#bytes.place(place)
    const document = this.#document
    if (document === null) return true
    // Where bytes are gone before they were indexed, what was taken for them may be anything.
    if (!this.#bytes.areWhole && document.indexedBytes < place.from) this.#mustBeginAnew = true
    document.onMoved()
    // What is being read by other rules is read where it stands now.
    if (this.#rereading.isUnderWay) void this.#readAnew()
    return true
  }

  async #open(rules: RuleSet, more: IngestOptions = {}): Promise<LogDocument> {
    const { path, referenceTime, document: options } = this.#options
    const bytes = await this.#bytes.open()
    const afterFirstScreen = () => this.#firstScreen.wait()
    const background = this.#background
    const all = { ...options, from: this.#from, afterFirstScreen, background, ...more }
    const document = LogDocument.over(bytes, path, rules, referenceTime, this.#view.profile, all)
    document.onSearch = () => this.#news.onSearch(document)
    document.onFindings = () => this.#news.onFindings(document)
    return document
  }

  /** Shows a document over the same bytes in place of the one before. */
  #take(next: LogDocument, before: LogDocument): void {
    this.#trials.end()
    this.#document = next
    // Whoever still asks the old one gets an answer first.
    void Promise.allSettled([this.#reading, ...this.#answering]).then(() => before.close())
    void this.read()
  }

  async #answer(message: Parameters<typeof answerTo>[0]): Promise<unknown> {
    const document = this.#document
    if (document === null) throw new RangeError('the document could not be opened')
    if (message.request === 'view.follow') this.#news.forgetStale()
    return answerTo(message, {
      document,
      view: this.#view,
      firstScreen: this.#firstScreen,
      rereading: this.#rereading,
      trials: this.#trials,
    })
  }

  #circumstancesOf(document: LogDocument): Circumstances {
    const isIndexing = this.#reading !== null && document.indexedBytes < this.#totalBytes
    const state = this.#hasEnded ? 'ended' : 'following'
    return {
      state: this.#isLost ? 'lost' : isIndexing ? 'indexing' : state,
      arrived: this.#arrived,
      totalBytes: Math.max(this.#totalBytes, document.indexedBytes),
      isReclassifying: this.#rereading.isUnderWay && document.missingBytes === this.#from,
      generation: this.#generation,
    }
  }
}
