import type { RemoteEntry } from '#shared/protocol/ssh'

import { type Machine, machineText, pathInSession } from './address'
import { parseFacts, type RemoteFacts, type RemoteRequest } from './remote-script'
import { RemoteSession } from './session'
import type { SshOptions } from './ssh-command'
import { SshFailure } from './ssh-failure'

/** A person looks through no more; the rest is found by more letters. */
const MAX_ENTRIES = 200
/** Logs in the usual places, the newest first. */
const MAX_LOGS = 30

export interface Browsed {
  readonly entries: readonly RemoteEntry[]
  /** There are more. */
  readonly isCut: boolean
}

/** Looks around on one machine at a time, before a log there is chosen. */
export class RemoteBrowser {
  #machine: string | null = null
  #session: Promise<RemoteSession> | null = null

  /** What stands under the paths that begin so; logs in their usual places where nothing is named. Rejects with an `SshFailure`. */
  async browse(machine: Machine, prefix: string, options: SshOptions): Promise<Browsed> {
    const session = await this.#connect(machine, options)
    return prefix === '' ? findLogs(session) : list(session, prefix)
  }

  /** Its session with a machine, for the log that was chosen; it has none any more then. */
  async take(machine: Machine): Promise<RemoteSession | null> {
    const session = this.#machine === machineText(machine) ? this.#session : null
    if (session === null) this.close()
    else this.#forget(session)
    return session?.catch(() => null) ?? null
  }

  close(): void {
    const session = this.#session
    this.#machine = this.#session = null
    session?.then(
      (opened) => opened.close(),
      () => undefined,
    )
  }

  #connect(machine: Machine, options: SshOptions): Promise<RemoteSession> {
    const name = machineText(machine)
    if (this.#session !== null && this.#machine === name) return this.#session
    this.close()
    const session = RemoteSession.start(machine, options)
    this.#machine = name
    this.#session = session
    session.then(
      ({ ended }) => ended.then(() => this.#forget(session)),
      () => this.#forget(session),
    )
    return session
  }

  #forget(session: Promise<RemoteSession>): void {
    if (this.#session === session) this.#machine = this.#session = null
  }
}

async function list(session: RemoteSession, prefix: string): Promise<Browsed> {
  const path = pathInSession(prefix)
  const found = await ask(session, { verb: 'browse', path, count: MAX_ENTRIES + 1 })
  const entries = found
    .filter((facts) => facts.path.startsWith(path) && !facts.path.slice(path.length).includes('/'))
    .map((facts) => entryOf(facts, `${prefix}${facts.path.slice(path.length)}`))
  return { entries: entries.slice(0, MAX_ENTRIES), isCut: found.length > MAX_ENTRIES }
}

async function findLogs(session: RemoteSession): Promise<Browsed> {
  const found = await ask(session, { verb: 'logs' })
  const entries = found
    .filter(({ path }) => path.startsWith('/'))
    .sort((a, b) => (a.modifiedTimeNs < b.modifiedTimeNs ? 1 : -1))
    .map((facts) => entryOf(facts, facts.path))
  return { entries: entries.slice(0, MAX_LOGS), isCut: false }
}

async function ask(session: RemoteSession, request: RemoteRequest): Promise<RemoteFacts[]> {
  const { body, word } = await session.ask(request)
  if (word !== 'ok') throw new SshFailure('failed', '')
  return parseFacts(body).filter(({ isFile, isFolder }) => isFile || isFolder)
}

function entryOf({ isFolder, size }: RemoteFacts, path: string): RemoteEntry {
  return { path: isFolder ? `${path}/` : path, isFolder, bytes: isFolder ? 0 : size }
}
