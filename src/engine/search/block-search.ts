import { isAscii } from 'node:buffer'

import { type RecordPlaces, startsOf } from '../index/record-places'
import { type ByteFiles, readFilesSync } from '../log-bytes'
import { behindMergedPrefix } from '../scan/merged-prefix'
import { BLOCK_SIZE } from '../view/block-counts'
import { Finder, PIECE_BYTES } from './finder'
import { type Plan, planOf } from './plan'

/** Records that lie behind each other in one block of 4,096. */
export interface BlockPart {
  /** Place of the first one in its block. */
  readonly first: number
  readonly places: RecordPlaces
  /** Offset in the log of what stands behind the last one. */
  readonly end: number
}

export interface FoundInBlock {
  /** A bit for each record of the block, those of other parts are 0; null where nothing was found. */
  readonly bits: Uint8Array<ArrayBuffer> | null
  readonly count: number
}

/** Who watches over a search. */
export interface Watch {
  /** Asked before each piece of the file; false ends the search. */
  readonly isWanted: () => boolean
  /** Told before and after each read: a slow disk is not a slow pattern. */
  readonly onReading: (isReading: boolean) => void
}

/**
 * A pattern sees a line whole up to this length and longer ones in windows: of a match that crosses
 * their border, a text of at least WINDOW_OVERLAP is seen whole.
 */
const WINDOW_BYTES = 4 * 1024 * 1024
const WINDOW_OVERLAP = 64 * 1024

/** More than one candidate in so many bytes are many. */
const DENSE_BYTES = 1024

const NEWLINE = 0x0a
const RETURN = 0x0d
const BYTE_ORDER_MARK = '\ufeff'

/** Searches the records of a block in the file. */
export class BlockSearch {
  readonly #finder = new Finder()
  readonly #watch: Watch
  /** In the piece before. */
  #candidates = 0
  #plan: Plan = planOf({ query: '', isRegex: false, isCaseSensitive: true })
  #isMerged = false

  constructor(watch: Watch) {
    this.#watch = watch
  }

  use(plan: Plan): void {
    this.#plan = plan
    if (plan.literals) this.#finder.use(plan.literals, plan.isFolded)
  }

  /**
   * The records that match, or null where the search was ended.
   *
   * @param isMerged whether what stands before a line may be the name of its log, see Task
   */
  search(files: ByteFiles, part: BlockPart, isMerged = false): FoundInBlock | null {
    // Bytes are not asked in which part of a line they stand.
    if (this.#plan.isExact && !isMerged) return this.#searchBytes(files, part)
    this.#isMerged = isMerged
    const marks = new Marks(part)
    if (!this.#searchLines(files, part, marks)) return null
    return { bits: marks.bits, count: marks.count }
  }

  #searchBytes(files: ByteFiles, { first, places, end }: BlockPart): FoundInBlock | null {
    const { piece, longest } = this.#finder
    let isFound = false
    let count = 0
    for (let at = places.start; at < end;) {
      if (!this.#watch.isWanted()) return null
      const wanted = Math.min(PIECE_BYTES, end - at)
      const bytes = this.#read(files, piece, at, wanted)
      const found = this.#finder.find(0, bytes)
      // Where nothing is found, nobody need know which records these are.
      if (found >= 0) {
        if (!isFound) this.#finder.beginBlock(places)
        isFound = true
        count += this.#finder.mark(found, bytes, first, at)
      }
      // A literal may lie across the border.
      if (bytes < wanted || at + bytes >= end) break
      at += bytes - longest + 1
    }
    return { bits: isFound ? this.#finder.takeMarks() : null, count }
  }

  #searchLines(files: ByteFiles, { places, end }: BlockPart, marks: Marks): boolean {
    const { piece } = this.#finder
    let at = places.start
    while (at < end) {
      if (!this.#watch.isWanted()) return false
      const bytes = this.#read(files, piece, at, Math.min(PIECE_BYTES, end - at))
      if (bytes === 0) break
      const isRest = at + bytes >= end || bytes < PIECE_BYTES
      const lines = isRest ? bytes : piece.lastIndexOf(NEWLINE, bytes - 1) + 1
      if (lines === 0) {
        const next = this.#searchLongLine(files, at, end, marks)
        if (next === null) return false
        at = next
        continue
      }
      if (this.#plan.literals) this.#testCandidates(lines, at, marks)
      else this.#testLines(piece.subarray(0, lines), at, marks)
      at += lines
    }
    return true
  }

  /** Shows the pattern those lines of the piece that hold a literal. */
  #testCandidates(end: number, offset: number, marks: Marks): void {
    const { piece } = this.#finder
    const isMerged = this.#isMerged
    const { atLiteral, isExact, pattern } = this.#plan
    const asked = atLiteral ?? pattern
    const encoding = isAscii(piece.subarray(0, end)) ? 'latin1' : 'utf8'
    // Where the last piece had many candidates, one string for all of them takes less than one each.
    const isDense = encoding === 'latin1' && this.#candidates * DENSE_BYTES > end
    const text = isDense ? piece.toString('latin1', 0, end) : ''
    let candidates = 0
    for (let found = this.#finder.find(0, end); found >= 0; candidates++) {
      let start = atLiteral ? found : this.#finder.lineStart(found)
      if (isMerged) {
        const body = behindMergedPrefix(piece, this.#finder.lineStart(found), end)
        if (found < body) {
          found = this.#finder.find(body, end)
          continue
        }
        start = Math.max(start, body)
      }
      const lineEnd = this.#finder.lineEnd(found, end)
      let next = atLiteral ? found + 1 : lineEnd + 1
      asked.lastIndex = 0
      const isMatch =
        isExact ||
        asked.test(
          isDense
            ? text.slice(start, piece[lineEnd - 1] === RETURN ? lineEnd - 1 : lineEnd)
            : lineOf(piece, start, lineEnd, encoding),
        )
      if (isMatch) next = Math.max(next, marks.add(offset + start) - offset)
      found = next < end ? this.#finder.find(next, end) : -1
    }
    this.#candidates = candidates
  }

  /** Shows the pattern every line. Decoding them all at once takes less than one by one. */
  #testLines(bytes: Buffer, offset: number, marks: Marks): void {
    if (this.#isMerged || !isAscii(bytes)) {
      this.#testEachLine(bytes, offset, marks)
      return
    }
    const { pattern } = this.#plan
    const text = bytes.toString('latin1')
    for (let start = 0; start < text.length;) {
      const newline = text.indexOf('\n', start)
      const end = newline < 0 ? text.length : newline
      const last = text.charCodeAt(end - 1) === RETURN ? end - 1 : end
      const isMatch = pattern.test(text.substring(start, Math.max(start, last)))
      start = isMatch ? Math.max(end + 1, marks.add(offset + start) - offset) : end + 1
    }
  }

  #testEachLine(bytes: Buffer, offset: number, marks: Marks): void {
    const { pattern } = this.#plan
    for (let start = 0; start < bytes.length;) {
      const newline = bytes.indexOf(NEWLINE, start)
      const end = newline < 0 ? bytes.length : newline
      const body = this.#isMerged ? behindMergedPrefix(bytes, start, end) : start
      const isMatch = pattern.test(lineOf(bytes, body, end, 'utf8'))
      start = isMatch ? Math.max(end + 1, marks.add(offset + start) - offset) : end + 1
    }
  }

  /** A line that is longer than a piece; gives where the next one begins, or null at the end. */
  #searchLongLine(files: ByteFiles, start: number, end: number, marks: Marks): number | null {
    const window = Buffer.allocUnsafe(WINDOW_BYTES)
    let isFound = false
    for (let at = start; ;) {
      if (!this.#watch.isWanted()) return null
      const bytes = this.#read(files, window, at, Math.min(WINDOW_BYTES, end - at))
      const newline = window.subarray(0, bytes).indexOf(NEWLINE)
      const length = newline < 0 ? bytes : newline
      const body = this.#isMerged && at === start ? behindMergedPrefix(window, 0, length) : 0
      isFound ||= this.#plan.pattern.test(lineOf(window, body, length, 'utf8'))
      if (newline >= 0 || bytes < WINDOW_BYTES || at + bytes >= end) {
        if (isFound) marks.add(start)
        return newline < 0 ? end : at + newline + 1
      }
      at += WINDOW_BYTES - WINDOW_OVERLAP
    }
  }

  /** Bytes read; fewer where the file ends. */
  #read(files: ByteFiles, into: Uint8Array, offset: number, bytes: number): number {
    this.#watch.onReading(true)
    const read = readFilesSync(files, into, offset, bytes)
    this.#watch.onReading(false)
    return read
  }
}

/** Marks by the place of a line; lines come in their order. */
class Marks {
  bits: Uint8Array<ArrayBuffer> | null = null
  count = 0
  readonly #part: BlockPart
  #starts: Float64Array | null = null
  #record = 0

  constructor(part: BlockPart) {
    this.#part = part
  }

  /** Marks the record that holds a place of the file, and says where the next one begins. */
  add(offset: number): number {
    const { first, places, end } = this.#part
    const starts = (this.#starts ??= startsOf(places, end))
    const bits = (this.bits ??= new Uint8Array(BLOCK_SIZE / 8))
    while ((starts[this.#record + 1] ?? Infinity) <= offset) this.#record++
    const mark = first + this.#record
    const byte = bits[mark >> 3] ?? 0
    const bit = 1 << (mark & 7)
    if ((byte & bit) === 0) this.count++
    bits[mark >> 3] = byte | bit
    return starts[this.#record + 1] ?? Infinity
  }
}

function lineOf(bytes: Buffer, start: number, end: number, encoding: 'latin1' | 'utf8'): string {
  const last = end > start && bytes[end - 1] === RETURN ? end - 1 : end
  if (encoding === 'latin1') return bytes.toString('latin1', start, last)
  const text = bytes.toString('utf8', start, last)
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
}
