import type { Profile } from '#shared/feature'
import type { TabContent, TabList } from '#shared/protocol/application'

import { bridge } from '../application/bridge'
import { DocumentModel } from '../document/DocumentModel'
import { Store } from '../store/Store'

/** A tab as the page shows it. */
export interface Tab {
  readonly number: number
  readonly content: TabContent
  /** Null where there is no log, or the port to its engine is still on the way. */
  readonly document: DocumentModel | null
}

/** The tabs of the window as main tells them, and the documents in them. */
export class TabsModel {
  readonly list = new Store<readonly Tab[]>([])
  /** The one in front. */
  readonly active = new Store<Tab | null>(null)
  readonly document = new Store<DocumentModel | null>(null)
  /** The tabs of logs that were opened at once, until somebody has said whether to merge them. */
  readonly openedTogether = new Store<readonly number[]>([])
  /** So many logs were not opened, because too many are open. */
  readonly refused = new Store(0)

  #told: TabList = { tabs: [], active: 0 }
  #uses: Profile
  readonly #ports = new Map<number, MessagePort>()
  readonly #documents = new Map<number, DocumentModel>()

  constructor(uses: Profile) {
    this.#uses = uses
  }

  update(list: TabList): void {
    this.#told = list
    this.#draw()
  }

  /** The news and the port of a document come as two messages, in either order. */
  takePort(document: number, port: MessagePort): void {
    this.#ports.set(document, port)
    this.#draw()
  }

  setUses(uses: Profile): void {
    this.#uses = uses
    for (const document of this.#documents.values()) document.setUses(uses)
  }

  /** The tab so many places after the active one, round the ends. */
  neighbour(steps: number): Tab | null {
    const tabs = this.list.get()
    const place = tabs.findIndex(({ number }) => number === this.#told.active)
    return tabs.at((place + steps) % tabs.length) ?? null
  }

  closeActive(): void {
    void bridge.closeTab(this.#told.active)
  }

  moveActive(steps: 1 | -1): void {
    const { active } = this.#told
    const place = this.list.get().findIndex(({ number }) => number === active) + steps
    if (place >= 0) void bridge.moveTab(active, place)
  }

  #draw(): void {
    const { tabs, active } = this.#told
    const shown = new Set(tabs.map(({ content }) => content.kind === 'log' && content.document))
    for (const [number, document] of this.#documents) {
      if (shown.has(number)) continue
      this.#documents.delete(number)
      document.close()
    }
    const list = tabs.map((tab) => ({ ...tab, document: this.#documentOf(tab.content) }))
    const front = list.find(({ number }) => number === active) ?? null
    if (front?.document !== this.document.get()) {
      this.document.get()?.setInFront(false)
      front?.document?.setInFront(true)
    }
    this.list.set(list)
    this.document.set(front?.document ?? null)
    this.active.set(front)
  }

  #documentOf(content: TabContent): DocumentModel | null {
    if (content.kind !== 'log') return null
    const known = this.#documents.get(content.document)
    known?.setMerge(content.info.merge)
    if (known) return known
    const port = this.#ports.get(content.document)
    if (!port) return null
    this.#ports.delete(content.document)
    const document = new DocumentModel(content.info, port, this.#uses)
    this.#documents.set(content.document, document)
    return document
  }
}
