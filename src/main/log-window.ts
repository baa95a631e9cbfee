import type { BrowserWindow } from 'electron'

import { openSource } from '#sources/open-source'
import type { EntryWanted, OpenFailed, Source } from '#sources/source'

import { displayText } from './display-text'
import { LogDocument } from './document'
import { warn } from './log'
import { Page } from './page'

export interface LogWindowOptions {
  /** Gives what an engine has to know besides the log. */
  readonly engineOptions: () => Promise<
    Pick<ConstructorParameters<typeof LogDocument>[1], 'uses' | 'userPacks'>
  >
  readonly onOpened: (source: Source) => void
  readonly onFailed: (failure: OpenFailed) => void
}

/** A window, its page, and the one document in it. */
export class LogWindow {
  readonly window: BrowserWindow
  readonly page: Page
  readonly #options: LogWindowOptions
  #document: LogDocument | null = null
  /** The user's packs, where they have changed since the window is there. */
  #userPacks: readonly string[] | null = null
  /** Counts what was asked for: of two openings at a time the later one wins. */
  #ticket = 0
  #isOpening = false
  /** An archive whose entries are offered to be picked from. */
  #offered: EntryWanted | null = null

  constructor(window: BrowserWindow, options: LogWindowOptions) {
    this.window = window
    this.page = new Page(window)
    this.#options = options
    window.once('closed', () => void this.#dispose())
  }

  /** Shows the welcome page, and nothing is on its way. */
  get isEmpty(): boolean {
    return this.#document === null && !this.#isOpening
  }

  async open(...[argument, options]: Parameters<typeof openSource>): Promise<void> {
    const ticket = ++this.#ticket
    this.#isOpening = true
    const [result, engineOptions] = await Promise.all([
      openSource(argument, options),
      this.#options.engineOptions(),
    ])
    if (ticket !== this.#ticket) {
      if (result.ok) await result.source.dispose()
      return
    }
    this.#isOpening = false
    if (result.ok) await this.#show(result.source, engineOptions)
    else if (result.code === 'pick-entry') this.#offer(result)
    else this.#tellFailure(result)
  }

  /** Opens a file of the archive that was offered. */
  async openEntry(index: number): Promise<void> {
    const entry = this.#offered?.entries[index]
    if (!this.#offered || !entry) return
    const argument = `${this.#offered.place}#${entry.name}`
    await this.open(argument, {
      workingDirectory: '/',
      stdin: null,
      follows: true,
      asksOnTerminal: false,
    })
  }

  /** Goes back to the welcome page. */
  async close(): Promise<void> {
    this.#ticket++
    this.#isOpening = false
    if (this.#document === null) return
    this.page.tell('document.closed', undefined)
    this.window.setTitle('Logsieve')
    await this.#closeDocument()
  }

  setRules(userPacks: readonly string[]): void {
    this.#userPacks = userPacks
    this.#document?.setRules(userPacks)
  }

  /** The page listens: it gets the document, also the one that was open before a reload. */
  connectPage(): void {
    this.page.markReady()
    this.#present()
  }

  async #show(
    source: Source,
    engineOptions: Awaited<ReturnType<LogWindowOptions['engineOptions']>>,
  ): Promise<void> {
    const closing = this.#closeDocument()
    this.#document = new LogDocument(source, {
      ...engineOptions,
      // They can have changed while the log was opened.
      userPacks: this.#userPacks ?? engineOptions.userPacks,
      onCrash: (detail) => void this.#crashed(source, detail),
    })
    this.window.setTitle(`${displayText(source.name, 80)} – Logsieve`)
    this.#present()
    this.#options.onOpened(source)
    await closing
  }

  #present(): void {
    if (this.#document === null || !this.page.isReady) return
    this.page.tell('document.opened', this.#document.info)
    this.page.sendPort(this.#document.connect())
  }

  async #crashed({ place }: Source, detail: string): Promise<void> {
    warn(`${detail}, reading ${place}`)
    await this.close()
    this.#tellFailure({ ok: false, code: 'failed', place, detail })
  }

  #offer(offered: EntryWanted): void {
    this.#offered = offered
    this.page.tell('document.pickEntry', {
      place: displayText(offered.place, 2000),
      entries: offered.entries.map(({ name, bytes }) => ({ name: displayText(name, 500), bytes })),
    })
  }

  #tellFailure(failure: OpenFailed): void {
    const { code, place, detail } = failure
    this.page.tell('document.failed', {
      code,
      place: displayText(place, 2000),
      detail: displayText(detail, 2000),
    })
    this.#options.onFailed(failure)
  }

  async #closeDocument(): Promise<void> {
    const document = this.#document
    this.#document = null
    await document?.close()
  }

  async #dispose(): Promise<void> {
    this.#ticket++
    await this.#closeDocument()
  }
}
