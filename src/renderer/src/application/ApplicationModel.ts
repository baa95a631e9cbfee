import {
  PORT_MESSAGE,
  type ApplicationEvents,
  type DocumentInfo,
  type MenuCommand,
  type PackProblem,
  type RecentFile,
} from '#shared/protocol/application'

import { DocumentModel } from '../document/DocumentModel'
import type { SettingsModel } from '../settings/SettingsModel'
import { Store } from '../store/Store'
import { bridge } from './bridge'

export type Failure = ApplicationEvents['document.failed']
export type Dialog = 'shortcuts' | 'go-to-line' | 'time-range' | 'rule' | 'pick-entry'
export type OfferedArchive = ApplicationEvents['document.pickEntry']
/** Does what an item of the menu asks for. */
type RunCommand = (application: ApplicationModel, command: MenuCommand) => void

export type Announcement = 'copied' | 'nothingToCopy' | 'noTimeSelected' | 'noProblem' | 'ruleSaved'

/** The whole window: a document or none, and what lies over it. */
export class ApplicationModel {
  readonly settings: SettingsModel
  readonly document = new Store<DocumentModel | null>(null)
  readonly failure = new Store<Failure | null>(null)
  readonly recent = new Store<readonly RecentFile[]>([])
  /** What is wrong with the user's own rules. */
  readonly ruleProblems = new Store<readonly PackProblem[]>([])
  readonly dialog = new Store<Dialog | null>(null)
  /** An archive of several files, of which one is asked for. */
  readonly offered = new Store<OfferedArchive | null>(null)
  /** A word about what was just done; an object, so that saying it twice is news. */
  readonly announcement = new Store<{ readonly text: Announcement } | null>(null)
  #info: DocumentInfo | null = null
  #port: MessagePort | null = null
  readonly #runCommand: RunCommand

  constructor(settings: SettingsModel, runCommand: RunCommand) {
    this.settings = settings
    this.#runCommand = runCommand
  }

  /** Listens to main, then tells it so: the document of the command line comes only after that. */
  start(): void {
    window.addEventListener('message', (event) => this.#receivePort(event))
    bridge.onEvent((event, data) => this.#receive({ event, data } as Incoming))
    this.settings.subscribe(() => this.document.get()?.setUses(this.settings.get().uses))
    void this.#listRecent()
    void this.#listRuleProblems()
    void bridge.pageReady()
  }

  announce(text: Announcement): void {
    this.announcement.set({ text })
  }

  #receive(incoming: Incoming): void {
    switch (incoming.event) {
      case 'document.opened':
        this.#info = incoming.data
        this.#open()
        break
      case 'document.closed':
        this.#replace(null)
        break
      case 'document.pickEntry':
        this.failure.set(null)
        this.offered.set(incoming.data)
        this.dialog.set('pick-entry')
        break
      case 'document.failed':
        this.failure.set(incoming.data)
        break
      case 'settings.changed':
        this.settings.receive(incoming.data)
        break
      case 'recent.changed':
        void this.#listRecent()
        break
      case 'rules.changed':
        void this.#listRuleProblems()
        break
      case 'menu.command':
        this.#runCommand(this, incoming.data)
    }
  }

  #receivePort(event: MessageEvent<unknown>): void {
    const { data, ports, source } = event
    const isOurs =
      source === window &&
      event.origin === window.origin &&
      typeof data === 'object' &&
      data !== null &&
      'type' in data &&
      data.type === PORT_MESSAGE
    const [port] = ports
    if (!isOurs || !port) return
    this.#port = port
    this.#open()
  }

  /** The news and the port of a document come as two messages, in either order. */
  #open(): void {
    if (!this.#info || !this.#port) return
    this.#replace(new DocumentModel(this.#info, this.#port, this.settings.get().uses))
    this.#info = null
    this.#port = null
    this.failure.set(null)
  }

  #replace(next: DocumentModel | null): void {
    this.document.get()?.close()
    this.dialog.set(null)
    this.document.set(next)
  }

  async #listRuleProblems(): Promise<void> {
    this.ruleProblems.set(await bridge.listRuleProblems())
  }

  async #listRecent(): Promise<void> {
    this.recent.set(await bridge.listRecent())
  }
}

type Incoming = {
  readonly [E in keyof ApplicationEvents]: {
    readonly event: E
    readonly data: ApplicationEvents[E]
  }
}[keyof ApplicationEvents]
