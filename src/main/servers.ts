import type { CheckedPlace, KnownHost, RemoteListing, RemotePlace } from '#shared/protocol/ssh'
import { type Machine, parsePlace, sshAddress } from '#sources/remote/address'
import { RemoteBrowser } from '#sources/remote/remote-browser'
import { knownHosts } from '#sources/remote/ssh-config'
import { SshFailure } from '#sources/remote/ssh-failure'

import { displayLines, displayText } from './display-text'
import type { LogWindow } from './log-window'
import type { Opener } from './opener'
import type { Questions } from './questions'

/** Finds logs on other machines, for the dialog of a window. */
export class Servers {
  readonly #opener: Opener
  readonly #questions: Questions
  readonly #browsers = new WeakMap<LogWindow, RemoteBrowser>()

  constructor(opener: Opener, questions: Questions) {
    this.#opener = opener
    this.#questions = questions
  }

  async hosts(): Promise<readonly KnownHost[]> {
    const hosts = await knownHosts()
    return hosts.map(({ name, detail }) => ({ name, detail: displayText(detail, 200) }))
  }

  async browse(window: LogWindow, place: RemotePlace): Promise<RemoteListing> {
    const parsed = parsePlace(place)
    if (!parsed.ok) return parsed
    try {
      const options = { asksOnTerminal: false, asker: this.#questions.askerOf(window.page) }
      const browsed = await this.#browserOf(window).browse(parsed.machine, parsed.path, options)
      return { ok: true, ...browsed }
    } catch (error) {
      if (!(error instanceof SshFailure)) throw error
      return { ok: false, code: error.code, detail: displayLines(error.message) }
    }
  }

  stopBrowsing(window: LogWindow): void {
    this.#browserOf(window).close()
  }

  open(window: LogWindow, place: RemotePlace): CheckedPlace {
    const parsed = parsePlace(place)
    if (!parsed.ok) return parsed
    const { machine, path } = parsed
    if (path.length < 2 || path.endsWith('/')) return { ok: false, field: 'path' }
    void this.#open(window, machine, path)
    return { ok: true }
  }

  /** By the connection over which it was found, where there is one. */
  async #open(window: LogWindow, machine: Machine, path: string): Promise<void> {
    const session = this.#browserOf(window).take(machine)
    const takers = new Set<typeof session>()
    await this.#opener.openAddress(window, sshAddress(machine, path), () => {
      if (takers.size > 0) return Promise.resolve(null)
      takers.add(session)
      return session
    })
    // Such as for a log that is open already.
    if (takers.size === 0) (await session)?.close()
  }

  #browserOf(window: LogWindow): RemoteBrowser {
    const known = this.#browsers.get(window)
    if (known) return known
    const browser = new RemoteBrowser()
    this.#browsers.set(window, browser)
    window.window.once('closed', () => browser.close())
    return browser
  }
}
