import { setTimeout } from 'node:timers/promises'

import type { FileIdentity } from '#shared/protocol/host'

import { openFile } from '../file-source'
import { JoinedBytes } from '../joined/joined-bytes'
import { messageOf } from '../open-failure'
import type { CaughtUp, OpenResult, Source } from '../source'
import type { ListedFile } from '../tail/log-files'
import { nameOf } from '../tail/rotated-files'
import { localFiles } from '../tail/local-files'
import { unreadMark } from '../tail/marks'
import { isCompressedName, isSameRolled, listRolled, type RolledFiles } from './older-files'

/** Rotations at this very moment; each takes a new look. */
const MAX_LOOKS = 20
const GAP_MS = 25
/** Of more files those that are read last are opened in their turn. */
const MAX_HELD = 200

/**
 * Opens a log with the files that rotation left beside it, as one log: the oldest first, at last the
 * file itself, which is followed like any other.
 */
export async function openRolled(path: string, follows: boolean): Promise<OpenResult> {
  let before = await listRolled(path)
  for (let looks = 1; ; looks++) {
    const former = follows ? openlyRotated(before) : null
    const opened = await openFile(path, follows, { former })
    const after = await listRolled(path)
    const isLast = looks === MAX_LOOKS
    if (!opened.ok) {
      // Between two files there is none of that name.
      const isRotating = opened.code === 'not-found' && after.older.length > 0
      if (!isRotating || isLast) return opened
      await setTimeout(GAP_MS)
    } else if (isSameRolled(before, after) || isLast) {
      // Whatever is rotated from now on is found by the tail of the file.
      if (after.older.length === 0) return opened
      return { ok: true, source: await RolledLog.open(path, opened.source, after.older, former) }
    } else await opened.source.dispose()
    before = after
  }
}

/** The newest of the older files: its writer may still have it open. */
function openlyRotated({ older }: RolledFiles): ListedFile | null {
  const newest = older.at(-1)
  return newest === undefined || isCompressedName(newest.path) ? null : newest
}

class RolledLog {
  readonly #path: string
  readonly #log: Source
  readonly #older: readonly ListedFile[]
  /** The tail of the log reads what is written to it from there on. */
  readonly #former: ListedFile | null
  readonly #joined: JoinedBytes
  readonly #opened: Source[] = []
  readonly #totalBytes: number
  #isDisposed = false

  private constructor(
    path: string,
    log: Source,
    older: readonly ListedFile[],
    former: ListedFile | null,
    joined: JoinedBytes,
  ) {
    this.#path = path
    this.#log = log
    this.#older = older
    this.#former = former
    this.#joined = joined
    this.#totalBytes = older.reduce((sum, { size }) => sum + size, 0)
  }

  static async open(
    path: string,
    log: Source,
    older: readonly ListedFile[],
    former: ListedFile | null,
  ): Promise<Source> {
    const joined = await JoinedBytes.create()
    const rolled = new RolledLog(path, log, older, former, joined)
    const caughtUp = rolled.#readAll()
    return {
      name: log.name,
      place: log.place,
      path: joined.seamsFile.path,
      // All that there is comes as events.
      bytes: 0,
      later: rolled.#later,
      convertedFrom: log.convertedFrom,
      looksBinary: log.looksBinary,
      modifiedTime: log.modifiedTime,
      caughtUp,
      onEvent: (listener) => joined.onEvent(listener),
      dispose: async () => {
        rolled.#isDisposed = true
        await Promise.all([log, ...rolled.#opened].map((source) => source.dispose()))
        await caughtUp
        await joined.dispose()
      },
    }
  }

  get #later(): readonly FileIdentity[] {
    const plain = this.#older.filter(({ path }) => !isCompressedName(path))
    const { path, key = null } = this.#log
    const log = key === null ? [] : [{ path, key }]
    return [this.#joined.seamsFile, ...log, ...plain.slice(0, MAX_HELD)].map(({ path, key }) => ({
      path,
      key,
    }))
  }

  async #readAll(): Promise<CaughtUp> {
    let result: CaughtUp = { ok: true }
    let readBytes = 0
    for (const file of this.#older) {
      if (this.#isDisposed) return { ok: false, detail: 'closed', isPartial: false }
      this.#joined.onArriving = (part) => {
        if (part !== null)
          this.#joined.tellArrived((readBytes + part * file.size) / this.#totalBytes)
      }
      const read = await this.#read(file)
      if (!read.ok) result = read
      readBytes += file.size
    }
    this.#joined.onArriving = (part) => this.#joined.tellArrived(part)
    this.#joined.tellArrived(null)
    try {
      await this.#joined.append(this.#log)
      const caughtUp = await this.#log.caughtUp
      return caughtUp.ok ? result : caughtUp
    } catch (error) {
      return { ok: false, detail: messageOf(error), isPartial: true }
    }
  }

  async #read(file: ListedFile): Promise<CaughtUp> {
    const name = nameOf(file.path)
    const failed = (detail: string): CaughtUp => ({
      ok: false,
      detail: `${name}: ${detail}`,
      isPartial: true,
    })
    const opened = await openOlder(file, this.#path)
    if (!opened.ok) {
      await this.#joined.addMark(unreadMark(name))
      return failed(opened.detail)
    }
    const { source } = opened
    this.#opened.push(source)
    // One that was compressed meanwhile has another key.
    const isFormer = this.#former !== null && source.key === this.#former.key
    const bytes = isFormer ? this.#former.size : source.bytes
    try {
      await this.#joined.append(isFormer ? { ...source, bytes } : source)
    } catch (error) {
      return failed(messageOf(error))
    }
    const caughtUp = await source.caughtUp
    return caughtUp.ok ? caughtUp : failed(caughtUp.detail)
  }
}

/** Under whatever name it has by now, or what it was compressed to. */
async function openOlder(file: ListedFile, log: string): Promise<OpenResult> {
  let { path, key } = file
  for (let looks = 1; ; looks++) {
    const opened = await openFile(path, false)
    if (opened.ok && (await localFiles.keyOf(path)) === key) return opened
    if (opened.ok) await opened.source.dispose()
    const { older } = await listRolled(log)
    const now =
      older.find((other) => other.key === file.key) ?? older.find((other) => isMadeOf(other, file))
    const isGone = now === undefined || (now.path === path && now.key === key)
    if (isGone || looks === MAX_LOOKS) {
      return opened.ok
        ? { ok: false, code: 'not-found', place: path, detail: 'it was deleted' }
        : opened
    }
    ;({ path, key } = now)
  }
}

/** Compressing keeps the time of a file. */
function isMadeOf(other: ListedFile, { modifiedTimeNs }: ListedFile): boolean {
  const second = (time: bigint) => time / 1_000_000_000n
  return isCompressedName(other.path) && second(other.modifiedTimeNs) === second(modifiedTimeNs)
}
