import { closeSync, openSync, readSync } from 'node:fs'

import { arrivedIn, sleepWhile } from './arrival'

/** Where the compressed bytes stand: all of a file, or an entry of an archive. */
export interface ArchiveRange {
  readonly path: string
  readonly start: number
  readonly bytes: number
  /** How much of it is there (see `Arrival`); null where all of it is. */
  readonly arrival: SharedArrayBuffer | null
}

const PIECE_BYTES = 256 * 1024
/** What is decoded of the piece in which a small archive breaks is lost, so its pieces are small. */
const SMALL_PIECE_BYTES = 1024
const SMALL_ARCHIVE_BYTES = 2 * 1024 * 1024

/** The rest of it will not come. */
export class NotArrived extends Error {}

/** The compressed bytes, read in order. It runs in a thread of its own, which may wait for them. */
export class ArchiveInput implements Iterable<Buffer> {
  /** Called before it waits for what has not arrived yet. */
  onWait: () => void = () => undefined
  readonly #file: number
  readonly #range: ArchiveRange
  readonly #pieceBytes: number
  #taken = 0

  constructor(range: ArchiveRange) {
    this.#file = openSync(range.path, 'r')
    this.#range = range
    this.#pieceBytes = range.bytes > SMALL_ARCHIVE_BYTES ? PIECE_BYTES : SMALL_PIECE_BYTES
  }

  /** How many bytes were taken so far. */
  get taken(): number {
    return this.#taken
  }

  /** The next bytes; none at the end. */
  next(): Buffer {
    const { start } = this.#range
    // Decoders may keep what they are given.
    const piece = Buffer.allocUnsafeSlow(Math.min(this.#pieceBytes, this.#there() - this.#taken))
    const read = readSync(this.#file, piece, 0, piece.length, start + this.#taken)
    this.#taken += read
    return piece.subarray(0, read)
  }

  *[Symbol.iterator](): Generator<Buffer> {
    for (let piece = this.next(); piece.length > 0; piece = this.next()) yield piece
  }

  close(): void {
    closeSync(this.#file)
  }

  /** How many bytes are there, which are more than were taken, but for the end. */
  #there(): number {
    const { arrival, bytes } = this.#range
    if (arrival === null || this.#taken === bytes) return bytes
    for (;;) {
      const arrived = arrivedIn(arrival)
      if (arrived.bytes > this.#taken) return arrived.bytes
      if (arrived.isOver) throw new NotArrived()
      this.onWait()
      sleepWhile(arrival, arrived)
    }
  }
}
