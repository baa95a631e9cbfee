import { isAbsolute } from 'node:path'

import type { LogWindow } from './log-window'
import { askForFiles } from './open-dialog'
import type { RecentFiles } from './recent'
import type { SettingsStore } from './settings'
import { examplePath, type Windows } from './windows'

/** The ways in which a log gets into a window. */
export class Opener {
  readonly #windows: Windows
  readonly #settings: SettingsStore
  readonly #recent: RecentFiles

  constructor(windows: Windows, settings: SettingsStore, recent: RecentFiles) {
    this.#windows = windows
    this.#settings = settings
    this.#recent = recent
  }

  /** The first of the chosen files opens in this window, each other one in its own. */
  async openDialog(target: LogWindow): Promise<void> {
    const [first, ...others] = await askForFiles(target.window, this.#settings.language)
    if (first === undefined) return
    await Promise.all([
      this.openFile(target, first),
      ...others.map((path) => this.openFile(this.#windows.create(), path)),
    ])
  }

  openExample(target: LogWindow): Promise<void> {
    return this.openFile(target, examplePath())
  }

  async openRecent(target: LogWindow, index: number): Promise<void> {
    const path = this.#recent.paths[index]
    // The list was changed by another window in this moment, and the page is told so.
    if (path !== undefined) await this.openFile(target, path)
  }

  /** A path, and never an address: what is dropped as `ssh://…` names no host. */
  async openFile(target: LogWindow, path: string): Promise<void> {
    if (!isAbsolute(path)) throw new Error('not the path of a file')
    await target.open(path, {
      workingDirectory: '/',
      stdin: null,
      follows: true,
    })
  }

  /** The SOURCE arguments of a command line: a window for each, and the welcome page where there are none. */
  openSources(
    sources: readonly string[],
    workingDirectory: string,
    stdin: NodeJS.ReadStream | null,
  ): void {
    for (const source of sources) {
      const target = this.#windows.forNewDocument()
      void target.open(source, { workingDirectory, stdin, follows: true })
    }
  }
}
