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

  /** Each of the chosen files opens in a tab of this window. */
  async openDialog(target: LogWindow): Promise<void> {
    const paths = await askForFiles(target.window, this.#settings.language)
    await this.openFiles(target, paths)
  }

  openExample(target: LogWindow): Promise<void> {
    return this.openFiles(target, [examplePath()])
  }

  async openRecent(target: LogWindow, index: number): Promise<void> {
    const path = this.#recent.paths[index]
    // The list was changed by another window in this moment, and the page is told so.
    if (path !== undefined) await this.openFiles(target, [path])
  }

  /** Paths, and never addresses: what is dropped as `ssh://…` names no host. */
  async openFiles(target: LogWindow, paths: readonly string[]): Promise<void> {
    if (!paths.every((path) => isAbsolute(path))) throw new Error('not the path of a file')
    await target.open(paths, { workingDirectory: '/', stdin: null, follows: true })
  }

  /** The SOURCE arguments of a command line, in tabs of the window that was in front last. */
  openSources(
    sources: readonly string[],
    workingDirectory: string,
    stdin: NodeJS.ReadStream | null,
  ): void {
    const known = this.#windows.last
    known?.show()
    const target = known ?? this.#windows.create()
    void target.open(sources, { workingDirectory, stdin, follows: true })
  }
}
