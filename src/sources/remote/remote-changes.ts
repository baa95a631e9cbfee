import type { Ended } from '#shared/protocol/host'

import { changeBetween, endsOf, type FileState } from '../file-look'
import { messageOf } from '../open-failure'
import { SourceEvents } from '../source-events'
import { FileGone, type LogFiles } from '../tail/log-files'
import type { FileChange } from '../watched-file'
import type { RemoteWatch } from './remote-watch'
import { SshFailure } from './ssh-failure'

/** Tells what has become of a file of another machine, as `WatchedFile` does of one here. */
export class RemoteChanges {
  readonly path: string
  readonly #files: LogFiles
  readonly #events = new SourceEvents<FileChange | Ended>()
  #state: FileState | null = null
  #isLost = false

  constructor(files: LogFiles, watch: RemoteWatch) {
    this.path = watch.path
    this.#files = files
    watch.onEvent((event) => this.#events.emit(event))
  }

  onEvent(listener: (event: FileChange | Ended) => void): void {
    this.#events.listen(listener)
  }

  /** @returns whether to look again at once */
  async look(): Promise<boolean> {
    try {
      const state = await this.#stateNow()
      // That it is missing is told by the watch.
      if (state === null) return false
      if (this.#isLost) this.#events.emit({ kind: 'back', of: 'file' })
      this.#isLost = false
      const change = this.#state === null ? 'same' : changeBetween(this.#state, state)
      this.#state = state
      if (change !== 'same') this.#events.emit({ kind: change })
      return false
    } catch (error) {
      // There will be no further session, which the watch tells.
      if (error instanceof SshFailure) return false
      if (error instanceof FileGone) return true
      if (!this.#isLost) {
        this.#events.emit({ kind: 'lost', of: 'file', detail: messageOf(error) })
      }
      this.#isLost = true
      return false
    }
  }

  async #stateNow(): Promise<FileState | null> {
    const file = await this.#files.open(this.path)
    if (file === null) return null
    try {
      const { size, modifiedTimeNs } = await file.look()
      const [device = '', inode = ''] = file.key.split(':')
      return {
        device: BigInt(device),
        inode: BigInt(inode),
        sizeBytes: size,
        modifiedTimeNs,
        ...(await endsOf(size, this.#state, (ranges) => file.read(ranges))),
      }
    } finally {
      await file.close()
    }
  }
}
