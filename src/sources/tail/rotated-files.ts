import { type ListedFile, type LogFiles, readRange } from './log-files'
import { LogPart } from './log-part'

/** What rotation calls `livekit.log`: `livekit.log.1`, `livekit.log-20260131`, `livekit-20260131.log`. */
export function isRotatedName(name: string, log: string): boolean {
  return rotationOf(name, log) !== null
}

/** What rotation has added to a name: `.1`, `-20260131`; null where it is no such name. */
export function rotationOf(name: string, log: string): string | null {
  const extension = extensionOf(log)
  const stem = extension === '' ? log : log.slice(0, -extension.length)
  const middle =
    name.startsWith(stem) && name.endsWith(extension) && extension !== ''
      ? name.slice(stem.length, name.length - extension.length)
      : ''
  const end = name.startsWith(log) ? name.slice(log.length) : ''
  return [middle, end].find((added) => /^[._-]\d[\d._T:Z-]*$/.test(added)) ?? null
}

/** A file that rotation left, open: its name may already be another one. */
export interface RotatedFile {
  readonly name: string
  readonly part: LogPart
  readonly modifiedTimeNs: bigint
}

/** What was known of one at the last look. */
interface Seen extends Pick<ListedFile, 'size' | 'modifiedTimeNs'> {
  readonly head: Buffer
}

/** A rotation goes on while its files are listed: they are listed until two lists are the same. */
const MAX_LISTS = 200

/**
 * The files that rotation leaves beside a log. Told apart by inode and first bytes: names move on
 * at each rotation, and file systems give the inode of a deleted file to the next one.
 */
export class RotatedFiles {
  readonly #files: LogFiles
  readonly #path: string
  readonly #seen = new Map<string, Seen>()
  /** Keys of those that come again. */
  readonly #forgotten = new Set<string>()

  constructor(files: LogFiles, path: string) {
    this.#files = files
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
      const listed = await this.#list()
      let isStill = true
      for (const file of listed) {
        const name = nameOf(file.path)
        const part = found.get(file.key)?.part ?? (await this.#openIfNew(file))
        // It had another name by then, and so may others.
        if (part === 'moved') isStill = false
        else if (part) found.set(file.key, { name, part, modifiedTimeNs: file.modifiedTimeNs })
      }
      const now = listed.map(({ path, key }) => `${path} ${key}`).join('\n')
      if (isStill && now === before) break
      before = now
    }
    return [...found.values()].sort(oldestFirst)
  }

  /** It comes as a new one again. */
  forget({ part }: RotatedFile): void {
    this.#forgotten.add(part.key)
  }

  /** How long they are, by key. */
  async sizes(): Promise<ReadonlyMap<string, number>> {
    return new Map((await this.#list()).map(({ key, size }) => [key, size]))
  }

  async #list(): Promise<readonly ListedFile[]> {
    const log = nameOf(this.#path)
    const stem = log.slice(0, log.length - extensionOf(log).length)
    const files = await this.#files.list(this.#path.slice(0, this.#path.length - log.length) + stem)
    return files.filter(({ path }) => isRotatedName(nameOf(path), log))
  }

  async #openIfNew(file: ListedFile): Promise<LogPart | 'moved' | null> {
    // One that is being made comes the next time.
    if (file.size === 0) return null
    const { key, size, modifiedTimeNs } = file
    const seen = this.#seen.get(key)
    const isUntouched = seen?.size === size && seen.modifiedTimeNs === modifiedTimeNs
    if (isUntouched && !this.#forgotten.has(key)) return null
    const part = await LogPart.openListed(this.#files, file)
    if (part === null) return 'moved'
    const head = isUntouched ? seen.head : await readRange(part.file, 0, HEAD_BYTES)
    // It may have grown at its end.
    const isKnown = seen !== undefined && head.subarray(0, seen.head.length).equals(seen.head)
    this.#seen.set(key, { head, size, modifiedTimeNs })
    const isForgotten = this.#forgotten.delete(key)
    if (!isKnown || isForgotten) return part
    await part.close()
    return null
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

export function nameOf(path: string): string {
  return /[^/\\]*$/.exec(path)?.[0] ?? path
}

export function extensionOf(name: string): string {
  return /[^.](?<extension>\.[^.]*)$/.exec(name)?.groups?.extension ?? ''
}
