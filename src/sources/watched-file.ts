import { stat } from 'node:fs/promises'
import { watch, type FSWatcher } from 'chokidar'

import type { Losable } from '#shared/protocol/host'

import { type Change, changeBetween, lookAt, type FileState } from './file-look'
import type { Failure } from './open-failure'
import { SourceEvents } from './source-events'

/*
 * Follows one file under its name. Three things say "look again", and none of them is believed:
 *
 * - chokidar, at once. Its `raw` event is taken, not `change`: `change` is limited to one in 50 ms
 *   and drops the others, so the last write of a burst would go unnoticed. Watching the file (and,
 *   after it is gone, its folder, which chokidar does by itself) costs nothing in a folder with
 *   100,000 others, which watching the folder from the start would.
 * - a stat once a second: network file systems send no events for what other machines write, a
 *   symbolic link that is turned elsewhere sends none, and the system's watches can run out.
 * - the end of the look before, when something was told meanwhile.
 *
 * Then the state of the file is compared with the state of the last look. So an event may come late,
 * twice or never, and what is told is still right.
 */

const POLL_MS = 1000
/** A file that is not there is asked for more often: a rotation leaves a gap of a few milliseconds. */
const POLL_MISSING_MS = 100
/** A gap shorter than this is a rotation and not a loss. */
const LOST_AFTER_MS = 300
/** A program that writes a thousand lines a second does not need a thousand looks. */
const PAUSE_MS = 40

/** What happened to the file under the name. */
export type FileChange =
  | { readonly kind: Exclude<Change, 'same'> }
  | { readonly kind: 'back'; readonly of: Losable }
  | { readonly kind: 'lost'; readonly of: Losable; readonly detail: string }

export interface WatchOptions {
  readonly pollMs?: number
}

export class WatchedFile {
  readonly path: string
  readonly #pollMs: number
  readonly #events = new SourceEvents<FileChange>()
  #onLook: () => Promise<unknown> = () => Promise.resolve()
  #state: FileState
  #watcher: FSWatcher | null = null
  #timer: NodeJS.Timeout | null = null
  #timerDue = Infinity
  #looking: Promise<void> | null = null
  #isLookWanted = false
  #missingSince: number | null = null
  #isLost = false
  #isDisposed = false

  private constructor(path: string, state: FileState, pollMs: number) {
    this.path = path
    this.#state = state
    this.#pollMs = pollMs
  }

  static async open(
    path: string,
    { pollMs = POLL_MS }: WatchOptions = {},
  ): Promise<
    { readonly ok: true; readonly file: WatchedFile } | ({ readonly ok: false } & Failure)
  > {
    const look = await lookAt(path, null)
    if (!look.ok) return look
    const file = new WatchedFile(path, look.state, pollMs)
    file.#watch()
    // Between the look and the first watch the file may have changed.
    file.#wantLook()
    return { ok: true, file }
  }

  get state(): FileState {
    return this.#state
  }

  onEvent(listener: (change: FileChange) => void): () => void {
    return this.#events.listen(listener)
  }

  /** Called after each look, also where nothing has changed. */
  onLook(listener: () => Promise<unknown>): void {
    this.#onLook = listener
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#events.clear()
    await Promise.all([this.#watcher?.close(), this.#looking])
  }

  #watch(): void {
    void this.#watcher?.close()
    this.#watcher = watch(this.path, {
      ignoreInitial: true,
      // Each of these would hide or delay an event: `atomic` ignores names such as `log~` besides.
      awaitWriteFinish: false,
      atomic: false,
      ignorePermissionErrors: true,
      depth: 0,
    })
    const wantLook = (): void => this.#wantLook()
    this.#watcher.on('raw', wantLook).on('all', wantLook).on('ready', wantLook)
    // Such as "no more watches" (ENOSPC): the poll goes on without them.
    this.#watcher.on('error', wantLook)
  }

  #wantLook(): void {
    this.#isLookWanted = true
    if (this.#looking === null) this.#schedule(0)
  }

  #schedule(delayMs: number): void {
    if (this.#isDisposed) return
    const due = Date.now() + delayMs
    if (this.#timer !== null) {
      if (this.#timerDue <= due) return
      clearTimeout(this.#timer)
    }
    this.#timerDue = due
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#looking = this.#look()
    }, delayMs)
  }

  async #look(): Promise<void> {
    this.#isLookWanted = false
    await this.#compare()
    void this.#onLook()
    // A pause after each look; what is told meanwhile is looked at after it, never dropped.
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    this.#looking = null
    this.#schedule(this.#untilNextLookMs())
  }

  #untilNextLookMs(): number {
    if (this.#isLookWanted) return 0
    return this.#missingSince === null ? this.#pollMs : POLL_MISSING_MS
  }

  async #compare(): Promise<void> {
    if (this.#missingSince === null && (await this.#isUntouched())) return
    const look = await lookAt(this.path, this.#state)
    if (this.#isDisposed) return
    if (look.ok) this.#found(look.state)
    else this.#missed(look)
  }

  /** The cheap question first: it is asked every second for each open log. */
  async #isUntouched(): Promise<boolean> {
    try {
      const { dev, ino, size, mtimeNs } = await stat(this.path, { bigint: true })
      const { device, inode, sizeBytes, modifiedTimeNs } = this.#state
      return (
        dev === device && ino === inode && size === BigInt(sizeBytes) && mtimeNs === modifiedTimeNs
      )
    } catch {
      // The look itself finds out why.
      return false
    }
  }

  #found(state: FileState): void {
    const change = changeBetween(this.#state, state)
    const wasMissing = this.#missingSince !== null
    this.#state = state
    this.#missingSince = null
    if (this.#isLost) {
      this.#isLost = false
      this.#events.emit({ kind: 'back', of: 'file' })
    }
    if (change !== 'same') this.#events.emit({ kind: change })
    // The watch hangs on the inode, and the one of this file may be new.
    if (wasMissing || change === 'replaced') {
      this.#watch()
      this.#isLookWanted = true
    }
  }

  #missed(failure: Failure): void {
    const now = Date.now()
    this.#missingSince ??= now
    if (this.#isLost || now - this.#missingSince < LOST_AFTER_MS) return
    this.#isLost = true
    this.#events.emit({ kind: 'lost', of: 'file', detail: failure.detail })
  }
}
