import { readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** Where the bytes of a log stand, as a worker thread is told: by descriptors. */
export interface ByteFiles {
  /** The file that was opened; null where it holds something else by now. */
  readonly base: number | null
  /** A file that has the bytes from `from` on, at the same offsets. */
  readonly copy: number | null
  readonly from: number
}

/**
 * The bytes of a log by their offsets. They stand in the file that was opened, and, when it grows,
 * is rotated or cut, from some offset on in a copy. What stands nowhere any more is read as NULs.
 */
export class LogBytes {
  readonly #base: FileHandle
  /** Those before the last may still be read by a worker. */
  readonly #copies: FileHandle[] = []
  #from = Number.POSITIVE_INFINITY
  #isBaseValid = true
  #allowed = Number.POSITIVE_INFINITY

  private constructor(base: FileHandle) {
    this.#base = base
  }

  static async open(path: string): Promise<LogBytes> {
    return new LogBytes(await open(path, 'r'))
  }

  /** For worker threads; valid until `close`. */
  get files(): ByteFiles {
    return {
      base: this.#isBaseValid ? this.#base.fd : null,
      copy: this.#copies.at(-1)?.fd ?? null,
      from: this.#from,
    }
  }

  /** Whether what stands before the copy is still there. */
  get isWhole(): boolean {
    return this.#isBaseValid || this.#from === 0
  }

  /** The file that was opened, where all of the bytes stand in it. */
  get plainFile(): FileHandle | null {
    return this.#copies.length === 0 ? this.#base : null
  }

  /** No more than so many may be read: what stands behind them may be cut off in a moment. */
  allow(bytes: number): void {
    this.#allowed = bytes
  }

  /** How many may be read. */
  async size(): Promise<number> {
    if (this.#copies.length > 0) return this.#allowed
    return Math.min((await this.#base.stat()).size, this.#allowed)
  }

  /** @param isBaseValid whether the file that was opened still holds what stands before `from` */
  async continueIn(path: string, from: number, isBaseValid: boolean): Promise<void> {
    this.#copies.push(await open(path, 'r'))
    this.#from = from
    this.#isBaseValid &&= isBaseValid
  }

  /** Reads up to `length` bytes; fewer at the end. */
  async read(buffer: Uint8Array, start: number, length: number, offset: number): Promise<number> {
    const wanted = Math.min(length, this.#allowed - offset)
    let filled = 0
    while (filled < wanted) {
      const at = offset + filled
      const file = at < this.#from ? this.#base : this.#copies.at(-1)
      const bytes = at < this.#from ? Math.min(wanted - filled, this.#from - at) : wanted - filled
      if (at < this.#from && !this.#isBaseValid) {
        buffer.fill(0, start + filled, start + filled + bytes)
        filled += bytes
        continue
      }
      const read = await file?.read(buffer, start + filled, bytes, at)
      if (read?.bytesRead) filled += read.bytesRead
      else if (at < this.#from && this.#copies.length > 0) {
        // The copy of what was behind the end of the file was given up.
        buffer.fill(0, start + filled, start + filled + bytes)
        filled += bytes
      } else break
    }
    return filled
  }

  async close(): Promise<void> {
    await Promise.all([this.#base, ...this.#copies].map((file) => file.close()))
  }
}

/** Reads up to `length` bytes into the beginning of `into`, in a worker thread; fewer at the end. */
export function readFilesSync(
  { base, copy, from }: ByteFiles,
  into: Uint8Array,
  offset: number,
  length: number,
): number {
  let filled = 0
  while (filled < length) {
    const at = offset + filled
    const isBefore = at < from
    const bytes = isBefore ? Math.min(length - filled, from - at) : length - filled
    const file = isBefore ? base : copy
    if (file === null) {
      if (!isBefore) break
      into.fill(0, filled, filled + bytes)
      filled += bytes
      continue
    }
    const read = readSync(file, into, filled, bytes, at)
    if (read > 0) filled += read
    else if (isBefore && copy !== null) {
      into.fill(0, filled, filled + bytes)
      filled += bytes
    } else break
  }
  return filled
}
