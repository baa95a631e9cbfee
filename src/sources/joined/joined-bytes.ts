import { stat } from 'node:fs/promises'

import { type FileIdentity, keyOf, type SourceEvent } from '#shared/protocol/host'

import { openRegularFile, readAt } from '../file-look'
import { messageOf } from '../open-failure'
import type { Source } from '../source'
import { SourceEvents } from '../source-events'
import { Spool } from '../spool'
import { replacedMark } from '../tail/marks'

const LINE_END = Buffer.from('\n')
const NOTHING = Buffer.alloc(0)

/** The source that is read now, and where its bytes stand. */
interface Current {
  readonly source: Source
  readonly stop: () => void
  file: FileIdentity
  /** Offset in the log of the first byte that was taken. */
  from: number
  /** Offset in the log of the first byte of the file. */
  start: number
  /** The last file that they went on in. */
  moved: { readonly path: string; readonly from: number } | null
}

/**
 * Several sources, each behind the one before, as one log that only grows. They are read where they
 * stand; only what stands between them, line ends and marks, is in a file of its own.
 */
export class JoinedBytes {
  readonly #events = new SourceEvents<SourceEvent>()
  readonly #seams: Spool
  /** Our own files do not change their names. */
  readonly seamsFile: FileIdentity
  #bytes = 0
  #current: Current | null = null
  /** The current source cannot be read now. */
  #isLost = false
  #work: Promise<void> = Promise.resolve()

  private constructor(seams: Spool, seamsFile: FileIdentity) {
    this.#seams = seams
    this.seamsFile = seamsFile
  }

  static async create(): Promise<JoinedBytes> {
    const seams = await Spool.create('seams.log')
    return new JoinedBytes(seams, await identityOf(seams.path))
  }

  onEvent(listener: (event: SourceEvent) => void): () => void {
    return this.#events.listen(listener)
  }

  /** So much of the whole, from 0 to 1, is there by now; null where nothing more is on its way. */
  tellArrived(part: number | null): void {
    this.#events.emit({ kind: 'arriving', part })
  }

  /** The same of the current source. */
  onArriving: (part: number | null) => void = () => undefined

  /**
   * Goes on with another source; what the one before grows by is not taken any more.
   *
   * @param mark a line that says so, or nothing
   * @param passed bytes at its beginning that do not come again
   * @returns how many bytes of the one before are behind us
   */
  async append(source: Source, mark: Buffer = NOTHING, passed = 0): Promise<number> {
    let taken = 0
    await this.#then(async () => {
      taken = this.#bytes - (this.#current?.start ?? this.#bytes)
      await this.#writeSeam(mark)
      const { path, key = null } = source
      const file = key === null ? await identityOf(path) : { path, key }
      this.#leave()
      // What has happened since its opening comes at once.
      const stop = source.onEvent((event) => this.#tell(() => this.#follow(event)))
      this.#current = this.#join({ source, stop }, file, passed)
      if (this.#isLost) this.#events.emit({ kind: 'back', of: 'file' })
      this.#isLost = false
    })
    await this.#then(() => this.#grow((this.#current?.start ?? 0) + source.bytes))
    return taken
  }

  /** A line of its own behind what there is. */
  addMark(mark: Buffer): Promise<void> {
    return this.#then(async () => {
      await this.#writeSeam(mark)
      this.#leave()
    })
  }

  async dispose(): Promise<void> {
    this.#leave()
    this.#events.clear()
    await this.#work
    await this.#seams.dispose()
  }

  /** One thing after another. */
  #then(work: () => Promise<void> | void): Promise<void> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => undefined)
    return done
  }

  /** The same where nobody waits for it. */
  #tell(work: () => Promise<void> | void): void {
    this.#then(work).catch((error: unknown) => {
      this.#events.emit({ kind: 'failed', detail: messageOf(error) })
    })
  }

  async #follow(event: SourceEvent): Promise<void> {
    const current = this.#current
    if (current === null) return
    switch (event.kind) {
      case 'grew':
        this.#grow(current.start + event.bytes)
        break
      case 'moved': {
        const inLog = ({ path, from }: { path: string; from: number }) => ({
          path,
          from: current.start + from,
        })
        const next = event.next ? inLog(event.next) : null
        current.moved = next ?? inLog(event)
        this.#events.emit({ ...event, ...inLog(event), next })
        break
      }
      case 'replaced': {
        // What stood in it is gone, and what comes stands in the file of that name.
        await this.#writeSeam(replacedMark())
        this.#current = this.#join(current, await identityOf(current.source.path), 0)
        break
      }
      case 'arriving':
        this.onArriving(event.part)
        break
      case 'joined':
        throw new Error('what is joined itself cannot be joined')
      case 'filled':
        throw new Error('what is joined is read from its start')
      case 'remark':
      case 'ended':
        this.#events.emit(event)
        break
      case 'lost':
      case 'failed':
      case 'back':
        this.#isLost = event.kind !== 'back'
        this.#events.emit(event)
        break
    }
  }

  #leave(): void {
    this.#current?.stop()
    this.#current = null
  }

  #join(current: Pick<Current, 'source' | 'stop'>, file: FileIdentity, passed: number): Current {
    const { source, stop } = current
    const from = this.#bytes
    const start = from - passed
    this.#events.emit({ kind: 'joined', file, from, start })
    return { source, stop, file, from, start, moved: null }
  }

  #grow(bytes: number): void {
    if (bytes <= this.#bytes) return
    this.#bytes = bytes
    this.#events.emit({ kind: 'grew', bytes })
  }

  /** Ends the last line, and writes another one. */
  async #writeSeam(mark: Buffer): Promise<void> {
    const seam = (await this.#isAtLineEnd()) ? mark : Buffer.concat([LINE_END, mark])
    if (seam.length === 0) return
    const start = this.#bytes - this.#seams.bytes
    await this.#seams.append(seam)
    this.#events.emit({ kind: 'joined', file: this.seamsFile, from: this.#bytes, start })
    this.#grow(this.#bytes + seam.length)
  }

  async #isAtLineEnd(): Promise<boolean> {
    const current = this.#current
    // Behind a seam.
    if (current === null || this.#bytes === current.from) return true
    const { file, start, moved } = current
    const last = this.#bytes - 1
    const { path } = moved !== null && last >= moved.from ? moved : file
    const opened = await openRegularFile(path)
    if (!opened.ok) return false
    try {
      return (await readAt(opened.handle, last - start, 1))[0] === LINE_END[0]
    } finally {
      await opened.handle.close()
    }
  }
}

async function identityOf(path: string): Promise<FileIdentity> {
  return { path, key: keyOf(await stat(path, { bigint: true })) }
}
