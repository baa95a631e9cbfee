import type {
  ApplicationEvents,
  MenuCommand,
  PackProblem,
  RecentFile,
} from '#shared/protocol/application'
import { PORT_MESSAGE, type PortMessage } from '#shared/protocol/door'

import { RemoteModel } from '../connection/RemoteModel'
import type { SettingsModel } from '../settings/SettingsModel'
import { Store } from '../store/Store'
import { TabsModel } from '../tabs/TabsModel'
import { bridge } from './bridge'

export type Dialog =
  | 'shortcuts'
  | 'go-to-line'
  | 'time-range'
  | 'rule'
  | 'server'
  | 'containers'
  | 'merge'
  | 'change-merge'
/** Does what an item of the menu asks for. */
type RunCommand = (application: ApplicationModel, command: MenuCommand) => void

export type Announcement =
  | 'copied'
  | 'nothingToCopy'
  | 'noTimeSelected'
  | 'noProblem'
  | 'ruleSaved'
  | 'copySaved'
  | 'noCopyNeeded'

/** The whole window: its tabs, and what lies over them. */
export class ApplicationModel {
  readonly settings: SettingsModel
  readonly tabs: TabsModel
  readonly remote = new RemoteModel()
  readonly recent = new Store<readonly RecentFile[]>([])
  /** The names of the logs that were open the last time. */
  readonly session = new Store<readonly string[]>([])
  /** What is wrong with the user's own rules. */
  readonly ruleProblems = new Store<readonly PackProblem[]>([])
  readonly dialog = new Store<Dialog | null>(null)
  /** A word about what was just done; an object, so that saying it twice is news. */
  readonly announcement = new Store<{ readonly text: Announcement } | null>(null)
  readonly #runCommand: RunCommand

  constructor(settings: SettingsModel, runCommand: RunCommand) {
    this.settings = settings
    this.tabs = new TabsModel(settings.get().uses)
    this.#runCommand = runCommand
  }

  /** Listens to main, then tells it so: the tabs come only after that. */
  start(): void {
    window.addEventListener('message', (event) => this.#receivePort(event))
    bridge.onEvent((event, data) => this.#receive({ event, data } as Incoming))
    this.settings.subscribe(() => this.tabs.setUses(this.settings.get().uses))
    this.tabs.document.subscribe(() => this.#showDialogs())
    void this.#listRecent()
    void this.#listSession()
    void this.#listRuleProblems()
    void bridge.pageReady()
  }

  /** A dialog is open, which has its own keys. */
  get isAsking(): boolean {
    return (
      this.dialog.get() !== null ||
      this.remote.questions.get().length > 0 ||
      this.tabs.active.get()?.content.kind === 'archive'
    )
  }

  announce(text: Announcement): void {
    this.announcement.set({ text })
  }

  #receive(incoming: Incoming): void {
    switch (incoming.event) {
      case 'tabs.changed':
        this.tabs.update(incoming.data)
        break
      case 'tabs.full':
        this.tabs.refused.set(incoming.data.refused)
        break
      case 'tabs.opened':
        this.tabs.openedTogether.set(incoming.data)
        break
      case 'settings.changed':
        this.settings.receive(incoming.data)
        break
      case 'recent.changed':
        void this.#listRecent()
        break
      case 'session.changed':
        void this.#listSession()
        break
      case 'rules.changed':
        void this.#listRuleProblems()
        break
      case 'question.asked':
      case 'question.gone':
      case 'connection.changed':
      case 'front.changed':
        this.remote.receive(incoming)
        break
      case 'menu.command':
        this.#runCommand(this, incoming.data)
    }
  }

  #receivePort(event: MessageEvent<unknown>): void {
    const { data, ports, source } = event
    const [port] = ports
    if (source !== window || event.origin !== window.origin || !port) return
    if (isPortMessage(data)) this.tabs.takePort(data.document, port)
  }

  /** Another log is in front: what was asked about the one before is over, but for a rule that is being written. */
  #showDialogs(): void {
    this.dialog.set(this.tabs.document.get()?.ruleEditor.get() ? 'rule' : null)
  }

  async #listRuleProblems(): Promise<void> {
    this.ruleProblems.set(await bridge.listRuleProblems())
  }

  async #listSession(): Promise<void> {
    this.session.set(await bridge.listSession())
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

function isPortMessage(data: unknown): data is PortMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === PORT_MESSAGE
}
