import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import type { RecordIndex } from '../index/record-index'
import { DamagedIndexError, IndexFile, type KeptHeader, writeIndex } from './index-file'

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
  async open(log: FileHandle, size: number): Promise<IndexFile | null> {
    let file: IndexFile
    try {
      file = await IndexFile.open(this.#file)
    } catch (error) {
      // Otherwise there is none yet.
      if (error instanceof DamagedIndexError) console.error(`logsieve: ${error.message}`)
      return null
    }
    if (await this.#fits(file.header, log, size)) {
      const now = new Date()
      await utimes(this.#file, now, now).catch(() => undefined)
      return file
    }
    await file.close()
    return null
  }

  async #fits(header: KeptHeader, log: FileHandle, size: number): Promise<boolean> {
    if (header.meaning !== this.#meaning || header.size > size) return false
    const { head, tail } = await hashesOf(log, header.size)
    return head === header.head && tail === header.tail
  }

  /**
   * Keeps an index, in place of an earlier one. What goes wrong is told and harms nothing.
   *
   * @param count records of it that are kept
   */
  async save(
    log: FileHandle,
    size: number,
    unsigned: Unsigned,
    index: RecordIndex,
    count: number,
  ): Promise<void> {
    const unfinished = `${this.#file}.${process.pid}`
    try {
      await mkdir(this.#folder, { recursive: true })
      const signature = { meaning: this.#meaning, size, ...(await hashesOf(log, size)) }
      const file = await open(unfinished, 'w', 0o600)
      try {
        await writeIndex(file, { ...unsigned, ...signature }, index, count)
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

/** What an index says besides what it was made of. */
type Unsigned = Omit<KeptHeader, 'meaning' | 'size' | 'head' | 'tail'>

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
