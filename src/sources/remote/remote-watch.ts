import type { Ended } from '#shared/protocol/host'

import { SourceEvents } from '../source-events'
import type { LogWatch } from '../tail/log-files'
import type { FileChange } from '../watched-file'
import type { Connection } from './connection'

/** Looks at a file of another machine: twice a second there, and over the wire when it has changed. */
export class RemoteWatch implements LogWatch {
  readonly path: string
  readonly #connection: Connection
  readonly #events = new SourceEvents<FileChange | Ended>()
  #onLook: () => Promise<void> = () => Promise.resolve()
  #missingLooks = 0

  constructor(connection: Connection, path: string) {
    this.#connection = connection
    this.path = path
    connection.onEvent((event) => {
      if (event.kind !== 'ended') this.#events.emit({ ...event, of: 'connection' })
      else {
        const { code, message } = event.failure
        this.#events.emit({ kind: 'ended', detail: message, code })
      }
    })
  }

  onEvent(listener: (event: FileChange | Ended) => void): void {
    this.#events.listen(listener)
  }

  onLook(listener: () => Promise<void>): void {
    this.#onLook = listener
  }

  /** Looks once, then for ever. Settles after the first look. */
  async start(): Promise<void> {
    await this.#onLook()
    void this.#look()
  }

  dispose(): Promise<void> {
    this.#events.clear()
    this.#connection.close()
    return Promise.resolve()
  }

  async #look(): Promise<void> {
    while (!this.#connection.isClosed) {
      try {
        const { body } = await this.#connection.use((session) =>
          session.ask({ verb: 'wait', path: this.path }),
        )
        this.#tellWhetherThere(body.length > 0)
        await this.#onLook()
      } catch {
        // There will be no further session, and that was told.
        return
      }
    }
  }

  /** A rotation leaves a gap of a moment, which is no loss. */
  #tellWhetherThere(isThere: boolean): void {
    if (isThere) {
      if (this.#missingLooks > 1) this.#events.emit({ kind: 'back', of: 'file' })
      this.#missingLooks = 0
    } else if (++this.#missingLooks === 2) {
      this.#events.emit({ kind: 'lost', of: 'file', detail: 'ENOENT: no such file or directory' })
    }
  }
}
