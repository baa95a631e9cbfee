import type { SourceEvent } from '#shared/protocol/host'

import { messageOf, type Failure } from '../open-failure'
import { SourceEvents } from '../source-events'
import { WatchedFile, type WatchOptions } from '../watched-file'
import { LateParts } from './late-parts'
import { localFiles } from './local-files'
import type { FileFacts, ListedFile, LogFiles, LogWatch } from './log-files'
import { LogFront } from './log-front'
import { LogPart, type Place } from './log-part'
import { LOCAL_COPY_BYTES, LogSequence } from './log-sequence'
import { goneMark, replacedMark, truncatedMark } from './marks'
import { type OpenedLog, openLog } from './open-log'
import { closeRotated, type RotatedFile, RotatedFiles } from './rotated-files'
import { copyOf, nextRotated } from './succession'

/** What is quickly copied is safe before anybody hears of it. */
const KEPT_BEFORE_OPENING = 1024 * 1024

/** So soon it is looked again whether the first line of a new file is ended. */
const UNSURE_MS = 150

export interface FollowOptions {
  /** A rotated file that was read so far: what is still written to it comes, too. */
  readonly former?: ListedFile | null
  /** What stands in a large file is copied when this settles: what else is done first is waited for. */
  readonly untilShown?: Promise<void> | null
}

type OpenedTail =
  { readonly ok: true; readonly file: TailedFile } | ({ readonly ok: false } & Failure)

/**
 * A log that is followed through rotation, truncation and replacement: one sequence of bytes that
 * only grows, whatever happens to the files that it comes from. It is told to grow only by what was
 * read, so nobody reads what may be cut off a moment later.
 */
export class TailedFile {
  readonly #files: LogFiles
  readonly #watched: LogWatch
  readonly #rotated: RotatedFiles
  readonly #events = new SourceEvents<SourceEvent>()
  readonly #sequence: LogSequence
  /** What stands before its last part, where it was opened there. */
  readonly front: LogFront | null
  /** What is read now; null where that was cut, or has no first byte yet. */
  #part: LogPart | null = null
  /** What stands under the name, where that is another one: its turn comes when nothing is before it. */
  #waiting: LogPart | null = null
  /** `#part` is a copy of what was cut. This is said at its end, and null when it was. */
  #copy: { mark: Buffer | null } | null = null
  /** What was written before is older than all that is still to be read. */
  #since: bigint
  readonly #firstKey: string
  readonly #late: LateParts
  /** Where it was opened. */
  #path: string
  #work: Promise<void> = Promise.resolve()
  #isPumpWanted = false
  #lookingAgain: NodeJS.Timeout | undefined
  /** What there is to read cannot be taken. */
  #isStuck = false
  /** Nothing more will come. */
  #hasEnded = false
  #isDisposed = false

  private constructor(
    files: LogFiles,
    watched: LogWatch,
    rotated: RotatedFiles,
    { part, since, front, late }: OpenedLog,
    maxBytes: number,
  ) {
    this.#files = files
    this.#watched = watched
    this.#rotated = rotated
    this.#since = since
    this.#firstKey = part.key
    this.#sequence = new LogSequence(this.#events, maxBytes, part.position, part.lastByte)
    this.#late = new LateParts({
      target: this.#sequence,
      sizes: files.isFar ? () => rotated.sizes() : null,
    })
    if (late !== null) this.#late.add(late)
    this.front = front && new LogFront(files, watched.path, front, this.#sequence)
    this.#path = watched.path
    if (part.position === 0) this.#waiting = part
    else this.#part = part
  }

  static async open(path: string, options: WatchOptions & FollowOptions = {}): Promise<OpenedTail> {
    const watched = await WatchedFile.open(path, options)
    if (!watched.ok) return watched
    return TailedFile.follow(localFiles, watched.file, 'end', LOCAL_COPY_BYTES, options)
  }

  /**
   * @param place where the reading begins: what stands before the end is copied like all that comes
   * @param maxBytes how large the copy may become
   */
  static async follow(
    files: LogFiles,
    watched: LogWatch,
    place: Place,
    maxBytes: number,
    { former = null, untilShown = null }: FollowOptions = {},
  ): Promise<OpenedTail> {
    const rotated = new RotatedFiles(files, watched.path)
    // The copy gives up its older half when it is full.
    const wanted = { place, frontBytes: maxBytes / 2, former }
    const opened = await openLog(files, watched.path, wanted, rotated)
    if (opened === null) {
      await watched.dispose()
      return { ok: false, code: 'not-found', detail: 'ENOENT: no such file or directory' }
    }
    const file = new TailedFile(files, watched, rotated, opened, maxBytes)
    const isReadInPlace = place === 'end'
    const isSmall = !isReadInPlace || file.bytes <= KEPT_BEFORE_OPENING
    file.#begin(isReadInPlace, isSmall ? null : untilShown)
    if (isSmall) await file.#work
    const copy = file.#sequence.openInCopy(!isReadInPlace)
    if (copy !== null) file.#path = copy
    else if (!isReadInPlace) {
      await file.dispose()
      return { ok: false, code: 'failed', detail: 'There is no room for a copy' }
    }
    return { ok: true, file }
  }

  /** Where the bytes of the opening moment stand. */
  get path(): string {
    return this.#path
  }

  /** Of the file at that path; null for a copy, whose name stays. */
  get key(): string | null {
    return this.#path === this.#watched.path ? this.#firstKey : null
  }

  /** Where the first line begins that is there at the opening. */
  get from(): number {
    return this.front?.end ?? 0
  }

  /** How many there are. */
  get bytes(): number {
    return this.#sequence.bytes
  }

  onEvent(listener: (event: SourceEvent) => void): () => void {
    return this.#events.listen(listener)
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true
    clearTimeout(this.#lookingAgain)
    this.#events.clear()
    await this.#watched.dispose()
    await this.#work
    await this.#part?.close()
    await this.#waiting?.close()
    await this.front?.close()
    await this.#late.close()
    await this.#sequence.dispose()
  }

  #begin(isReadInPlace: boolean, untilShown: Promise<void> | null): void {
    this.#then(() => this.#sequence.keep())
    const base = isReadInPlace ? this.#part : null
    const keepBase = async () => {
      // Where something else is read by now, what stood there was cut, or moved away and stays.
      if (base !== null && base === this.#part) await this.#sequence.keepBase(base)
    }
    if (untilShown === null) this.#then(keepBase)
    else void untilShown.then(() => this.#then(keepBase))
    this.#watched.onEvent((event) => {
      if (event.kind === 'lost' || event.kind === 'back' || event.kind === 'ended') {
        this.#hasEnded ||= event.kind === 'ended'
        this.#events.emit(event)
      }
    })
    this.#watched.onLook(async () => {
      await this.#wantPump()
      return this.front?.isBusy === true && !this.#isStuck
    })
  }

  #wantPump(): Promise<void> {
    if (!this.#isPumpWanted) {
      this.#isPumpWanted = true
      this.#then(async () => {
        this.#isPumpWanted = false
        await this.#pump()
        await this.#readFront()
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
        if (!this.#isStuck && !this.#hasEnded) {
          this.#events.emit({ kind: 'failed', detail: messageOf(error) })
        }
        this.#isStuck = true
      }
    })
  }

  async #pump(): Promise<void> {
    do {
      await this.#readPart()
      if (this.#sequence.isCopied) await this.#late.read()
    } while (await this.#goOn())
  }

  async #readFront(): Promise<void> {
    if (!this.front?.isBusy) return
    if (this.#sequence.canFill) await this.front.readSome()
    else await this.front.giveUp()
  }

  async #readPart(): Promise<void> {
    while (this.#part !== null && (await this.#part.readOn(this.#sequence)) === 'broken') {
      await this.#leaveCutOff(this.#part)
    }
    if (!this.#copy?.mark) return
    await this.#sequence.appendLine(this.#copy.mark)
    this.#copy.mark = null
  }

  /** The file was cut. What stood in it may stand in a copy, which was finished before. */
  async #leaveCutOff(part: LogPart): Promise<void> {
    const unknown = await this.#rotated.unknown()
    let copy: RotatedFile | null = null
    try {
      copy = await copyOf(part, unknown)
      if (!this.#sequence.turn(false)) copy = null
      else if (copy === null) await this.#sequence.appendLine(truncatedMark(null))
    } finally {
      await closeRotated(unknown.filter((file) => file !== copy))
    }
    if (copy) {
      copy.part.takeOver(part)
      this.#rotated.know(copy)
    }
    this.#part = copy?.part ?? null
    this.#copy = copy && { mark: truncatedMark(copy.name) }
    if (this.#waiting === null) this.#waiting = part.anew()
    else await part.close()
  }

  /** Goes on to what comes next. @returns whether there may be something to read */
  async #goOn(): Promise<boolean> {
    const waiting = await this.#openWaiting()
    if (waiting === null) return false
    const seen = waiting.first
    // In this order: what came before these bytes is among the files that are listed after them, or
    // was read by then.
    const peeked = await waiting.peek()
    const unknown = await this.#rotated.unknown()
    let next: RotatedFile | null = null
    try {
      const end = this.#part === null ? 'end' : await this.#part.readOn(this.#sequence)
      if (end === 'broken') return true
      if (!waiting.first.subarray(0, seen.length).equals(seen)) {
        await this.#tellUnread(waiting, seen, unknown)
      }
      const deleted = await waiting.ifDeleted()
      if (deleted && (await this.#part?.beginsWith(waiting, deleted.size))) {
        // It was replaced by a copy of it that was read by now.
        this.#waiting = null
        await waiting.close()
        return true
      }
      const found = await this.#nextRotated(waiting, deleted, unknown)
      if (found.next !== null) {
        await this.#passTo(found.next.part, end, found.done)
        next = found.next
        this.#rotated.know(next)
        if (next.modifiedTimeNs > this.#since) this.#since = next.modifiedTimeNs
        return true
      }
      if (peeked !== 'begun' && (await this.#isUnderName(waiting))) {
        if (peeked === 'unsure') this.#lookAgain()
        return false
      }
      if (peeked === 'unsure') return true
      if (peeked === 'empty') await waiting.close()
      else if (!(await this.#passTo(waiting, end, found.done))) return true
      this.#waiting = null
      return true
    } finally {
      await closeRotated(unknown.filter((file) => file !== next))
    }
  }

  /** The next look may be seconds away, and on another machine a quarter of a minute. */
  #lookAgain(): void {
    clearTimeout(this.#lookingAgain)
    this.#lookingAgain = setTimeout(() => void this.#wantPump(), UNSURE_MS)
  }

  async #openWaiting(): Promise<LogPart | null> {
    if (this.#waiting === null && !(await this.#isUnderName(this.#part))) {
      const part = await LogPart.open(this.#files, this.#watched.path)
      if (part?.key === this.#part?.key) await part?.close()
      else this.#waiting = part
    }
    return this.#waiting
  }

  /** Whether no other file stands under the name. */
  async #isUnderName(part: LogPart | null): Promise<boolean> {
    const key = await this.#files.keyOf(this.#watched.path)
    return key === null || key === part?.key
  }

  #nextRotated(waiting: LogPart, deleted: FileFacts | null, unknown: readonly RotatedFile[]) {
    const neighbours = { former: this.#part, waiting, deleted, since: this.#since }
    return nextRotated(this.#sequence.isCopied ? unknown : [], neighbours)
  }

  /** What waited was cut or deleted before it was read. It stands in a copy, or nowhere. */
  async #tellUnread(
    waiting: LogPart,
    first: Buffer,
    unknown: readonly RotatedFile[],
  ): Promise<void> {
    for (const part of [this.#part, ...unknown.map((file) => file.part)]) {
      if (part !== null && part.key !== waiting.key && (await part.hasFirst(first))) return
    }
    await this.#sequence.appendLine(truncatedMark(null))
  }

  /**
   * @param done files that are of no use when what was read does not go on
   * @returns whether it could: what was looked at may have been cut off meanwhile
   */
  async #passTo(
    next: LogPart,
    end: 'end' | 'gone',
    done: readonly RotatedFile[],
  ): Promise<boolean> {
    const former = this.#part
    if (former !== null && this.#sequence.isCopied && (await former.goesOnIn(next))) {
      next.takeOver(former)
      await former.close()
    } else {
      if (!(await next.hasFirst(next.first))) return false
      if (this.#sequence.turn(true)) {
        await this.#sequence.endLine()
        if (end === 'gone') await this.#sequence.append(goneMark())
        else if (this.#copy === null && (await former?.ifDeleted())) {
          await this.#sequence.append(replacedMark())
        }
      }
      if (former !== null) this.#late.add(former)
      for (const file of done) this.#rotated.know(file)
    }
    this.#part = next
    this.#copy = null
    return true
  }
}
