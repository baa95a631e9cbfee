import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { forgetSpoolFolder, rememberSpoolFolder } from '../spool-folders'
import type { Put } from './log-files'
import type { LogPart } from './log-part'

/** So much is read at once. */
const BLOCK_BYTES = 1024 * 1024
/**
 * So much is written at once. Larger writes take up memory in larger pages, which a virtual machine
 * mostly has to get from its host first: writes of 1 MB took about twice the work of these.
 */
const WRITTEN_BYTES = 256 * 1024

interface HistoryFile {
  readonly path: string
  readonly handle: FileHandle
  /** Offset in the log of the first byte that is here. */
  readonly from: number
}

/**
 * A copy of what was read of a log, at the same offsets: what stands before `start` is a hole. It
 * lies in a folder that only this user can enter, in one file or in two, of which the older one can
 * be given up.
 */
export class History {
  readonly #folder: string
  /** The one whose bytes come before those of `#last`. */
  #former: HistoryFile | null = null
  #last: HistoryFile
  #number = 0
  #end: number

  private constructor(folder: string, last: HistoryFile) {
    this.#folder = folder
    this.#last = last
    this.#end = last.from
  }

  /** @param start offset in the log of the first byte that comes */
  static async create(start: number): Promise<History> {
    // mkdtemp makes the folder with mode 0700 and a name that cannot be foreseen.
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-'))
    rememberSpoolFolder(folder)
    try {
      return new History(folder, await openNew(pathIn(folder, 0), start))
    } catch (error) {
      await removeFolder(folder)
      throw error
    }
  }

  /** Its files, in the order of their bytes. */
  get files(): readonly [Place, Place | null] {
    const { path, from } = this.#last
    const last = { path, from }
    return this.#former === null
      ? [last, null]
      : [{ path: this.#former.path, from: this.#former.from }, last]
  }

  /** Offset in the log of the first byte that is here. */
  get start(): number {
    return (this.#former ?? this.#last).from
  }

  /** How many bytes the last file holds. */
  get lastBytes(): number {
    return this.#end - this.#last.from
  }

  /** Length of the log so far. */
  get end(): number {
    return this.#end
  }

  /**
   * Writes bytes behind its end, which `take` makes part of it. What is not taken is overwritten.
   *
   * @param at how many of them come before these
   */
  async put(bytes: Buffer, at: number): Promise<void> {
    await writeAll(this.#last.handle, bytes, this.#end + at)
  }

  take(bytes: number): void {
    this.#end += bytes
  }

  /**
   * Copies the bytes before `end`, where what is here begins, from a file in which they lie at the same
   * offsets. The last ones come first: where the file is cut meanwhile, those before it stay.
   */
  async fillBackwards(file: LogPart, end: number, start: number): Promise<void> {
    while (this.start <= end && this.start > start) {
      const position = Math.max(start, this.start - BLOCK_BYTES)
      const length = this.start - position
      const put: Put = (bytes, at) => this.fill(bytes, position + at)
      if ((await file.readBefore({ position, length }, put, null)) !== length) return
      this.beginAt(position)
    }
  }

  /** Writes bytes that stand before what is here; `beginAt` says when they are whole. */
  async fill(bytes: Buffer, position: number): Promise<void> {
    await writeAll((this.#former ?? this.#last).handle, bytes, position)
  }

  beginAt(start: number): void {
    if (this.#former === null) this.#last = { ...this.#last, from: start }
    else this.#former = { ...this.#former, from: start }
  }

  /** What comes goes into a file of its own. Of two files, the older one is given up. */
  async turnOver(): Promise<void> {
    const path = pathIn(this.#folder, this.#number + 1)
    const next = await openNew(path, this.#end)
    const oldest = this.#former
    this.#number++
    this.#former = this.#last
    this.#last = next
    if (oldest === null) return
    // Readers have it open: without this it would keep its place on the disk.
    await oldest.handle.truncate(0)
    await oldest.handle.close()
    await rm(oldest.path, { force: true })
  }

  async dispose(): Promise<void> {
    await this.#former?.handle.close()
    await this.#last.handle.close()
    await removeFolder(this.#folder)
  }
}

type Place = Pick<HistoryFile, 'path' | 'from'>

function pathIn(folder: string, number: number): string {
  return join(folder, `history-${number}.log`)
}

async function openNew(path: string, from: number): Promise<HistoryFile> {
  return { path, from, handle: await open(path, 'wx+', 0o600) }
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  forgetSpoolFolder(folder)
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const length = Math.min(WRITTEN_BYTES, bytes.length - written)
    written += (await file.write(bytes, written, length, position + written)).bytesWritten
  }
}
