import type { Ended, SourceEvent } from '#shared/protocol/host'

import { ENCODING_SAMPLE_BYTES, guessEncoding } from './encoding'
import { messageOf } from './open-failure'
import type { CaughtUp } from './source'
import { SourceEvents } from './source-events'
import { Spool } from './spool'
import { type LogFile, type LogFiles, readRange } from './tail/log-files'
import { createTranscoder, type Transcoder } from './transcode'
import type { FileChange } from './watched-file'

const CHUNK_BYTES = 1024 * 1024

/** What tells what becomes of a file. */
interface FollowedFile {
  readonly path: string
  onEvent(listener: (event: FileChange | Ended) => void): void
}

/** One content of the log: from its opening to its truncation or replacement. */
interface Generation {
  readonly file: LogFile
  /** null until there are bytes enough to tell the encoding from: a log may be cut to nothing. */
  transcoder: Transcoder | null
  position: number
}

/** A UTF-8 copy of a file, here or on another machine. It follows the file: what happens to the one is told of the other. */
export class ConvertedFile {
  readonly #file: FollowedFile
  readonly #files: LogFiles
  readonly #spool: Spool
  readonly #events = new SourceEvents<SourceEvent>()
  readonly caughtUp: Promise<CaughtUp>
  #generation: Generation | null = null
  #epoch = 0
  #work: Promise<void> = Promise.resolve()
  #isDisposed = false

  private constructor(file: FollowedFile, files: LogFiles, spool: Spool) {
    this.#file = file
    this.#files = files
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

  static async create(file: FollowedFile, files: LogFiles): Promise<ConvertedFile> {
    return new ConvertedFile(file, files, await Spool.create('converted.log'))
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

  /** When all that was told so far is converted. Never rejects. */
  settled(): Promise<void> {
    return this.#work
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true
    this.#epoch++
    this.#events.clear()
    await this.#work
    await this.#generation?.file.close()
    await this.#spool.dispose()
  }

  #follow(event: FileChange | Ended): void {
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
      case 'ended':
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
    await this.#generation?.file.close()
    this.#generation = null
    const file = await this.#files.open(this.#file.path)
    // Gone again: it begins when the file is back.
    if (file === null) throw new Error('it could not be opened')
    this.#generation = { file, transcoder: null, position: 0 }
  }

  /** Converts up to the present end of the file. */
  async #pump(): Promise<void> {
    const generation = this.#generation
    if (generation === null) return
    const { file } = generation
    generation.transcoder ??= await transcoderFor(file)
    const { transcoder } = generation
    if (transcoder === null) return
    const epoch = this.#epoch
    while (epoch === this.#epoch) {
      const piece = { position: generation.position, length: CHUNK_BYTES }
      const next = { ...piece, position: piece.position + CHUNK_BYTES }
      const [bytes = Buffer.alloc(0)] = await file.read([piece], [next])
      if (bytes.length === 0) return
      generation.position += bytes.length
      const converted = transcoder.push(bytes)
      if (converted.length === 0) continue
      await this.#spool.append(converted)
      this.#events.emit({ kind: 'grew', bytes: this.#spool.bytes })
    }
  }
}

async function transcoderFor(file: LogFile): Promise<Transcoder | null> {
  const sample = await readRange(file, 0, ENCODING_SAMPLE_BYTES)
  return sample.length < 4 ? null : createTranscoder(guessEncoding(sample).encoding)
}
