import type { SourceEvent } from '#shared/protocol/host'

import type { SourceEvents } from '../source-events'
import { History } from './history'
import type { FrontTarget } from './log-front'
import type { LogPart } from './log-part'
import type { LogTarget } from './untaken-bytes'

/** Of what stood there at the opening so much is copied: nobody can after a truncation. */
const KEPT_OF_BASE = 64 * 1024 * 1024
/**
 * How much disk the copy may take: its older half is given up then, and that is told. For a file of
 * this machine, which mostly stands there itself, and for what stands elsewhere. Only what is
 * followed for ever is bounded: what is read once is wanted whole.
 */
export const LOCAL_COPY_BYTES = 2 * 1024 * 1024 * 1024
export const FAR_COPY_BYTES = 8 * 1024 * 1024 * 1024

const NEWLINE = 0x0a

/**
 * The bytes that a log is shown as, whatever files they came from. What stood in the file at its
 * opening is read there, and all that comes in a copy (`moved`), at the same offsets. The copy of a
 * small file is whole from the start.
 */
export class LogSequence implements FrontTarget, LogTarget {
  readonly #events: SourceEvents<SourceEvent>
  readonly #maxBytes: number
  /** null where there is no room for a copy. */
  #history: History | null = null
  /** Somebody reads the copy. */
  #hasMoved = false
  #isBaseValid = true
  /** What was opened is the copy. */
  #isBaseCopy = false
  /** How many stood in the file at its opening, and are read there. */
  readonly #baseBytes: number
  #isToldOfLimit = false
  #bytes: number
  #lastByte: number

  /**
   * @param maxBytes of the copy
   * @param bytes how many there are already, in the file that was opened
   * @param lastByte of them
   */
  constructor(
    events: SourceEvents<SourceEvent>,
    maxBytes: number,
    bytes = 0,
    lastByte: number | null = null,
  ) {
    this.#events = events
    this.#maxBytes = maxBytes
    this.#baseBytes = bytes
    this.#bytes = bytes
    this.#lastByte = lastByte ?? NEWLINE
  }

  /** How many there are. */
  get bytes(): number {
    return this.#bytes
  }

  /** Without a copy only the log itself can be shown, and begins anew when that does. */
  get isCopied(): boolean {
    return this.#history !== null
  }

  get hasMoved(): boolean {
    return this.#hasMoved
  }

  /** From now on what comes is copied. */
  async keep(): Promise<void> {
    try {
      this.#history = await History.create(this.#bytes)
    } catch {
      await this.#giveUpHistory()
    }
  }

  /** Copies the end of what stood in the file that was opened, as long as it does. */
  async keepBase(file: LogPart): Promise<void> {
    try {
      const start = Math.max(0, this.#baseBytes - KEPT_OF_BASE)
      await this.#history?.fillBackwards(file, this.#baseBytes, start)
    } catch {
      // What is read in the copy already must stay there.
      if (!this.#hasMoved) await this.#giveUpHistory()
    }
  }

  /**
   * Whoever opens the log reads the copy, if that is whole.
   *
   * @param isAlone whether there is nothing else to read
   * @returns its path
   */
  openInCopy(isAlone = false): string | null {
    const history = this.#history
    if (history === null || !(isAlone || history.start === 0)) return null
    this.#isBaseCopy = true
    this.#hasMoved = true
    return history.files[0].path
  }

  /** Whether what stands before the last part can be put before it. */
  get canFill(): boolean {
    return this.#history?.start === this.#baseBytes
  }

  async fill(bytes: Buffer, position: number): Promise<void> {
    await this.#history?.fill(bytes, position)
  }

  filled(start: number): void {
    this.#history?.beginAt(start)
    this.#events.emit({ kind: 'filled', from: start })
  }

  /**
   * Before something else than what was read is appended.
   *
   * @param isBaseValid whether the file that was opened still holds what it held
   * @returns whether it can be; else the log begins anew
   */
  turn(isBaseValid: boolean): boolean {
    if (this.#history === null) {
      this.#bytes = 0
      this.#lastByte = NEWLINE
      this.#events.emit({ kind: 'replaced' })
      return false
    }
    if (!isBaseValid && this.#isBaseValid && !this.#isBaseCopy) {
      this.#isBaseValid = false
      this.#tellPlace(this.#history)
    }
    return true
  }

  async append(bytes: Buffer): Promise<void> {
    await this.put(bytes, 0)
    this.take(bytes.length, bytes.at(-1) ?? NEWLINE)
  }

  async put(bytes: Buffer, at: number): Promise<void> {
    if (bytes.length === 0) return
    try {
      if (at === 0) await this.#trim()
      await this.#history?.put(bytes, at)
    } catch (error) {
      if (this.#hasMoved) throw error
      // The file itself is still read.
      await this.#giveUpHistory()
    }
  }

  take(bytes: number, lastByte: number): void {
    if (bytes === 0) return
    this.#history?.take(bytes)
    if (this.#history !== null && !this.#hasMoved) this.#tellPlace(this.#history)
    this.#lastByte = lastByte
    this.#bytes += bytes
    this.#events.emit({ kind: 'grew', bytes: this.#bytes })
  }

  /** A line of its own. */
  async appendLine(line: Buffer): Promise<void> {
    await this.endLine()
    await this.append(line)
  }

  /** What comes next is no part of the last line. */
  async endLine(): Promise<void> {
    if (this.#lastByte !== NEWLINE) await this.append(Buffer.from([NEWLINE]))
  }

  async dispose(): Promise<void> {
    await this.#history?.dispose()
  }

  #tellPlace({ files: [first, next] }: History): void {
    this.#hasMoved = true
    this.#events.emit({ kind: 'moved', ...first, next, isBaseValid: this.#isBaseValid })
  }

  async #trim(): Promise<void> {
    const history = this.#history
    if (history === null || history.lastBytes < this.#maxBytes / 2) return
    const { start } = history
    await history.turnOver()
    if (this.#isBaseCopy && history.start > start) this.#isBaseValid = false
    this.#tellPlace(history)
    // What stood in the file at its opening may still stand there.
    if (this.#isToldOfLimit || history.start === start) return
    if (this.#isBaseValid && history.start <= this.#baseBytes) return
    this.#isToldOfLimit = true
    this.#events.emit({ kind: 'remark', code: 'copy-limit', detail: '' })
  }

  async #giveUpHistory(): Promise<void> {
    const history = this.#history
    this.#history = null
    await history?.dispose()
  }
}
