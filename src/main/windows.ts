import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, type WebContents } from 'electron'

import type { ApplicationEvents } from '#shared/protocol/application'
import { MAX_OPEN_LOGS } from '#shared/protocol/limits'

import { Engines } from './engine'
import { LogWindow } from './log-window'
import type { OpenSources } from './open-sources'
import type { PageAddress } from './page-address'
import type { RecentFiles } from './recent'
import type { SettingsStore } from './settings'
import type { Session } from './session'
import { StartTurns } from './start-turns'
import type { UserPacks } from './user-packs/user-packs'
import { WindowFrames } from './window-frame'

/** The windows of the app, the one that was in front last at the end. */
export class Windows {
  readonly #frames: WindowFrames
  readonly #settings: SettingsStore
  readonly #recent: RecentFiles
  readonly #userPacks: UserPacks
  readonly #sources: OpenSources
  readonly #session: Session
  /** Half of the processors: the rest is for the page, and for logs that are being read. */
  readonly #turns = new StartTurns(Math.max(1, Math.floor(availableParallelism() / 2)))
  readonly #engines = new Engines()
  /** By the number of their web contents. */
  readonly #windows = new Map<number, LogWindow>()

  constructor(
    page: PageAddress,
    settings: SettingsStore,
    recent: RecentFiles,
    userPacks: UserPacks,
    sources: OpenSources,
    session: Session,
  ) {
    this.#frames = new WindowFrames(page)
    this.#settings = settings
    this.#recent = recent
    this.#userPacks = userPacks
    this.#sources = sources
    this.#session = session
  }

  /** A log will be opened: its engine starts while the window does. */
  expectLog(): void {
    this.#engines.prepare()
  }

  create(): LogWindow {
    const window = this.#frames.create()
    const logWindow = new LogWindow(window, {
      engineOptions: async () => ({
        uses: this.#settings.current.uses,
        userPacks: await this.#userPacks.texts(),
        sources: this.#sources,
      }),
      onOpened: (places) => {
        for (const place of places) {
          if (place !== examplePath() && place !== STDIN_PLACE) this.#recent.add(place)
        }
      },
      onFailed: ({ code, place }) => {
        if (code === 'not-found') this.#recent.remove(place)
      },
      engines: this.#engines,
      turns: this.#turns,
      onChange: () => this.#remember(),
      hasRoom: () => this.#logs < MAX_OPEN_LOGS,
    })
    const { id } = window.webContents
    this.#windows.set(id, logWindow)
    window.on('focus', () => {
      this.#windows.delete(id)
      this.#windows.set(id, logWindow)
    })
    window.once('closed', () => {
      this.#windows.delete(id)
      // What was open in the last window is what the next start offers.
      if (this.#windows.size > 0) this.#remember()
    })
    return logWindow
  }

  of(contents: WebContents): LogWindow | null {
    return this.#windows.get(contents.id) ?? null
  }

  /** The window that a menu item means: the one in front, or else any, or else a new one. */
  get current(): LogWindow {
    const focused = BrowserWindow.getFocusedWindow()?.webContents
    return (focused === undefined ? null : this.of(focused)) ?? this.last ?? this.create()
  }

  get last(): LogWindow | undefined {
    return [...this.#windows.values()].at(-1)
  }

  /** How many logs are open in all of them. */
  get #logs(): number {
    return [...this.#windows.values()].reduce((sum, { logs }) => sum + logs, 0)
  }

  #remember(): void {
    this.#session.remember(() => [...this.#windows.values()].flatMap(({ lasting }) => lasting))
  }

  /** Every open log is classified by the user's rules as they are now. */
  applyRules(): void {
    for (const window of this.#windows.values()) window.setRules(this.#userPacks.inForce)
    this.tellAll('rules.changed', undefined)
  }

  tellAll<E extends keyof ApplicationEvents>(event: E, data: ApplicationEvents[E]): void {
    for (const { page } of this.#windows.values()) page.tell(event, data)
  }
}

const STDIN_PLACE = 'stdin'

export function examplePath(): string {
  return join(app.getAppPath(), 'examples', 'dokploy-ingress.log')
}
