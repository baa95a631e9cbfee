import type { MergeOrder } from '#shared/merged-sources'
import type { TabContent, TabInfo } from '#shared/protocol/application'
import type { Milliseconds } from '#shared/record'
import type { OpenOptions } from '#sources/open-source'
import type { EntryWanted, OpenFailed } from '#sources/source'

import { displayLines, displayText } from './display-text'
import { LogDocument, type DocumentOptions } from './document'
import type { Engines } from './engine'
import { warn } from './log'
import type { StartTurns } from './start-turns'
import {
  isMerge,
  isSameLog,
  lastingOf,
  nameOf,
  type Opened,
  opensAgain,
  openWanted,
  placeOf,
  type WantedLog,
  type WantedSource,
} from './wanted-log'

export interface TabOptions {
  /** Gives what an engine has to know besides the log. */
  readonly engineOptions: () => Promise<Pick<DocumentOptions, 'uses' | 'userPacks' | 'sources'>>
  readonly engines: Engines
  /** Lets few engines start at a time, over all windows. */
  readonly turns: StartTurns
  readonly isInFront: (tab: LogTab) => boolean
  /** Something else stands in the tab. */
  readonly onChange: (tab: LogTab) => void
  /**
   * Its first rows are shown.
   *
   * @param places of the sources that it is made of
   */
  readonly onOpened: (places: readonly string[]) => void
  readonly onFailed: (failure: OpenFailed) => void
}

type State =
  | { readonly kind: 'welcome' | 'opening' }
  | { readonly kind: 'archive'; readonly archive: EntryWanted }
  | { readonly kind: 'log'; readonly document: LogDocument }
  | { readonly kind: 'failed'; readonly failure: OpenFailed }

let made = 0

/** A tab of a window: the welcome page, or a log that is on its way, open, or could not be opened. */
export class LogTab {
  readonly number = ++made
  readonly #options: TabOptions
  #wanted: WantedLog | null = null
  #state: State = { kind: 'welcome' }
  /** Counts what was asked for: what was opened for an earlier wish is closed. */
  #ticket = 0
  /** Calls off what is being opened. */
  #opening = new AbortController()

  constructor(options: TabOptions) {
    this.#options = options
  }

  /** Holds nothing, so that a log can take the place. */
  get isFree(): boolean {
    return this.#state.kind === 'welcome' || this.#state.kind === 'failed'
  }

  get isWelcome(): boolean {
    return this.#state.kind === 'welcome'
  }

  get document(): LogDocument | null {
    return this.#state.kind === 'log' ? this.#state.document : null
  }

  /** What the title of the window says of it. */
  get name(): string | null {
    return this.#wanted && displayText(this.document?.info.name ?? nameOf(this.#wanted), 80)
  }

  get info(): TabInfo {
    return { number: this.number, content: this.#content() }
  }

  /** The SOURCE argument that opens the same log another time; null where there is none. */
  get lasting(): string | null {
    return this.#wanted && !this.isFree ? lastingOf(this.#wanted) : null
  }

  /** What is open here, where it can be opened a second time. */
  get source(): WantedSource | null {
    const wanted = this.document && this.#wanted
    return wanted && !isMerge(wanted) && opensAgain(wanted) ? wanted : null
  }

  /** Whether a log is the one that stands here. */
  holds(wanted: WantedLog): boolean {
    return this.#wanted !== null && isSameLog(this.#wanted, wanted)
  }

  async open(wanted: WantedLog): Promise<void> {
    const ticket = ++this.#ticket
    this.#wanted = wanted
    this.#opening.abort()
    const opening = new AbortController()
    this.#opening = opening
    await this.#leave({ kind: 'opening' })
    this.#options.engines.prepare()
    let setShown = (): void => undefined
    const untilShown = new Promise<void>((resolve) => (setShown = resolve))
    const result = await openWanted(wanted, opening.signal, untilShown)
    // What is open is not called off any more.
    if (this.#opening === opening) this.#opening = new AbortController()
    if (result.ok) {
      const { turns, isInFront } = this.#options
      await turns.take(
        () => isInFront(this),
        () => this.#start(result, ticket, setShown),
      )
    } else {
      this.#options.engines.dropPrepared()
      if (ticket !== this.#ticket) return
      if (result.code === 'pick-entry') this.#enter({ kind: 'archive', archive: result })
      else this.#fail(result)
    }
  }

  /** Opens the log anew, the files that rotation left beside it first. */
  async openWithRotated(): Promise<void> {
    const wanted = this.#wanted
    if (wanted === null || isMerge(wanted) || this.document === null) return
    let lent = this.document.lendConnection()
    const ready = (): ReturnType<NonNullable<OpenOptions['ready']>> => {
      const connection = lent
      lent = null
      return Promise.resolve(connection)
    }
    await this.open({ ...wanted, options: { ...wanted.options, withRotated: true, ready } })
  }

  /** Merges the logs that stand here as one in another way, also when they are opened anew. */
  changeMerge(order: MergeOrder, shifts: readonly Milliseconds[]): void {
    const { document } = this
    if (document === null || this.#wanted === null || !isMerge(this.#wanted)) return
    this.#wanted = { ...this.#wanted, order, shifts, namedShifts: [] }
    document.changeMerge(order, shifts)
    this.#options.onChange(this)
  }

  async tryAgain(): Promise<void> {
    if (this.#wanted !== null && this.#state.kind === 'failed') await this.open(this.#wanted)
  }

  /** A file of the archive that stands here. */
  entry(index: number): WantedSource | null {
    const archive = this.#state.kind === 'archive' ? this.#state.archive : null
    const entry = archive?.entries[index]
    if (!archive || !entry || !this.#wanted || isMerge(this.#wanted)) return null
    return { ...this.#wanted, argument: `${archive.place}#${entry.name}` }
  }

  /** Goes back to the welcome page. */
  async close(): Promise<void> {
    this.#ticket++
    this.#wanted = null
    this.#opening.abort()
    await this.#leave({ kind: 'welcome' })
  }

  async #start({ log, olderFiles }: Opened, ticket: number, setShown: () => void): Promise<void> {
    const engineOptions = await this.#options.engineOptions()
    if (ticket !== this.#ticket) {
      this.#options.engines.dropPrepared()
      await log.dispose()
      return
    }
    const document = new LogDocument(log, {
      ...engineOptions,
      olderFiles,
      opensAgain: this.#wanted !== null && opensAgain(this.#wanted),
      engine: this.#options.engines.take(),
      onCrash: (detail) => void this.#crashed(log.places, detail),
    })
    this.#enter({ kind: 'log', document })
    void document.shown.then(() => {
      setShown()
      if (this.document === document) this.#options.onOpened(log.places)
    })
    await document.started
  }

  async #crashed(places: readonly string[], detail: string): Promise<void> {
    const place = places.join(', ')
    warn(`${detail}, reading ${place}`)
    const { document } = this
    this.#fail({ ok: false, code: 'failed', place, detail })
    await document?.close()
  }

  #fail(failure: OpenFailed): void {
    this.#enter({ kind: 'failed', failure })
    this.#options.onFailed(failure)
  }

  async #leave(next: State): Promise<void> {
    const { document } = this
    this.#enter(next)
    await document?.close()
  }

  #enter(state: State): void {
    this.#state = state
    this.#options.onChange(this)
  }

  #content(): TabContent {
    const state = this.#state
    const name = displayText(this.#wanted ? nameOf(this.#wanted) : '', 200)
    switch (state.kind) {
      case 'welcome':
        return { kind: 'welcome' }
      case 'opening':
        return {
          kind: 'opening',
          name,
          place: this.#wanted ? displayText(placeOf(this.#wanted), 2000) : '',
        }
      case 'archive': {
        const { place, entries } = state.archive
        return {
          kind: 'archive',
          name,
          place: displayText(place, 2000),
          entries: entries.map(({ name: of, bytes }) => ({ name: displayText(of, 500), bytes })),
        }
      }
      case 'log':
        return { kind: 'log', document: state.document.number, info: state.document.info }
      case 'failed': {
        const { code, place, detail } = state.failure
        return {
          kind: 'failed',
          name,
          code,
          place: displayText(place, 2000),
          detail: displayLines(detail),
        }
      }
    }
  }
}
