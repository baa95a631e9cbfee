import type { FileHandle } from 'node:fs/promises'

import type { SourceEvent } from '#shared/protocol/host'

import { ENCODING_SAMPLE_BYTES, guessEncoding } from './encoding'
import { openRegularFile, readAt } from './file-look'
import { messageOf } from './open-failure'
import type { CaughtUp } from './source'
import { SourceEvents } from './source-events'
import { Spool } from './spool'
import { createTranscoder, type Transcoder } from './transcode'
import type { FileChange, WatchedFile } from './watched-file'

const CHUNK_BYTES = 1024 * 1024

/** One content of the log: from its opening to its truncation or replacement. */
interface Generation {
  readonly handle: FileHandle
  /** null until there are bytes enough to tell the encoding from: a log may be cut to nothing. */
  transcoder: Transcoder | null
  position: number
}

/** A UTF-8 copy of a watched file. It follows the file: what happens to the one is told of the other. */
export class ConvertedFile {
  readonly #file: WatchedFile
  readonly #spool: Spool
  readonly #events = new SourceEvents<SourceEvent>()
  readonly caughtUp: Promise<CaughtUp>
  #generation: Generation | null = null
  #epoch = 0
  #work: Promise<void> = Promise.resolve()
  #isDisposed = false

  private constructor(file: WatchedFile, spool: Spool) {
    this.#file = file
    this.#spool = spool
    this.caughtUp = new Promise((resolve) => {
      this.#then(
        async () => {
          await this.#begin()
          await this.#pump()
          resolve({ ok: true })
        },
        (detail) => resolve({ ok: false, detail, isPartial: false }),
      )
    })
    file.onEvent((event) => this.#follow(event))
  }

  static async create(file: WatchedFile): Promise<ConvertedFile> {
    return new ConvertedFile(file, await Spool.create('converted.log'))
  }

  get path(): string {
    return this.#spool.path
  }

  get bytes(): number {
    return this.#spool.bytes
  }

  onEvent(listener: (event: SourceEvent) => void): () => void {
    return this.#events.listen(listener)
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true
    this.#epoch++
    this.#events.clear()
    await this.#work
    await this.#generation?.handle.close()
    await this.#spool.dispose()
  }

  #follow(event: FileChange): void {
    switch (event.kind) {
      case 'grew':
        this.#then(() => this.#pump())
        break
      case 'truncated':
      case 'replaced':
        // What is being converted is of no use any more: the pump sees it and ends.
        this.#epoch++
        this.#then(async () => {
          await this.#spool.restart()
          this.#events.emit({ kind: 'replaced' })
          await this.#begin()
          await this.#pump()
        })
        break
      case 'lost':
        this.#then(() => {
          this.#events.emit(event)
        })
        break
      case 'back':
        this.#then(async () => {
          this.#events.emit(event)
          if (this.#generation === null) await this.#begin()
          await this.#pump()
        })
        break
    }
  }

  /** One thing after another, in the order in which it was told. */
  #then(work: () => Promise<void> | void, onFailure?: (detail: string) => void): void {
    this.#work = this.#work.then(async () => {
      try {
        if (!this.#isDisposed) await work()
        else onFailure?.('closed')
      } catch (error) {
        // Such as a full disk. The copy ends here, and the viewer has to say so.
        const detail = messageOf(error)
        this.#events.emit({ kind: 'failed', detail })
        onFailure?.(detail)
      }
    })
  }

  async #begin(): Promise<void> {
    await this.#generation?.handle.close()
    this.#generation = null
    const opened = await openRegularFile(this.#file.path)
    // Gone again: it begins when the file is back.
    if (!opened.ok) throw new Error(opened.detail)
    const { handle } = opened
    this.#generation = { handle, transcoder: null, position: 0 }
  }

  /** Converts up to the present end of the file. */
  async #pump(): Promise<void> {
    const generation = this.#generation
    if (generation === null) return
    const { handle } = generation
    generation.transcoder ??= await transcoderFor(handle)
    const { transcoder } = generation
    if (transcoder === null) return
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    const epoch = this.#epoch
    while (epoch === this.#epoch) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, generation.position)
      if (bytesRead === 0) return
      generation.position += bytesRead
      const converted = transcoder.push(chunk.subarray(0, bytesRead))
      if (converted.length === 0) continue
      await this.#spool.append(converted)
      this.#events.emit({ kind: 'grew', bytes: this.#spool.bytes })
    }
  }
}

async function transcoderFor(handle: FileHandle): Promise<Transcoder | null> {
  const sample = await readAt(handle, 0, ENCODING_SAMPLE_BYTES)
  return sample.length < 4 ? null : createTranscoder(guessEncoding(sample).encoding)
}
