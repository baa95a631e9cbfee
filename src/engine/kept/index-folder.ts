import { createHash } from 'node:crypto'
import {
  mkdir,
  type open as openFile,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
} from 'node:fs/promises'
import { join } from 'node:path'

import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import { decodeIndex, encodeIndex, type KeptHeader, type KeptIndex } from './index-file'

type FileHandle = Awaited<ReturnType<typeof openFile>>

/** What the indexes of all logs may take together; those that were not used for longest go first. */
const MAX_FOLDER_BYTES = 2 * 1024 ** 3

/** So much of the beginning and of the end of a log must be the same. */
const HASHED_BYTES = 64 * 1024

const SUFFIX = '.index'

/** The kept index of one log, in a folder with those of others. */
export class KeptIndexes {
  readonly #folder: string
  readonly #file: string
  readonly #meaning: string

  /** @param reference decides the year of times without one */
  constructor(folder: string, path: string, rules: RuleSet, reference: Milliseconds) {
    this.#folder = folder
    this.#file = join(folder, hashOf(path) + SUFFIX)
    const recognised = rules.rules.map(({ id, category, match }) => [id, category, match])
    const year = new Date(reference).getUTCFullYear()
    this.#meaning = hashOf(JSON.stringify([recognised, rules.ownCount, year]))
  }

  /** The index of a log that begins with what it was made of; null where there is none to use. */
  async load(log: FileHandle, size: number): Promise<KeptIndex | null> {
    let bytes: Buffer
    try {
      bytes = await readFile(this.#file)
    } catch {
      // There is none yet.
      return null
    }
    const kept = decodeIndex(bytes)
    if (kept === null) {
      console.error(
        `logsieve: ${this.#file} is damaged or of another version, the log is read anew`,
      )
      return null
    }
    const { header } = kept
    if (header.meaning !== this.#meaning || header.size > size) return null
    const { head, tail } = await hashesOf(log, header.size)
    if (head !== header.head || tail !== header.tail) return null
    const now = new Date()
    await utimes(this.#file, now, now).catch(() => undefined)
    return kept
  }

  /** Keeps an index, in place of an earlier one. What goes wrong is told and harms nothing. */
  async save(log: FileHandle, size: number, index: Unsigned): Promise<void> {
    const unfinished = `${this.#file}.${process.pid}`
    try {
      await mkdir(this.#folder, { recursive: true })
      const header = {
        ...index.header,
        meaning: this.#meaning,
        size,
        ...(await hashesOf(log, size)),
      }
      const file = await open(unfinished, 'w', 0o600)
      try {
        await file.writev(encodeIndex({ ...index, header }))
      } finally {
        await file.close()
      }
      await rename(unfinished, this.#file)
      await this.#trim()
    } catch (error) {
      console.error('logsieve: the index could not be kept:', error)
      await rm(unfinished, { force: true })
    }
  }

  async #trim(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(SUFFIX))
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name)
        const { size, mtimeMs } = await stat(path)
        return { path, size, mtimeMs }
      }),
    )
    let bytes = 0
    for (const { path, size } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
      bytes += size
      if (bytes > MAX_FOLDER_BYTES) await rm(path, { force: true })
    }
  }
}

/** An index of which it is not yet said what it was made of. */
export interface Unsigned extends Pick<KeptIndex, 'part'> {
  readonly header: Omit<KeptHeader, 'meaning' | 'size' | 'head' | 'tail'>
}

async function hashesOf(log: FileHandle, size: number) {
  const hash = async (from: number) => {
    const buffer = Buffer.alloc(Math.min(HASHED_BYTES, size))
    const { bytesRead } = await log.read(buffer, 0, buffer.length, from)
    return hashOf(buffer.subarray(0, bytesRead))
  }
  return { head: await hash(0), tail: await hash(Math.max(0, size - HASHED_BYTES)) }
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32)
}
