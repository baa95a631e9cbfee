import { FileGone, type ListedFile, type Listing, type LogFiles, readRange } from './log-files'
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
export interface RotatedFile extends Pick<ListedFile, 'size' | 'modifiedTimeNs'> {
  readonly name: string
  readonly part: LogPart
  readonly head: Buffer
}

interface Seen extends Pick<RotatedFile, 'size' | 'modifiedTimeNs' | 'head'> {
  readonly isKnown: boolean
}

/** A rotation goes on while its files are listed: they are listed until two lists are the same. */
const MAX_LISTS = 200

/**
 * The files that rotation leaves beside a log. Told apart by inode and first bytes: names move on
 * at each rotation, and file systems give the inode of a deleted file to the next one. Compressed
 * ones are left out.
 */
export class RotatedFiles {
  readonly #files: LogFiles
  readonly #path: string
  /** By key: as they were when they were looked into, and whether they need not be again. */
  readonly #seen = new Map<string, Seen>()

  constructor(files: LogFiles, path: string) {
    this.#files = files
    this.#path = path
  }

  /** Those that are not known, the oldest first; the caller closes them. They come again until they are known. */
  async unknown(): Promise<readonly RotatedFile[]> {
    const found = new Map<string, RotatedFile>()
    try {
      let before = ''
      for (let lists = 0; lists < MAX_LISTS; lists++) {
        const { files, missed } = await this.#list()
        let isStill = true
        for (const file of files) {
          const former = found.get(file.key) ?? (await this.#openUnknown(file))
          // It had another name by then, and so may others.
          if (former === 'moved') isStill = false
          else if (former !== null) found.set(file.key, { ...former, ...changing(file) })
        }
        // A file that is moved on between the list of names and the question for its own is in no list.
        const now = [...files.map(({ path, key }) => `${path} ${key}`), ...missed].join('\n')
        if (isStill && now === before) break
        before = now
      }
    } catch (error) {
      await closeRotated([...found.values()])
      throw error
    }
    return [...found.values()].sort(oldestFirst)
  }

  /** It was read, or there is no need to. */
  know(file: RotatedFile): void {
    this.#see(file, true)
  }

  /** All that stand there now. @returns when the last of them was written */
  async knowAll(): Promise<bigint> {
    const files = await this.unknown()
    for (const file of files) this.know(file)
    await closeRotated(files)
    return files.at(-1)?.modifiedTimeNs ?? 0n
  }

  /** How long they are, by key. */
  async sizes(): Promise<ReadonlyMap<string, number>> {
    return new Map((await this.#list()).files.map(({ key, size }) => [key, size]))
  }

  async #list(): Promise<Listing> {
    const log = nameOf(this.#path)
    const stem = log.slice(0, log.length - extensionOf(log).length)
    const prefix = this.#path.slice(0, this.#path.length - log.length) + stem
    const { files, missed } = await this.#files.list(prefix)
    const isRotated = (path: string) => isRotatedName(nameOf(path), log)
    return { files: files.filter(({ path }) => isRotated(path)), missed: missed.filter(isRotated) }
  }

  /** null where it is known. */
  async #openUnknown(file: ListedFile): Promise<RotatedFile | 'moved' | null> {
    const { key, size, modifiedTimeNs } = file
    // One that is being made comes the next time.
    if (size === 0) return null
    const seen = this.#seen.get(key)
    const isUntouched = seen?.size === size && seen.modifiedTimeNs === modifiedTimeNs
    if (isUntouched && seen.isKnown) return null
    const part = await LogPart.openListed(this.#files, file)
    if (part === null) return 'moved'
    try {
      const head = isUntouched ? seen.head : await readRange(part.file, 0, HEAD_BYTES)
      const rotated = { ...changing(file), part, head }
      // It may have grown at its end.
      const isSame = seen !== undefined && head.subarray(0, seen.head.length).equals(seen.head)
      const isKnown = isSame && seen.isKnown
      this.#see(rotated, isKnown)
      if (!isKnown) return rotated
    } catch (error) {
      await part.close()
      if (error instanceof FileGone) return 'moved'
      throw error
    }
    await part.close()
    return null
  }

  #see({ part, size, modifiedTimeNs, head }: RotatedFile, isKnown: boolean): void {
    this.#seen.set(part.key, { size, modifiedTimeNs, head, isKnown })
  }
}

export async function closeRotated(files: readonly RotatedFile[]): Promise<void> {
  await Promise.all(files.map(({ part }) => part.close()))
}

function changing({ path, size, modifiedTimeNs }: ListedFile) {
  return { name: nameOf(path), size, modifiedTimeNs }
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
