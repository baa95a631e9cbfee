import { isAbsolute } from 'node:path'
import type { Readable } from 'node:stream'

import type { OpenOptions } from '#sources/open-source'

import type { CommandLine } from './arguments'
import { warn } from './log'
import type { LogWindow } from './log-window'
import { askForFiles } from './open-dialog'
import type { Questions } from './questions'
import type { RecentFiles } from './recent'
import type { Session } from './session'
import type { SettingsStore } from './settings'
import { hasSpoken } from './standard-input'
import { examplePath, type Windows } from './windows'

/** The ways in which a log gets into a window. */
export class Opener {
  readonly #windows: Windows
  readonly #settings: SettingsStore
  readonly #recent: RecentFiles
  readonly #questions: Questions
  readonly #session: Session

  constructor(
    windows: Windows,
    settings: SettingsStore,
    recent: RecentFiles,
    questions: Questions,
    session: Session,
  ) {
    this.#windows = windows
    this.#settings = settings
    this.#recent = recent
    this.#questions = questions
    this.#session = session
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
    const place = this.#recent.places[index]
    // The list was changed by another window in this moment, and the page is told so.
    if (place !== undefined) await this.openAddress(target, place)
  }

  /** Opens the logs of the last time, in this window. */
  async reopen(target: LogWindow): Promise<void> {
    await target.open(this.#session.take(), this.#options(target, {}))
  }

  /** Forgets which logs were opened: in the list, and the last time. */
  forget(): void {
    this.#recent.clear()
    this.#session.take()
  }

  /** What main itself has put together or remembered. */
  async openAddress(
    target: LogWindow,
    address: string,
    ready?: OpenOptions['ready'],
  ): Promise<void> {
    await target.open([address], this.#options(target, { ...(ready && { ready }) }))
  }

  /** Paths, and never addresses: what is dropped as `ssh://…` names no host. */
  async openFiles(target: LogWindow, paths: readonly string[]): Promise<void> {
    if (!paths.every((path) => isAbsolute(path))) throw new Error('not the path of a file')
    await target.open(paths, this.#options(target, {}))
  }

  /**
   * The SOURCE arguments of a command line, in tabs of the window that was in front last. Where there
   * are none it is what is piped in, as soon as there is something.
   */
  openSources(
    { sources, merge, mistakes }: CommandLine,
    workingDirectory: string,
    stdin: Readable | null,
  ): void {
    for (const mistake of mistakes) warn(`${mistake}: not understood; see logsieve --help`)
    const known = this.#windows.last
    known?.show()
    if (!known && sources.length > 0) this.#windows.expectLog()
    const target = known ?? this.#windows.create()
    const options = this.#options(target, { workingDirectory, stdin })
    void (merge ? target.openMerged(sources, options, merge) : target.open(sources, options))
    if (sources.length === 0 && stdin !== null) void this.#openSpoken(stdin, workingDirectory)
  }

  async #openSpoken(stdin: Readable, workingDirectory: string): Promise<void> {
    const piped = { sources: ['-'], merge: null, mistakes: [] }
    if (await hasSpoken(stdin)) this.openSources(piped, workingDirectory, stdin)
    else stdin.destroy()
  }

  #options(target: LogWindow, given: Partial<OpenOptions>): OpenOptions {
    return {
      workingDirectory: '/',
      stdin: null,
      follows: true,
      asker: this.#questions.askerOf(target.page),
      isAttended: true,
      ...given,
    }
  }
}
