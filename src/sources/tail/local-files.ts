import type { BigIntStats } from 'node:fs'
import { type FileHandle, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

import { keyOf } from '#shared/protocol/host'

import { openRegularFile, readAt } from '../file-look'
import type { FileFacts, ListedFile, LogFile, LogFiles, Poured, Put, Range } from './log-files'

/** The files of this machine. */
export const localFiles: LogFiles = {
  chunkBytes: 1024 * 1024,
  isFar: false,

  open: openLocal,

  async openListed({ path, key }) {
    const file = await openLocal(path)
    if (file === null || file.key === key) return file
    await file.close()
    return null
  },
  async list(prefix) {
    const folder = dirname(prefix)
    const names = await namesIn(folder)
    const beginning = basename(prefix)
    const paths = names
      .filter((name) => name.startsWith(beginning))
      .map((name) => join(folder, name))
    const asked = await Promise.all(paths.map(listed))
    return {
      files: asked.filter((file) => file !== null),
      missed: paths.filter((_path, at) => asked[at] === null),
    }
  },

  async keyOf(path) {
    const stats = await statsOf(path)
    return stats === null ? null : keyOf(stats)
  },
}

async function openLocal(path: string): Promise<LogFile | null> {
  const opened = await openRegularFile(path)
  if (!opened.ok) return null
  const { handle } = opened
  try {
    return new LocalFile(handle, keyOf(await handle.stat({ bigint: true })))
  } catch {
    await handle.close()
    return null
  }
}

class LocalFile implements LogFile {
  readonly key: string
  readonly #handle: FileHandle

  constructor(handle: FileHandle, key: string) {
    this.#handle = handle
    this.key = key
  }

  async read(ranges: readonly Range[]): Promise<readonly Buffer[]> {
    const read: Buffer[] = []
    for (const { position, length } of ranges) {
      read.push(await readAt(this.#handle, position, length))
    }
    return read
  }

  async pour([first, ...others]: readonly Range[], put: Put): Promise<Poured> {
    const [bytes = Buffer.alloc(0)] = first ? await this.read([first]) : []
    await put(bytes, 0)
    return { bytes: bytes.length, rest: await this.read(others) }
  }

  async look(): Promise<FileFacts> {
    const { size, mtimeNs, nlink } = await this.#handle.stat({ bigint: true })
    return { size: Number(size), modifiedTimeNs: mtimeNs, hasName: nlink > 0 }
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch {
    // The folder may be gone, or be only passed through and not listed.
    return []
  }
}

async function listed(path: string): Promise<ListedFile | null> {
  const stats = await statsOf(path)
  if (!stats?.isFile()) return null
  return { path, key: keyOf(stats), size: Number(stats.size), modifiedTimeNs: stats.mtimeNs }
}

async function statsOf(path: string): Promise<BigIntStats | null> {
  try {
    return await stat(path, { bigint: true })
  } catch {
    return null
  }
}
