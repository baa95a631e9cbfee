import type { SourceEvent } from '#shared/protocol/host'

import { messageOf, type Failure } from '../open-failure'
import { SourceEvents } from '../source-events'
import { WatchedFile, type WatchOptions } from '../watched-file'
import { History } from './history'
import { localFiles } from './local-files'
import type { LogFiles, LogWatch } from './log-files'
import { LogPart } from './log-part'
import { goneMark, replacedMark, truncatedMark } from './marks'
import { type RotatedFile, RotatedFiles } from './rotated-files'

/** Of what stood there at the opening so much is copied: nobody can after a truncation. */
const KEPT_AT_ONCE = 64 * 1024 * 1024
const KEPT_BEFORE_OPENING = 1024 * 1024
/** A copy is cut to half of it when it reaches this. */
const MAX_HISTORY = 2 * 1024 * 1024 * 1024
/** Writers keep a rotated file open until somebody tells them. */
const LATE_MS = 30_000

const NEWLINE = 0x0a

type OpenedTail =
  { readonly ok: true; readonly file: TailedFile } | ({ readonly ok: false } & Failure)

/**
 * A log that is followed through rotation, truncation and replacement: one sequence of bytes that
 * only grows, whatever happens to the files that it comes from. It is told to grow only by what was
 * read, so nobody reads what may be cut off a moment later.
 *
 * What stood in the file at its opening is read there, and all that comes in a copy (`moved`), at the
 * same offsets. The copy of a small file is whole from the start.
 */
export class TailedFile {
  readonly #files: LogFiles
  readonly #watched: LogWatch
  readonly #rotated: RotatedFiles
  readonly #events = new SourceEvents<SourceEvent>()
  #part: LogPart
  readonly #firstKey: string
  /** What may still be written to rotated files. */
  #late: { readonly part: LogPart; readonly until: number }[] = []
  /** null where there is no room for a copy. */
  #history: History | null = null
  /** Somebody reads the copy. */
  #hasMoved = false
  #isBaseValid = true
  #opensInCopy = false
  #bytes: number
  #lastByte: number
  #work: Promise<void> = Promise.resolve()
  #isPumpWanted = false
  /** What there is to read cannot be taken. */
  #isStuck = false
  #isDisposed = false

  private constructor(files: LogFiles, watched: LogWatch, part: LogPart) {
    this.#files = files
    this.#watched = watched
    this.#part = part
    this.#firstKey = part.key
    this.#bytes = part.position
    this.#lastByte = part.lastByte ?? NEWLINE
    this.#rotated = new RotatedFiles(files, watched.path)
  }

  static async open(path: string, options: WatchOptions = {}): Promise<OpenedTail> {
    const watched = await WatchedFile.open(path, options)
    return watched.ok ? TailedFile.follow(localFiles, watched.file, 'end') : watched
  }

  /** @param place whether what stands there now is read where it is, or is copied like all that comes */
  static async follow(
    files: LogFiles,
    watched: LogWatch,
    place: 'start' | 'end',
  ): Promise<OpenedTail> {
    const part = await LogPart.open(files, watched.path, place, false)
    if (part === null) {
      await watched.dispose()
      return { ok: false, code: 'not-found', detail: 'ENOENT: no such file or directory' }
    }
    const file = new TailedFile(files, watched, part)
    file.#begin()
    // What is quickly copied is safe before anybody hears of it.
    if (part.position <= KEPT_BEFORE_OPENING) await file.#work
    file.#opensInCopy = file.#hasMoved = file.#history?.start === 0
    if (place === 'start' && !file.#opensInCopy) {
      await file.dispose()
      return { ok: false, code: 'failed', detail: 'There is no room for a copy' }
    }
    return { ok: true, file }
  }

  /** Where the bytes of the opening moment stand. */
  get path(): string {
    return this.#opensInCopy && this.#history ? this.#history.path : this.#watched.path
  }

  /** Of the file at that path; null for a copy, whose name stays. */
  get key(): string | null {
    return this.#opensInCopy ? null : this.#firstKey
  }

  /** How many there are. */
  get bytes(): number {
    return this.#bytes
  }

  onEvent(listener: (event: SourceEvent) => void): () => void {
    return this.#events.listen(listener)
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true
    this.#events.clear()
    await this.#watched.dispose()
    await this.#work
    await Promise.all(
      [this.#part, ...this.#late.map(({ part }) => part)].map((part) => part.close()),
    )
    await this.#history?.dispose()
  }

  #begin(): void {
    this.#then(async () => {
      await closeAll(await this.#rotated.takeNew())
      await this.#keep()
    })
    this.#watched.onEvent((event) => {
      if (event.kind === 'lost' || event.kind === 'back') this.#events.emit(event)
    })
    this.#watched.onLook(() => this.#wantPump())
  }

  /** Copies the end of what there is, before it can be cut off. */
  async #keep(): Promise<void> {
    try {
      this.#history = await History.create(this.#bytes)
      await this.#history.fillFrom(this.#part.file, Math.max(0, this.#bytes - KEPT_AT_ONCE))
    } catch {
      await this.#giveUpHistory()
    }
  }

  #wantPump(): Promise<void> {
    if (!this.#isPumpWanted) {
      this.#isPumpWanted = true
      this.#then(async () => {
        this.#isPumpWanted = false
        await this.#pump()
      })
    }
    return this.#work
  }

  /** One thing after another. */
  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#isDisposed) return
      try {
        await work()
        if (this.#isStuck) this.#events.emit({ kind: 'back', of: 'file' })
        this.#isStuck = false
      } catch (error) {
        // Such as a full disk: what was read stays, and the next look tries again.
        if (!this.#isStuck) this.#events.emit({ kind: 'failed', detail: messageOf(error) })
        this.#isStuck = true
      }
    })
  }

  async #pump(): Promise<void> {
    do {
      await this.#readPart()
      await this.#readLate()
    } while ((await this.#isReplaced()) && (await this.#goOnInNext()))
  }

  async #readPart(): Promise<void> {
    while ((await this.#part.readOn((bytes) => this.#append(bytes))) === 'broken') {
      await this.#startPartAnew()
    }
  }

  /** The file was cut. What stood in it may stand in a copy. */
  async #startPartAnew(): Promise<void> {
    const rotated = await this.#rotated.takeNew()
    const at = await this.#findCopy(this.#part, rotated)
    const copy = rotated[at]
    copy?.part.takeOver(this.#part)
    this.#part.restart()
    if (this.#isCopied(false)) {
      await this.#readTo(copy)
      await this.#appendLine(truncatedMark(copy?.name ?? null))
      // Without a copy nobody knows what the others are.
      if (copy) await this.#readWhole(rotated.slice(at + 1))
    }
    await closeAll(rotated)
  }

  /** Which of the rotated files goes on with what was read of a part; -1 for none. */
  async #findCopy(part: LogPart, rotated: readonly RotatedFile[]): Promise<number> {
    for (const [at, other] of rotated.entries()) {
      if (other.part.key !== part.key && (await part.goesOnIn(other.part))) return at
    }
    return -1
  }

  /** Whether another file stands under the name. */
  async #isReplaced(): Promise<boolean> {
    const key = await this.#files.keyOf(this.#watched.path)
    return key !== null && key !== this.#part.key
  }

  /** @returns whether there is something to read: while the next file is empty, the old one may still be written to */
  async #goOnInNext(): Promise<boolean> {
    const former = this.#part
    const rotated = await this.#rotated.takeNew()
    const current = await LogPart.open(this.#files, this.#watched.path, 'start')
    // What was written while that was asked. A file that was cut meanwhile is seen to first.
    const end = await former.readOn((bytes) => this.#append(bytes))
    const isWhole = end !== 'broken'
    if (!isWhole) for (const file of rotated) this.#rotated.forget(file)
    const next = isWhole ? await this.#nextOf(former, rotated, current) : null
    await closeAll(rotated.filter(({ part }) => part !== next))
    if (current !== next) await current?.close()
    if (next === null) return !isWhole
    this.#part = next
    if (await former.goesOnIn(next)) {
      next.takeOver(former)
      await former.close()
      return true
    }
    this.#late.push({ part: former, until: Date.now() + LATE_MS })
    if (this.#isCopied(true)) {
      await this.#endLine()
      if (end === 'gone') await this.#append(goneMark())
      else if (!(await former.hasName())) await this.#append(replacedMark())
    }
    return true
  }

  /** The oldest of those that came behind a part; the others come behind that. */
  async #nextOf(
    former: LogPart,
    rotated: readonly RotatedFile[],
    current: LogPart | null,
  ): Promise<LogPart | null> {
    const own = rotated.findIndex(({ part }) => part.key === former.key)
    const [next, ...later] = rotated.slice(own + 1)
    for (const file of later) this.#rotated.forget(file)
    if (next === undefined) return current !== null && (await current.hasContent()) ? current : null
    // A copy of the present file is made to cut it off: what stands in it is read from itself.
    if (current === null || !(await next.part.beginsLike(current))) return next.part
    this.#rotated.forget(next)
    return current
  }

  async #readTo(file: RotatedFile | undefined): Promise<void> {
    await file?.part.readOn((bytes) => this.#append(bytes))
  }

  /** Files that came and went between two looks, before the part that is read now. */
  async #readWhole(files: readonly RotatedFile[]): Promise<void> {
    await this.#endLine()
    for (const [at, file] of files.entries()) {
      if (await this.#isOfPart(file)) {
        // These come when the part is read to its end.
        for (const later of files.slice(at)) this.#rotated.forget(later)
        return
      }
      await this.#readTo(file)
      await this.#endLine()
    }
  }

  /** Whether it is the part itself, rotated meanwhile, or a copy of it that was made meanwhile. */
  async #isOfPart({ part }: RotatedFile): Promise<boolean> {
    return part.key === this.#part.key || (await part.beginsLike(this.#part))
  }

  async #readLate(): Promise<void> {
    if (this.#late.length === 0) return
    const sizes = this.#files.isFar ? await this.#rotated.sizes() : null
    for (const late of this.#late) {
      const { part, until } = late
      const isWhole = sizes?.get(part.key) === part.position || (await this.#isReadToEnd(part))
      if (isWhole && Date.now() <= until) continue
      this.#late = this.#late.filter((other) => other !== late)
      await part.close()
    }
  }

  async #isReadToEnd(part: LogPart): Promise<boolean> {
    return this.#hasMoved && (await part.readOn((bytes) => this.#append(bytes))) === 'end'
  }

  /**
   * Whether what comes can go into the copy. Without one the log begins anew.
   *
   * @param isBaseValid whether the file that was opened still holds what it held
   */
  #isCopied(isBaseValid: boolean): boolean {
    if (this.#history === null) {
      this.#bytes = 0
      this.#events.emit({ kind: 'replaced' })
      return false
    }
    if (!isBaseValid && this.#isBaseValid) {
      this.#isBaseValid = false
      this.#tellPlace(this.#history)
    }
    return true
  }

  #tellPlace({ path, start }: History): void {
    this.#hasMoved = true
    this.#events.emit({ kind: 'moved', path, from: start, isBaseValid: this.#isBaseValid })
  }

  /** A line of its own. */
  async #appendLine(line: Buffer): Promise<void> {
    await this.#endLine()
    await this.#append(line)
  }

  /** What comes next is no part of the last line. */
  async #endLine(): Promise<void> {
    if (this.#lastByte !== NEWLINE) await this.#append(Buffer.from([NEWLINE]))
  }

  async #append(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return
    try {
      await this.#history?.append(bytes)
    } catch (error) {
      if (this.#hasMoved) throw error
      // The file itself is still read.
      await this.#giveUpHistory()
    }
    if (this.#history !== null && !this.#hasMoved) this.#tellPlace(this.#history)
    this.#lastByte = bytes.at(-1) ?? NEWLINE
    this.#bytes += bytes.length
    this.#events.emit({ kind: 'grew', bytes: this.#bytes })
    await this.#trim()
  }

  async #trim(): Promise<void> {
    const history = this.#history
    if (history === null || history.end - history.start < MAX_HISTORY) return
    await history.trimTo(MAX_HISTORY / 2)
    this.#tellPlace(history)
  }

  async #giveUpHistory(): Promise<void> {
    const history = this.#history
    this.#history = null
    await history?.dispose()
  }
}

async function closeAll(files: readonly RotatedFile[]): Promise<void> {
  await Promise.all(files.map(({ part }) => part.close()))
}
