import { setTimeout } from 'node:timers/promises'

import type { Ended } from '#shared/protocol/host'

import { SourceEvents } from '../source-events'
import type { LogWatch } from '../tail/log-files'
import type { FileChange } from '../watched-file'
import type { SharedConnection } from './shared-connection'

/** How often it looks before it answers that nothing has changed: twice a second. Who begins to use the connection meanwhile waits as long. */
const LOOKS = 4
const FEW_LOOKS = 1
const LOOK_MS = 500

/** Looks at a file of another machine: twice a second there, and over the wire when it has changed. */
export class RemoteWatch implements LogWatch {
  readonly path: string
  readonly #connection: SharedConnection
  readonly #events = new SourceEvents<FileChange | Ended>()
  /** Whether somebody may want more at any moment: what is asked next waits for the answer before it. */
  mayBeWanted: () => boolean = () => false
  #onLook: () => Promise<boolean> = () => Promise.resolve(false)
  readonly #closing = new AbortController()
  #missingLooks = 0

  constructor(connection: SharedConnection, path: string) {
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

  onLook(listener: () => Promise<boolean>): void {
    this.#onLook = listener
  }

  /** Looks once, then for ever. Settles after the first look. */
  async start(): Promise<void> {
    void this.#look(await this.#onLook())
  }

  dispose(): Promise<void> {
    this.#events.clear()
    this.#closing.abort()
    this.#connection.close()
    return Promise.resolve()
  }

  /** @param isBusy nothing is waited for while there is more to do */
  async #look(isBusy: boolean): Promise<void> {
    while (!this.#connection.isClosed) {
      try {
        // While it waits over there nobody else is answered.
        const waitsHere = !isBusy && this.#connection.isShared
        if (waitsHere) await setTimeout(LOOK_MS, undefined, { signal: this.#closing.signal })
        const looks = this.mayBeWanted() ? FEW_LOOKS : LOOKS
        const count = isBusy || waitsHere ? 0 : looks
        const { body } = await this.#connection.use((session) =>
          session.ask({ verb: 'wait', path: this.path, count }),
        )
        this.#tellWhetherThere(body.length > 0)
        isBusy = await this.#onLook()
      } catch {
        // There will be no further session, and that was told; or nobody wants to know any more.
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
