import type { FrontState } from '#shared/protocol/ssh'

import { SourceEvents } from '../source-events'
import { TransferRate } from '../transfer-rate'
import type { LogFiles } from './log-files'
import { LogPart } from './log-part'
import { frontGoneMark } from './marks'
import { PieceSize } from './piece-size'
import { closeRotated, RotatedFiles } from './rotated-files'
import { copyOf } from './succession'

/** What comes live waits for no longer than that, but for the piece that is under way. */
const TURN_MS = 500
/** So that it does not wait for a large piece on a slow line either. */
const SMALLEST_PIECE = 256 * 1024
/** A mark fits into what is still to be read. */
const MARK_ROOM = 1024
const HOLE_BYTES = 1024 * 1024

/** Where the bytes are put. */
export interface FrontTarget {
  fill(bytes: Buffer, position: number): Promise<void>
  /** All of it is there. */
  filled(start: number): void
}

/**
 * What stands before the last part of a log. It is read behind that one, from its first byte on, in
 * pieces between which there is time for what comes live.
 */
export class LogFront {
  readonly #files: LogFiles
  readonly #path: string
  readonly #target: FrontTarget
  readonly #start: number
  /** Where the last part begins. */
  readonly end: number
  readonly #states = new SourceEvents<FrontState>()
  #rate = new TransferRate()
  /** Of which it is read: the file that was opened, or the copy that rotation made of it. */
  #part: LogPart
  #position: number
  readonly #size: PieceSize
  /** Up to where something was put. */
  #filledTo = 0
  /** The piece that was asked for ahead, and when the line had nothing else to bring. */
  #ahead: { readonly end: number; readonly began: number } | null = null
  #isWanted = true
  #isDone = false
  /** How much of it cannot be had. */
  #missing = 0

  /**
   * @param part that was read up to the end of what is wanted, and is used by nobody else
   * @param start the first byte that is wanted
   */
  constructor(
    files: LogFiles,
    path: string,
    { part, start }: { readonly part: LogPart; readonly start: number },
    target: FrontTarget,
  ) {
    this.#files = files
    this.#path = path
    this.#part = part
    this.#start = start
    this.#position = start
    this.end = part.position
    this.#target = target
    this.#size = new PieceSize(SMALLEST_PIECE, () => files.chunkBytes)
    this.#missing = start
  }

  get state(): FrontState {
    if (this.#isDone) return { kind: 'done', missingBytes: this.#missing }
    const left = this.end - this.#position
    if (!this.#isWanted) return { kind: 'left', bytes: this.end - this.#start }
    return {
      kind: 'reading',
      bytes: this.#position - this.#start,
      ofBytes: this.end - this.#start,
      secondsLeft: this.#rate.secondsFor(left),
    }
  }

  onState(listener: (state: FrontState) => void): () => void {
    return this.#states.listen(listener)
  }

  /** Whether there is more to read now. */
  get isBusy(): boolean {
    return this.#isWanted && !this.#isDone
  }

  /** Leaves it unread, or reads on where it was left. */
  setWanted(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return
    this.#isWanted = isWanted
    this.#rate = new TransferRate()
    this.#tell()
  }

  /** It cannot be put anywhere any more. */
  async giveUp(): Promise<void> {
    this.#missing = this.end
    await this.#finish()
  }

  /** Reads some of it. */
  async readSome(): Promise<void> {
    const until = Date.now() + TURN_MS
    while (this.isBusy && Date.now() < until) {
      const bytes = await this.#readPiece()
      if (bytes === null) {
        if (await this.#findCopy()) continue
        await this.#endWithMark()
      } else {
        this.#position += bytes
        this.#rate.add(bytes)
      }
      if (this.#position < this.end) this.#tell()
      else {
        await this.#finish()
        this.#target.filled(this.#start)
      }
    }
  }

  async close(): Promise<void> {
    this.#states.clear()
    this.#isDone = true
    await this.#part.close()
  }

  /** null where it does not stand in the file any more. */
  async #readPiece(): Promise<number | null> {
    const from = this.#position
    const to = this.#ahead?.end ?? this.#endOfPieceAt(from)
    const began = this.#ahead?.began ?? Date.now()
    const next = to < this.end ? { position: to, length: this.#endOfPieceAt(to) - to } : null
    const put = (piece: Buffer, at: number): Promise<void> => {
      this.#filledTo = Math.max(this.#filledTo, from + at + piece.length)
      return this.#target.fill(piece, from + at)
    }
    const bytes = await this.#part.readBefore({ position: from, length: to - from }, put, next)
    const now = Date.now()
    const isWhole = bytes === to - from
    this.#ahead = isWhole && next ? { end: next.position + next.length, began: now } : null
    if (bytes === null || bytes === 0) return null
    this.#size.took(now - began)
    const left = this.end - from - bytes
    const isTooShort = left > 0 && left < MARK_ROOM && bytes > MARK_ROOM
    return isTooShort ? bytes - MARK_ROOM : bytes
  }

  /** Nothing of what stood in another content stays behind it. */
  async #endWithMark(): Promise<void> {
    const mark = frontGoneMark(this.end - this.#position)
    await this.#target.fill(mark, this.#position)
    const hole = Buffer.alloc(HOLE_BYTES)
    for (let at = this.#position + mark.length; at < this.#filledTo; at += hole.length) {
      await this.#target.fill(hole.subarray(0, this.#filledTo - at), at)
    }
    this.#position = this.end
  }

  #endOfPieceAt(from: number): number {
    const end = this.#size.endAt(from)
    return this.end - end <= MARK_ROOM ? this.end : end
  }

  /** The file was cut, or is gone. What stood in it may stand in a copy, which was finished before. */
  async #findCopy(): Promise<boolean> {
    const rotated = await new RotatedFiles(this.#files, this.#path).unknown()
    const named = await LogPart.open(this.#files, this.#path)
    const copy = await copyOf(this.#part, rotated)
    const isNamed =
      copy === null &&
      named !== null &&
      (await this.#part.goesOnIn(named)) &&
      named.key !== this.#part.key
    const next = isNamed ? named : (copy?.part ?? null)
    await closeRotated(rotated.filter((file) => file !== copy))
    if (!isNamed) await named?.close()
    if (next === null) return false
    next.takeOver(this.#part)
    await this.#part.close()
    this.#part = next
    return true
  }

  async #finish(): Promise<void> {
    this.#isDone = true
    this.#tell()
    await this.#part.close()
  }

  #tell(): void {
    this.#states.emit(this.state)
  }
}
