import { readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

import type { FileIdentity, Joined, Moved } from '#shared/protocol/host'

import { openOwn } from './own-file'

/** Bytes of a log that stand in one file; they end where the next piece begins. */
interface Piece<File> {
  /** Offset in the log of its first byte. */
  readonly from: number
  /** Offset in the log of the first byte of its file. */
  readonly start: number
  /** null where they stand nowhere any more. */
  readonly file: File | null
}

/** Where the bytes of a log stand, as a worker thread is told: by descriptors. */
export type ByteFiles = readonly Piece<number>[]

/** One of the logs that lie behind each other: a file, and, from some offset on, copies of it. */
interface Part {
  readonly from: number
  readonly start: number
  readonly base: FileHandle | null
  isBaseValid: boolean
  /** Each ends where the next one begins. */
  copies: readonly Copy[]
}

interface Copy {
  readonly path: string
  readonly from: number
  readonly file: FileHandle | null
}

/**
 * The bytes of a log by their offsets. They stand in the file that was opened, and, when it grows,
 * is rotated or cut, from some offset on in a copy; behind it another file may go on, and so forth.
 * What stands nowhere any more is read as NULs.
 */
export class LogBytes {
  readonly #parts: Part[]
  readonly #held: Map<string, FileHandle>
  /** Those of before may still be read by a worker. */
  readonly #handles: FileHandle[]
  #pieces: readonly Piece<FileHandle>[] = []
  #allowed = Number.POSITIVE_INFINITY
  #users = 1

  private constructor(base: FileHandle | null, held: Map<string, FileHandle>) {
    this.#parts = [partOf(base, 0, 0)]
    this.#held = held
    this.#handles = [...(base === null ? [] : [base]), ...held.values()]
    this.#cutPieces()
  }

  /**
   * @param later files that will be joined: open, they stay what they are whatever rotation does
   * @param key of the file that is meant (see FileIdentity), whose name may be another one's by now;
   *   where it is gone, so are its bytes
   */
  static async open(
    path: string,
    later: readonly FileIdentity[] = [],
    key: string | null = null,
  ): Promise<LogBytes> {
    const base = key === null ? await open(path, 'r') : await openOwn({ path, key })
    const held = new Map<string, FileHandle>()
    for (const identity of later) {
      const file = await openOwn(identity)
      if (file !== null) held.set(identity.key, file)
    }
    return new LogBytes(base, held)
  }

  /** For one more user: the last who closes it closes the files. */
  share(): this {
    this.#users++
    return this
  }

  /** For worker threads; valid until `close`. */
  get files(): ByteFiles {
    return this.#pieces.map(({ from, start, file }) => ({ from, start, file: file?.fd ?? null }))
  }

  /** Whether all of it still stands somewhere. */
  get isWhole(): boolean {
    return this.#pieces.every(({ file }) => file !== null)
  }

  /** The file that was opened, where all of the bytes stand in it. */
  get plainFile(): FileHandle | null {
    const [first] = this.#parts
    const isCopied = first !== undefined && first.copies.length > 0
    return this.#pieces.length === 1 && this.#parts.length === 1 && !isCopied
      ? (first?.base ?? null)
      : null
  }

  /** No more than so many may be read: what stands behind them may be cut off in a moment. */
  allow(bytes: number): void {
    this.#allowed = bytes
  }

  /** How many may be read. */
  async size(): Promise<number> {
    const file = this.plainFile
    return file === null ? this.#allowed : Math.min((await file.stat()).size, this.#allowed)
  }

  /** What a source tells of places. Throws like `join`. */
  goOnIn(place: Moved | Joined): Promise<void> {
    return place.kind === 'moved' ? this.continueIn(place) : this.join(place)
  }

  /** Some of the bytes stand elsewhere: those of the file that was joined last. */
  async continueIn({ path, from, next, isBaseValid }: Omit<Moved, 'kind'>): Promise<void> {
    const part = this.#parts.at(-1)
    if (part === undefined) return
    const copies: Copy[] = []
    for (const copy of [{ path, from }, ...(next ? [next] : [])]) {
      const known = part.copies.find((other) => other.path === copy.path)
      copies.push({ ...copy, file: known?.file ?? (await this.#openCopy(copy.path)) })
    }
    part.copies = copies
    part.isBaseValid &&= isBaseValid
    this.#cutPieces()
  }

  /**
   * Another file goes on behind what there is.
   *
   * @throws Error where another one has its name by now; its bytes are taken for gone then
   */
  async join({ file: identity, from, start }: Omit<Joined, 'kind'>): Promise<void> {
    const held = this.#held.get(identity.key)
    const file = held ?? (await openOwn(identity))
    if (file !== null && held === undefined) this.#handles.push(file)
    this.#parts.push(partOf(file, from, start))
    this.#cutPieces()
    if (file === null) throw new Error(`${identity.path} is another file by now`)
  }

  /** Reads up to `length` bytes; fewer at the end. */
  async read(buffer: Uint8Array, start: number, length: number, offset: number): Promise<number> {
    const pieces = this.#pieces
    const wanted = Math.min(length, this.#allowed - offset)
    let filled = 0
    while (filled < wanted) {
      const at = offset + filled
      const { file, position, bytes, isLast } = placeOf(pieces, at, wanted - filled)
      const read =
        file === null ? 0 : (await file.read(buffer, start + filled, bytes, position)).bytesRead
      if (read === 0 && isLast) break
      if (read === 0) buffer.fill(0, start + filled, start + filled + bytes)
      filled += read === 0 ? bytes : read
    }
    return filled
  }

  async close(): Promise<void> {
    this.#users--
    if (this.#users > 0) return
    await Promise.all(this.#handles.map((file) => file.close()))
  }

  /** null where it is gone by now: a reader may be far behind. */
  async #openCopy(path: string): Promise<FileHandle | null> {
    try {
      const file = await open(path, 'r')
      this.#handles.push(file)
      return file
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
  }

  #cutPieces(): void {
    this.#pieces = this.#parts.flatMap(({ from, start, base, isBaseValid, copies }, at) => {
      const end = this.#parts[at + 1]?.from ?? Number.POSITIVE_INFINITY
      const files = [{ from, file: isBaseValid ? base : null }, ...copies]
      const within = (offset: number) => Math.max(from, Math.min(offset, end))
      return files
        .map((piece, number) => ({
          from: within(piece.from),
          to: within(files[number + 1]?.from ?? end),
          start,
          file: piece.file,
        }))
        .filter((piece) => piece.from < piece.to)
    })
  }
}

function partOf(base: FileHandle | null, from: number, start: number): Part {
  return { from, start, base, isBaseValid: true, copies: [] }
}

/** Where the byte at an offset is read, and how many of those behind it with it. */
function placeOf<File>(pieces: readonly Piece<File>[], at: number, wanted: number) {
  const next = pieces.findIndex(({ from }) => from > at)
  const piece = pieces.at(next < 0 ? -1 : next - 1)
  const end = pieces[next]?.from ?? Number.POSITIVE_INFINITY
  return {
    file: piece?.file ?? null,
    position: at - (piece?.start ?? 0),
    bytes: Math.min(wanted, end - at),
    isLast: next < 0,
  }
}

/** Reads up to `length` bytes into the beginning of `into`, in a worker thread; fewer at the end. */
export function readFilesSync(
  files: ByteFiles,
  into: Uint8Array,
  offset: number,
  length: number,
): number {
  let filled = 0
  while (filled < length) {
    const { file, position, bytes, isLast } = placeOf(files, offset + filled, length - filled)
    const read = file === null ? 0 : readSync(file, into, filled, bytes, position)
    if (read === 0 && isLast) break
    if (read === 0) into.fill(0, filled, filled + bytes)
    filled += read === 0 ? bytes : read
  }
  return filled
}
