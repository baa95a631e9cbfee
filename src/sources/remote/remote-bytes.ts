import yauzl, { type ZipFile } from 'yauzl'

import { Arrival } from '../archive/arrival'
import type { BroughtBytes, PackedBytes } from '../archive/packed-bytes'
import { Spool } from '../spool'
import { type LogFile, readRange } from '../tail/log-files'
import { readOnce, reasonFor } from './read-once'
import type { SharedConnection } from './shared-connection'
import { SshFailure } from './ssh-failure'

/** The list of a zip is asked for in small parts, each of which would be a journey. */
const LIST_BLOCK = 128 * 1024

/** The bytes of an archive on another machine. They are read once, and file and connection are closed behind them. */
export class RemoteBytes implements PackedBytes {
  readonly #connection: SharedConnection
  readonly #file: LogFile
  readonly #bytes: number
  #failure: SshFailure | null = null

  constructor(connection: SharedConnection, file: LogFile, bytes: number) {
    this.#connection = connection
    this.#file = file
    this.#bytes = bytes
  }

  /** Why its list could not be had, where that is not for the archive to bear. */
  get failure(): SshFailure | null {
    return this.#failure
  }

  openZip(): Promise<ZipFile> {
    const reader = new ZipReader(this.#file, this.#bytes, (error) => {
      if (error instanceof SshFailure) this.#failure = error
    })
    return yauzl.fromRandomAccessReaderPromise(reader, this.#bytes, { autoClose: false })
  }

  async bring(start: number, bytes: number): Promise<BroughtBytes> {
    const spool = await Spool.create('packed')
    return new Bringing(this.#connection, this.#file, { start, bytes }, spool)
  }
}

/** Bytes on their way into a file here, from which they are read meanwhile. */
class Bringing implements BroughtBytes {
  readonly range: BroughtBytes['range']
  readonly #connection: SharedConnection
  readonly #file: LogFile
  readonly #spool: Spool
  readonly #arrival = new Arrival()
  readonly #over: Promise<void>
  #failure = ''
  #isDisposed = false

  constructor(
    connection: SharedConnection,
    file: LogFile,
    { start, bytes }: { readonly start: number; readonly bytes: number },
    spool: Spool,
  ) {
    this.#connection = connection
    this.#file = file
    this.#spool = spool
    this.range = { path: spool.path, start: 0, bytes, arrival: this.#arrival.cell }
    this.#over = this.#bring(start, bytes)
  }

  get failure(): string {
    return this.#failure
  }

  async dispose(): Promise<void> {
    if (this.#isDisposed) return
    this.#isDisposed = true
    this.#connection.close()
    await this.#over
    await this.#spool.dispose()
  }

  async #bring(start: number, bytes: number): Promise<void> {
    try {
      for await (const piece of readOnce(this.#file, start, bytes)) {
        await this.#spool.append(piece)
        this.#arrival.tell({ bytes: this.#spool.bytes, isOver: false })
      }
    } catch (error) {
      this.#failure = reasonFor(error)
    }
    void this.#file.close()
    this.#connection.close()
    this.#arrival.tell({ bytes: this.#spool.bytes, isOver: true })
  }
}

/** Reads the list of a zip, in blocks. */
class ZipReader extends yauzl.RandomAccessReader {
  readonly #file: LogFile
  readonly #bytes: number
  readonly #onFailure: (error: unknown) => void
  #block: { readonly start: number; readonly bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) }

  constructor(file: LogFile, bytes: number, onFailure: (error: unknown) => void) {
    super()
    this.#file = file
    this.#bytes = bytes
    this.#onFailure = onFailure
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#read(position, length).then(
      (bytes) => {
        bytes.copy(target, offset)
        callback(bytes.length < length ? new Error('unexpected end of file') : null)
      },
      (error: unknown) => {
        this.#onFailure(error)
        callback(new Error(reasonFor(error)))
      },
    )
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const at = position - this.#block.start
    if (at < 0 || at + length > this.#block.bytes.length) {
      // What is asked for first is its end, which the list stands before.
      const start = Math.max(0, Math.min(position, this.#bytes - LIST_BLOCK))
      const needed = Math.max(LIST_BLOCK, position + length - start)
      const bytes = await readRange(this.#file, start, Math.min(needed, this.#bytes - start))
      this.#block = { start, bytes }
    }
    const from = position - this.#block.start
    return this.#block.bytes.subarray(from, from + length)
  }
}
