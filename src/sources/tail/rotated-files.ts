import type { BigIntStats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'

import { readAt } from '../file-look'
import { keyOf, LogPart } from './log-part'

/** What rotation calls `livekit.log`: `livekit.log.1`, `livekit.log-20260131`, `livekit-20260131.log`. */
function isRotatedName(name: string, log: string): boolean {
  const extension = extname(log)
  const stem = extension === '' ? log : log.slice(0, -extension.length)
  const middle =
    name.startsWith(stem) && name.endsWith(extension) && extension !== ''
      ? name.slice(stem.length, name.length - extension.length)
      : ''
  const end = name.startsWith(log) ? name.slice(log.length) : ''
  return [middle, end].some((added) => /^[._-]\d[\d._T:Z-]*$/.test(added))
}

/** A file that rotation left, open: its name may already be another one. */
export interface RotatedFile {
  readonly name: string
  readonly part: LogPart
  readonly modifiedTimeNs: bigint
}

interface Known {
  readonly head: Buffer
  /** Size and time: unchanged, it needs no second look. */
  readonly signature: string
}

/** A rotation goes on while its files are listed: they are listed until two lists are the same. */
const MAX_LISTS = 10

/**
 * The files that rotation leaves beside a log. Told apart by inode and first bytes: names move on
 * at each rotation, and file systems give the inode of a deleted file to the next one.
 */
export class RotatedFiles {
  readonly #path: string
  readonly #known = new Map<string, Known>()

  constructor(path: string) {
    this.#path = path
  }

  /**
   * Those that were not there the last time, the oldest first; the caller closes them. Compressed
   * ones are left out.
   */
  async takeNew(): Promise<readonly RotatedFile[]> {
    const found = new Map<string, RotatedFile>()
    let before = ''
    for (let lists = 0; lists < MAX_LISTS; lists++) {
      const seen: string[] = []
      for (const path of await this.#paths()) {
        const key = await this.#lookAt(path, found)
        if (key !== null) seen.push(`${path} ${key}`)
      }
      const now = seen.join('\n')
      if (now === before) break
      before = now
    }
    return [...found.values()].sort(oldestFirst)
  }

  /** It comes as a new one again. */
  forget({ part }: RotatedFile): void {
    this.#known.delete(part.key)
  }

  async #paths(): Promise<string[]> {
    const folder = dirname(this.#path)
    const log = basename(this.#path)
    try {
      const names = await readdir(folder)
      return names.filter((name) => isRotatedName(name, log)).map((name) => join(folder, name))
    } catch {
      // The folder may be gone, or be only passed through and not listed.
      return []
    }
  }

  /** Which file stands at a path; one that is new goes into `found`. */
  async #lookAt(path: string, found: Map<string, RotatedFile>): Promise<string | null> {
    let stats: BigIntStats
    try {
      stats = await stat(path, { bigint: true })
    } catch {
      return null
    }
    const key = keyOf(stats)
    const name = basename(path)
    const before = found.get(key)
    if (before !== undefined) {
      found.set(key, { ...before, name })
      return key
    }
    // Not opened again for nothing: there can be a hundred of them.
    const signature = `${stats.size} ${stats.mtimeNs}`
    if (this.#known.get(key)?.signature === signature) return key
    const part = await LogPart.open(path, 'start')
    if (part === null) return null
    if (part.key === key && (await this.#isNew(part, signature))) {
      found.set(key, { name, part, modifiedTimeNs: stats.mtimeNs })
    } else {
      await part.close()
    }
    return part.key
  }

  async #isNew(part: LogPart, signature: string): Promise<boolean> {
    const head = await readAt(part.handle, 0, HEAD_BYTES)
    // One that is being made comes the next time.
    if (head.length === 0) return false
    const known = this.#known.get(part.key)
    this.#known.set(part.key, { head, signature })
    // It may have grown at its end.
    return known === undefined || !head.subarray(0, known.head.length).equals(known.head)
  }
}

const HEAD_BYTES = 256

function oldestFirst(a: RotatedFile, b: RotatedFile): number {
  if (a.modifiedTimeNs !== b.modifiedTimeNs) return a.modifiedTimeNs < b.modifiedTimeNs ? -1 : 1
  // Of two in the same moment the one with the higher number.
  return numberIn(b.name) - numberIn(a.name)
}

function numberIn(name: string): number {
  return Number(/\d+(?=\D*$)/.exec(name)?.[0] ?? 0)
}
