import type { BrowserWindow } from 'electron'

import type { MergeOrder } from '#shared/merged-sources'
import type { TabToMerge } from '#shared/protocol/application'
import type { Milliseconds } from '#shared/record'
import type { OpenOptions } from '#sources/open-source'

import { LogTab, type TabOptions } from './log-tab'
import type { MergeWay } from './merged-log'
import { Page } from './page'
import type { WantedLog } from './wanted-log'

export interface LogWindowOptions extends Omit<TabOptions, 'onChange' | 'isInFront'> {
  /** Whether one more log may be opened. */
  readonly hasRoom: () => boolean
  readonly onChange: () => void
}

/** A window, its page, and the logs in its tabs. */
export class LogWindow {
  readonly window: BrowserWindow
  readonly page: Page
  readonly #options: LogWindowOptions
  /** Never empty while the window is there. */
  #tabs: readonly LogTab[]
  #active: LogTab
  /** The documents whose ports the page has. */
  #connected = new Set<number>()

  constructor(window: BrowserWindow, options: LogWindowOptions) {
    this.window = window
    this.page = new Page(window)
    this.#options = options
    this.#active = this.#makeTab()
    this.#tabs = [this.#active]
    window.once('closed', () => void this.#dispose())
  }

  /** How many logs are open or on their way. */
  get logs(): number {
    return this.#tabs.filter(({ isFree }) => !isFree).length
  }

  /** The SOURCE arguments that open the same logs another time. */
  get lasting(): readonly string[] {
    return this.#tabs.flatMap(({ lasting }) => lasting ?? [])
  }

  /** Brings it to the front. */
  show(): void {
    if (this.window.isMinimized()) this.window.restore()
    this.window.focus()
  }

  /** Opens each source in a tab, and brings the first of them to the front. */
  async open(sources: readonly string[], options: OpenOptions): Promise<void> {
    const { tabs, opened } = this.#openAll(sources.map((argument) => ({ argument, options })))
    if (tabs.length > 1) {
      this.page.tell(
        'tabs.opened',
        tabs.map(({ number }) => number),
      )
    }
    await opened
  }

  /** Opens the sources as one log. */
  async openMerged(sources: readonly string[], options: OpenOptions, way: MergeWay): Promise<void> {
    const logs = sources.map((argument) => ({ argument, options }))
    await this.#openAll([{ logs, ...way }]).opened
  }

  /** Opens the logs of some tabs once more, as one. */
  async merge(chosen: readonly TabToMerge[], order: MergeOrder): Promise<void> {
    const logs = chosen.flatMap(({ tab }) => this.#tabOf(tab)?.source ?? [])
    const shifts = chosen.map(({ shift }) => shift)
    // One was closed in this moment.
    if (logs.length < chosen.length) return
    const wanted = { logs, order, shifts, namedShifts: [] }
    const known = this.#tabs.find((tab) => tab.document !== null && tab.holds(wanted))
    known?.changeMerge(order, shifts)
    await this.#openAll([wanted]).opened
  }

  changeMerge(number: number, order: MergeOrder, shifts: readonly Milliseconds[]): void {
    this.#tabOf(number)?.changeMerge(order, shifts)
  }

  /** Opens each in a tab of its own; one that is open already has one. */
  #openAll(logs: readonly WantedLog[]) {
    const opening: Promise<void>[] = []
    const tabs: LogTab[] = []
    let refused = 0
    for (const wanted of logs) {
      const known = this.#tabs.find((tab) => tab.holds(wanted))
      if (known?.isFree === false) tabs.push(known)
      else if (this.#options.hasRoom()) {
        const tab = known ?? (this.#active.isFree ? this.#active : this.#addTab())
        tabs.push(tab)
        opening.push(tab.open(wanted))
      } else refused++
    }
    const [first] = tabs
    if (first) this.#activate(first)
    if (refused > 0) this.page.tell('tabs.full', { refused })
    return { tabs, opened: Promise.all(opening) }
  }

  /** Opens a file of the archive that stands in a tab. */
  async openEntry(number: number, index: number): Promise<void> {
    const tab = this.#tabOf(number)
    const wanted = tab?.entry(index)
    if (!tab || !wanted) return
    const known = this.#tabs.find((other) => other !== tab && other.holds(wanted))
    if (!known) await tab.open(wanted)
    else {
      this.#activate(known)
      await this.close(number)
    }
  }

  /** The log of a tab is opened anew, the files that rotation left beside it first. */
  async showOlderFiles(number: number): Promise<void> {
    await this.#tabOf(number)?.openWithRotated()
  }

  /** What could not be opened in a tab is opened once more. */
  async tryAgain(number: number): Promise<void> {
    await this.#tabOf(number)?.tryAgain()
  }

  addWelcome(): void {
    const welcome = this.#tabs.find(({ isWelcome }) => isWelcome)
    this.#activate(welcome ?? this.#addTab())
  }

  activate(number: number): void {
    const tab = this.#tabOf(number)
    if (tab) this.#activate(tab)
  }

  move(number: number, place: number): void {
    const tab = this.#tabOf(number)
    if (!tab) return
    const others = this.#tabs.filter((other) => other !== tab)
    this.#tabs = [...others.slice(0, place), tab, ...others.slice(place)]
    this.#changed()
  }

  /** The last tab goes back to the welcome page, and closes the window from there. */
  async close(number = this.#active.number): Promise<void> {
    const tab = this.#tabOf(number)
    if (!tab) return
    const isLast = this.#tabs.length === 1
    if (isLast && tab.isWelcome) this.window.close()
    else {
      // A new one, so that closing the same tab twice closes no window.
      if (isLast) this.#addTab()
      this.#remove(tab)
      await tab.close()
    }
  }

  /** Every log is classified by the user's rules as they are now. */
  setRules(userPacks: readonly string[]): void {
    for (const { document } of this.#tabs) document?.setRules(userPacks)
  }

  /** The page listens: it gets the tabs, also those that were open before a reload. */
  connectPage(): void {
    this.#connected.clear()
    this.page.markReady()
    this.#changed()
  }

  #tabOf(number: number): LogTab | undefined {
    return this.#tabs.find((tab) => tab.number === number)
  }

  #makeTab(): LogTab {
    return new LogTab({
      ...this.#options,
      isInFront: (tab) => tab === this.#active,
      onChange: () => this.#changed(),
    })
  }

  #addTab(): LogTab {
    const tab = this.#makeTab()
    this.#tabs = [...this.#tabs, tab]
    return tab
  }

  #activate(tab: LogTab): void {
    this.#active = tab
    this.#changed()
  }

  #remove(tab: LogTab): void {
    const place = this.#tabs.indexOf(tab)
    this.#tabs = this.#tabs.filter((other) => other !== tab)
    const neighbour = this.#tabs[Math.min(place, this.#tabs.length - 1)]
    if (tab === this.#active && neighbour) this.#active = neighbour
    this.#changed()
  }

  /** The title, and what the page knows. */
  #changed(): void {
    if (this.window.isDestroyed()) return
    const { name } = this.#active
    this.#options.onChange()
    this.window.setTitle(name === null ? 'Logsieve' : `${name} – Logsieve`)
    if (!this.page.isReady) return
    this.page.tell('tabs.changed', {
      tabs: this.#tabs.map(({ info }) => info),
      active: this.#active.number,
    })
    for (const { document } of this.#tabs) {
      if (!document || this.#connected.has(document.number)) continue
      this.#connected.add(document.number)
      this.page.sendPort(document.number, document.connect())
    }
  }

  async #dispose(): Promise<void> {
    await Promise.all(this.#tabs.map((tab) => tab.close()))
  }
}
