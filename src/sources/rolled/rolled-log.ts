import { setTimeout } from 'node:timers/promises'

import type { FileIdentity } from '#shared/protocol/host'

import { JoinedBytes } from '../joined/joined-bytes'
import { messageOf } from '../open-failure'
import type { CaughtUp, OpenResult, Source } from '../source'
import type { ListedFile } from '../tail/log-files'
import { nameOf } from '../tail/rotated-files'
import { unreadMark } from '../tail/marks'
import { isCompressedName, isSameRolled, listRolled, type RolledFiles } from './older-files'
import type { RolledPlace } from './rolled-place'

/** Rotations at this very moment; each takes a new look. */
const MAX_LOOKS = 20
const GAP_MS = 25
/** Of more files those that are read last are opened in their turn. */
const MAX_HELD = 200

/**
 * Opens a log with the files that rotation left beside it, as one log: the oldest first, at last the
 * file itself, which is followed like any other. The place is closed when they are read.
 */
export async function openRolled(place: RolledPlace, follows: boolean): Promise<OpenResult> {
  let source: Source | null = null
  try {
    const { opened, older, former } = await openAtRest(place, follows)
    if (opened.ok && older.length > 0) {
      source = opened.source
      await place.know(older)
      return { ok: true, source: await RolledLog.open(place, source, older, former) }
    }
    place.close()
    return opened
  } catch (error) {
    place.close()
    await source?.dispose()
    throw error
  }
}

interface OpenedAtRest {
  readonly opened: OpenResult
  readonly older: readonly ListedFile[]
  readonly former: ListedFile | null
}

/** Opens the log between two rotations: whatever is rotated from then on is found by its tail. */
async function openAtRest(place: RolledPlace, follows: boolean): Promise<OpenedAtRest> {
  let before = await listRolled(place)
  for (let looks = 1; ; looks++) {
    const former = follows ? openlyRotated(before) : null
    const opened = await place.openLog(former)
    const after = await listRolled(place).catch(async (error: unknown) => {
      if (opened.ok) await opened.source.dispose()
      throw error
    })
    const isLast = looks === MAX_LOOKS
    if (!opened.ok) {
      // Between two files there is none of that name.
      const isRotating = opened.code === 'not-found' && after.older.length > 0
      if (!isRotating || isLast) return { opened, older: [], former }
      await setTimeout(GAP_MS)
    } else if (isSameRolled(before, after) || isLast) {
      return { opened, older: after.older, former }
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
  readonly #place: RolledPlace
  readonly #log: Source
  readonly #older: readonly ListedFile[]
  /** The tail of the log reads what is written to it from there on. */
  readonly #former: ListedFile | null
  readonly #joined: JoinedBytes
  readonly #opened: Source[] = []
  /** What older files were compressed to, and was read in their place. */
  readonly #heirs: ListedFile[] = []
  readonly #totalBytes: number
  #isDisposed = false

  private constructor(
    place: RolledPlace,
    log: Source,
    older: readonly ListedFile[],
    former: ListedFile | null,
    joined: JoinedBytes,
  ) {
    this.#place = place
    this.#log = log
    this.#older = older
    this.#former = former
    this.#joined = joined
    this.#totalBytes = older.reduce((sum, { size }) => sum + size, 0)
  }

  static async open(
    place: RolledPlace,
    log: Source,
    older: readonly ListedFile[],
    former: ListedFile | null,
  ): Promise<Source> {
    const joined = await JoinedBytes.create()
    const rolled = new RolledLog(place, log, older, former, joined)
    const caughtUp = rolled.#readAll().finally(() => place.close())
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
      ...(log.connection && { connection: log.connection }),
      caughtUp,
      onEvent: (listener) => joined.onEvent(listener),
      dispose: async () => {
        rolled.#isDisposed = true
        place.close()
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
    const isFormer = this.#former !== null && file.key === this.#former.key
    const opened = await this.#openOlder(file, isFormer ? this.#former.size : null)
    if (!opened.ok) {
      await this.#joined.addMark(unreadMark(name))
      return failed(opened.detail)
    }
    const { source } = opened
    try {
      await this.#take(source)
    } catch (error) {
      return failed(messageOf(error))
    }
    const caughtUp = await source.caughtUp
    if (caughtUp.ok || (await this.#goOn(file, source))) return { ok: true }
    if (!isCompressedName(name)) await this.#joined.addMark(unreadMark(name))
    return failed(caughtUp.detail)
  }

  /** Behind what there is, but for those of its first bytes that are there. */
  async #take(source: Source, passed = 0): Promise<void> {
    if (this.#isDisposed) {
      await source.dispose()
      throw new Error('closed')
    }
    this.#opened.push(source)
    await this.#joined.append(source, undefined, passed)
  }

  /** Where a file was compressed while it was read, the rest of it comes from there. */
  async #goOn(file: ListedFile, { bytes }: Source): Promise<boolean> {
    if (this.#isDisposed || isCompressedName(file.path)) return false
    try {
      const older = await this.#listOlder()
      const heir = older.find((other) => this.#isMadeOf(other, file))
      if (heir === undefined) return false
      const opened = await this.#place.openOlder(heir, null)
      if (!opened.ok) return false
      this.#heirs.push(heir)
      await this.#take(opened.source, bytes)
      return (await opened.source.caughtUp).ok
    } catch {
      // Why the file itself could not be read is told.
      return false
    }
  }

  /** Under whatever name it has by now, or what it was compressed to. */
  async #openOlder(file: ListedFile, bytes: number | null): Promise<OpenResult> {
    const tried: ListedFile[] = []
    let next = file
    for (let looks = 1; ; looks++) {
      // What it was compressed to holds all of it.
      const opened = await this.#place.openOlder(next, next.key === file.key ? bytes : null)
      if (opened.ok && next.key !== file.key) this.#heirs.push(next)
      if (opened.ok || looks === MAX_LOOKS) return opened
      tried.push(next)
      // A connection that has ended for good was the reason.
      const older = await this.#listOlder().catch(() => [])
      const now = [
        ...older.filter(({ key }) => key === file.key),
        ...older.filter((other) => this.#isMadeOf(other, file)),
      ].find(({ path, key }) => !tried.some((one) => one.path === path && one.key === key))
      if (now === undefined) return opened
      next = now
    }
  }

  async #listOlder(): Promise<readonly ListedFile[]> {
    return (await listRolled(this.#place)).older
  }

  /** Compressing keeps the time of a file; and what it makes was not there before. */
  #isMadeOf(other: ListedFile, { modifiedTimeNs }: ListedFile): boolean {
    const second = (time: bigint) => time / 1_000_000_000n
    // File systems give the inode of a deleted file to the next one.
    const isKnown = (known: ListedFile) =>
      known.key === other.key && known.modifiedTimeNs === other.modifiedTimeNs
    return (
      isCompressedName(other.path) &&
      second(other.modifiedTimeNs) === second(modifiedTimeNs) &&
      ![...this.#older, ...this.#heirs].some(isKnown)
    )
  }
}
