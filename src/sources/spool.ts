import { mkdtemp, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { forgetSpoolFolder, rememberSpoolFolder } from './spool-folders'

/** A file that only grows, in a folder that only this user can enter. */
export class Spool {
  readonly path: string
  readonly #folder: string
  #handle: FileHandle
  #bytes = 0

  private constructor(folder: string, path: string, handle: FileHandle) {
    this.#folder = folder
    this.path = path
    this.#handle = handle
  }

  static async create(name: string): Promise<Spool> {
    // mkdtemp makes the folder with mode 0700 and a name that cannot be foreseen.
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-'))
    rememberSpoolFolder(folder)
    const path = join(folder, name)
    return new Spool(folder, path, await openNew(path))
  }

  /** How long it is. */
  get bytes(): number {
    return this.#bytes
  }

  async append(bytes: Buffer): Promise<void> {
    let written = 0
    while (written < bytes.length) {
      written += (await this.#handle.write(bytes, written, bytes.length - written)).bytesWritten
    }
    this.#bytes += bytes.length
  }

  /** Begins anew. A reader of the old content keeps it whole: the new file takes over the name. */
  async restart(): Promise<void> {
    const next = `${this.path}.next`
    const handle = await openNew(next)
    const previous = this.#handle
    this.#handle = handle
    this.#bytes = 0
    await previous.close()
    await rename(next, this.path)
  }

  async dispose(): Promise<void> {
    await this.#handle.close()
    await rm(this.#folder, { recursive: true, force: true })
    forgetSpoolFolder(this.#folder)
  }
}

function openNew(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600)
}
