import { closeSync, openSync, readSync } from 'node:fs'

/** Where the compressed bytes stand: all of a file, or an entry of an archive. */
export interface ArchiveRange {
  readonly path: string
  readonly start: number
  readonly bytes: number
}

const PIECE_BYTES = 256 * 1024
/** What is decoded of the piece in which a small archive breaks is lost, so its pieces are small. */
const SMALL_PIECE_BYTES = 1024
const SMALL_ARCHIVE_BYTES = 2 * 1024 * 1024

/** The compressed bytes, read in order. It runs in a thread of its own, which may wait for the disk. */
export class ArchiveInput implements Iterable<Buffer> {
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
    const { start, bytes } = this.#range
    // Decoders may keep what they are given.
    const piece = Buffer.allocUnsafeSlow(Math.min(this.#pieceBytes, bytes - this.#taken))
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
}
