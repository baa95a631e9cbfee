import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { TestSshd, type TestSshdOptions } from '../src/sources/remote/test-sshd'
import type { App, StartOptions } from './app'

/** Servers for the time of a test, and Logsieve with the `ssh` that knows one of them. */
export class Ssh {
  readonly #folder: string
  readonly #startWith: (options: StartOptions) => Promise<App>
  readonly #served: TestSshd[] = []

  constructor(folder: string, startWith: (options: StartOptions) => Promise<App>) {
    this.#folder = folder
    this.#startWith = startWith
    mkdirSync(join(this.home, '.ssh'), { recursive: true })
    // Others have to get through to the logs.
    chmodSync(folder, 0o755)
  }

  /** Where the user's own ssh config would lie. */
  get home(): string {
    return join(this.#folder, 'home')
  }

  async serve(options?: TestSshdOptions): Promise<TestSshd> {
    const sshd = await TestSshd.start(options)
    this.#served.push(sshd)
    return sshd
  }

  start(sshd: TestSshd, ...sources: readonly string[]): Promise<App> {
    return this.#startWith({ sources, environment: { PATH: sshd.searchPath, HOME: this.home } })
  }

  async stop(): Promise<void> {
    await Promise.all(this.#served.map((sshd) => sshd.stop()))
  }
}

/** `user@host:port`, as dialogs name it. */
export function hostOf(sshd: TestSshd): string {
  return `${sshd.user}@localhost:${sshd.port}`
}
