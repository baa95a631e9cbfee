import { Connection, type ConnectionEvent, type ConnectionOptions } from './connection'
import type { Machine } from './address'
import { HeldFiles } from './held-files'
import type { RetryState } from './retries'
import type { RemoteSession } from './session'
import { SshFailure } from './ssh-failure'

interface Shared {
  readonly connection: Connection
  readonly held: HeldFiles
  readonly users: Set<SharedConnection>
}

/** What one user has of a connection to a machine: it is closed when the last of them is done with it. */
export class SharedConnection {
  readonly #shared: Shared
  readonly #closers: (() => void)[] = []
  /** Whoever is waiting for an answer. */
  readonly #waiting = new Set<(failure: SshFailure) => void>()
  #isClosed = false

  private constructor(shared: Shared) {
    this.#shared = shared
    shared.users.add(this)
  }

  /** See `Connection.open`. */
  static async open(
    machine: Machine,
    options: ConnectionOptions,
    ready: RemoteSession | null = null,
  ): Promise<SharedConnection> {
    const connection = await Connection.open(machine, options, ready)
    return new SharedConnection({ connection, held: new HeldFiles(), users: new Set() })
  }

  /** For one more user. */
  share(): SharedConnection {
    return new SharedConnection(this.#shared)
  }

  /** The same for somebody who can have a connection of his own; null where it is away. */
  lend(): SharedConnection | null {
    return this.isClosed || this.state.kind !== 'connected' ? null : this.share()
  }

  get isShared(): boolean {
    return this.#shared.users.size > 1
  }

  /** Which files the script of the session holds open, for all users. */
  get held(): HeldFiles {
    return this.#shared.held
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#shared.connection.isClosed
  }

  get state(): RetryState {
    return this.#shared.connection.state
  }

  onState(listener: (state: RetryState) => void): () => void {
    return this.#until(this.#shared.connection.onState(listener))
  }

  retryNow(): void {
    this.#shared.connection.retryNow()
  }

  stop(): void {
    this.#shared.connection.stop()
  }

  /** See `Connection`. */
  session(): Promise<RemoteSession> {
    return this.#shared.connection.session()
  }

  /** See `Connection`. Rejects when this user closes it. */
  use<T>(work: (session: RemoteSession) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(closed())
        return
      }
      this.#waiting.add(reject)
      void this.#shared.connection
        .use(work)
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject))
    })
  }

  onEvent(listener: (event: ConnectionEvent) => void): () => void {
    return this.#until(this.#shared.connection.onEvent(listener))
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const close of this.#closers) close()
    const { users, connection } = this.#shared
    users.delete(this)
    if (users.size === 0) connection.close()
    for (const reject of this.#waiting) reject(closed())
  }

  /** Closes it for all users. */
  end(): void {
    this.#shared.connection.close()
    this.close()
  }

  #until(stop: () => void): () => void {
    this.#closers.push(stop)
    return stop
  }
}

function closed(): SshFailure {
  return new SshFailure('cancelled', 'closed')
}
