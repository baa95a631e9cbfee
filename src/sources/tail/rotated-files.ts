import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'

import { readAt } from '../file-look'
import { LogPart } from './log-part'

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

/** A rotation goes on while its files are listed: they are listed until two lists are the same. */
const MAX_LISTS = 10

/**
 * The files that rotation leaves beside a log. Told apart by inode and first bytes: names move on
 * at each rotation, and file systems give the inode of a deleted file to the next one.
 */
export class RotatedFiles {
  readonly #path: string
  readonly #heads = new Map<string, Buffer>()

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
        const part = await LogPart.open(path, 'start')
        if (part === null) continue
        seen.push(`${path} ${part.key}`)
        const name = basename(path)
        const known = found.get(part.key)
        if (known !== undefined) found.set(part.key, { ...known, name })
        else if (await this.#isNew(part)) {
          const { mtimeNs } = await part.handle.stat({ bigint: true })
          found.set(part.key, { name, part, modifiedTimeNs: mtimeNs })
          continue
        }
        await part.close()
      }
      const now = seen.join('\n')
      if (now === before) break
      before = now
    }
    return [...found.values()].sort(oldestFirst)
  }

  /** It comes as a new one again. */
  forget({ part }: RotatedFile): void {
    this.#heads.delete(part.key)
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

  async #isNew(part: LogPart): Promise<boolean> {
    const head = await readAt(part.handle, 0, HEAD_BYTES)
    // One that is being made comes the next time.
    if (head.length === 0) return false
    const known = this.#heads.get(part.key)
    this.#heads.set(part.key, head)
    // It may have grown at its end.
    return known === undefined || !head.subarray(0, known.length).equals(known)
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
