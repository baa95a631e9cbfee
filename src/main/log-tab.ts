import { basename } from 'node:path'

import type { TabContent, TabInfo } from '#shared/protocol/application'
import { openSource, type OpenOptions } from '#sources/open-source'
import { lastingArgument, parseSource } from '#sources/parse-source'
import { countOlder } from '#sources/rolled/older-files'
import type { EntryWanted, OpenFailed, Source } from '#sources/source'

import { displayLines, displayText } from './display-text'
import { LogDocument, type DocumentOptions } from './document'
import type { Engines } from './engine'
import { warn } from './log'
import type { StartTurns } from './start-turns'

/** A SOURCE argument, and how to open it. */
export interface WantedLog {
  readonly argument: string
  readonly options: OpenOptions
}

export interface TabOptions {
  /** Gives what an engine has to know besides the log. */
  readonly engineOptions: () => Promise<Pick<DocumentOptions, 'uses' | 'userPacks' | 'sources'>>
  readonly engines: Engines
  /** Lets few engines start at a time, over all windows. */
  readonly turns: StartTurns
  readonly isInFront: (tab: LogTab) => boolean
  /** Something else stands in the tab. */
  readonly onChange: (tab: LogTab) => void
  readonly onOpened: (source: Source) => void
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
    if (!this.#wanted || this.isFree) return null
    const { argument, options } = this.#wanted
    return lastingArgument(argument, options.workingDirectory)
  }

  /** Whether a source is the one that stands here. */
  holds(wanted: WantedLog): boolean {
    const own = this.#wanted
    if (own === null || identityOf(own) !== identityOf(wanted)) return false
    // Each process has a standard input of its own.
    return wanted.argument !== '-' || own.options.stdin === wanted.options.stdin
  }

  async open(wanted: WantedLog): Promise<void> {
    const ticket = ++this.#ticket
    this.#wanted = wanted
    this.#opening.abort()
    const opening = new AbortController()
    this.#opening = opening
    await this.#leave({ kind: 'opening' })
    this.#options.engines.prepare()
    const result = await openSource(wanted.argument, { ...wanted.options, signal: opening.signal })
    // What is open is not called off any more.
    if (this.#opening === opening) this.#opening = new AbortController()
    if (result.ok) {
      const { turns, isInFront } = this.#options
      await turns.take(
        () => isInFront(this),
        () => this.#start(result.source, ticket),
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
    if (this.#wanted === null || this.document === null) return
    const { argument, options } = this.#wanted
    await this.open({ argument, options: { ...options, withRotated: true } })
  }

  /** A file of the archive that stands here. */
  entry(index: number): WantedLog | null {
    const archive = this.#state.kind === 'archive' ? this.#state.archive : null
    const entry = archive?.entries[index]
    if (!archive || !entry || !this.#wanted) return null
    return { ...this.#wanted, argument: `${archive.place}#${entry.name}` }
  }

  /** Goes back to the welcome page. */
  async close(): Promise<void> {
    this.#ticket++
    this.#wanted = null
    this.#opening.abort()
    await this.#leave({ kind: 'welcome' })
  }

  async #start(source: Source, ticket: number): Promise<void> {
    const [engineOptions, olderFiles] = await Promise.all([
      this.#options.engineOptions(),
      this.#countOlder(),
    ])
    if (ticket !== this.#ticket) {
      this.#options.engines.dropPrepared()
      await source.dispose()
      return
    }
    const document = new LogDocument(source, {
      ...engineOptions,
      olderFiles,
      engine: this.#options.engines.take(),
      onCrash: (detail) => void this.#crashed(source, detail),
    })
    this.#enter({ kind: 'log', document })
    this.#options.onOpened(source)
    await document.started
  }

  /** How many files that rotation left are not shown. */
  async #countOlder(): Promise<number> {
    if (this.#wanted === null || this.#wanted.options.withRotated === true) return 0
    const { argument, options } = this.#wanted
    const address = parseSource(argument, options.workingDirectory)
    return address.kind === 'file' ? countOlder(address.path) : 0
  }

  async #crashed({ place }: Source, detail: string): Promise<void> {
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
        return { kind: 'opening', name, place: displayText(this.#wanted?.argument ?? '', 2000) }
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

/** Equal for two ways of naming one source. */
function identityOf({ argument, options }: WantedLog): string {
  return JSON.stringify(parseSource(argument, options.workingDirectory))
}

function nameOf({ argument, options }: WantedLog): string {
  const address = parseSource(argument, options.workingDirectory)
  return address.kind === 'file' ? basename(address.path) : argument
}
