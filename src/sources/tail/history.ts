import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { readAt } from '../file-look'
import { forgetSpoolFolder, rememberSpoolFolder } from '../spool-folders'
import { type LogFile, readRange } from './log-files'

const COPY_BYTES = 1024 * 1024

/**
 * A copy of what was read of a log, at the same offsets: what stands before `start` is a hole. It
 * lies in a folder that only this user can enter.
 */
export class History {
  readonly #folder: string
  #handle: FileHandle
  #number = 0
  #start: number
  #end: number

  private constructor(folder: string, handle: FileHandle, start: number) {
    this.#folder = folder
    this.#handle = handle
    this.#start = start
    this.#end = start
  }

  /** @param start offset in the log of the first byte that comes */
  static async create(start: number): Promise<History> {
    // mkdtemp makes the folder with mode 0700 and a name that cannot be foreseen.
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-'))
    rememberSpoolFolder(folder)
    try {
      return new History(folder, await openNew(pathIn(folder, 0)), start)
    } catch (error) {
      await removeFolder(folder)
      throw error
    }
  }

  get path(): string {
    return pathIn(this.#folder, this.#number)
  }

  /** Offset in the log of the first byte that is here. */
  get start(): number {
    return this.#start
  }

  /** Length of the log so far. */
  get end(): number {
    return this.#end
  }

  async append(bytes: Buffer): Promise<void> {
    await writeAll(this.#handle, bytes, this.#end)
    this.#end += bytes.length
  }

  /** Copies bytes that stand before what is here from a file in which they lie at the same offset. */
  async fillFrom(file: LogFile, start: number): Promise<void> {
    if (start >= this.#start) return
    await copyRange((...range) => readRange(file, ...range), this.#handle, start, this.#start)
    this.#start = start
  }

  /** Gives up the oldest bytes, down to `bytes`. The path is another one then. */
  async trimTo(bytes: number): Promise<void> {
    const start = this.#end - bytes
    if (start <= this.#start) return
    const former = { handle: this.#handle, path: this.path }
    const next = await openNew(pathIn(this.#folder, this.#number + 1))
    await copyRange((...range) => readAt(former.handle, ...range), next, start, this.#end)
    this.#handle = next
    this.#number++
    this.#start = start
    await former.handle.close()
    // A reader that has it open keeps it.
    await rm(former.path, { force: true })
  }

  async dispose(): Promise<void> {
    await this.#handle.close()
    await removeFolder(this.#folder)
  }
}

function pathIn(folder: string, number: number): string {
  return join(folder, `history-${number}.log`)
}

function openNew(path: string): Promise<FileHandle> {
  return open(path, 'wx+', 0o600)
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  forgetSpoolFolder(folder)
}

async function copyRange(
  read: (position: number, length: number) => Promise<Buffer>,
  to: FileHandle,
  start: number,
  end: number,
): Promise<void> {
  for (let at = start; at < end;) {
    const bytes = await read(at, Math.min(COPY_BYTES, end - at))
    if (bytes.length === 0) return
    await writeAll(to, bytes, at)
    at += bytes.length
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const left = bytes.length - written
    written += (await file.write(bytes, written, left, position + written)).bytesWritten
  }
}
