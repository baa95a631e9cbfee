import { isAscii } from 'node:buffer'

/** A physical line as the scanner gets it. */
export interface PhysicalLine {
  /** Its first MAX_LINE_BYTES as text, without the line end. */
  readonly text: string
  /** Of its first byte that is no NUL, from the start of the file. */
  readonly offset: number
  /** All of its bytes from there on, and its line end. */
  readonly bytes: number
}

/**
 * No more of a line than this is looked at: time, level and message stand at its beginning. It
 * bounds the memory that a line of 500 MB takes.
 */
export const MAX_LINE_BYTES = 64 * 1024

const NEWLINE = 0x0a

/**
 * Cuts bytes into lines. The result does not depend on how the bytes are cut into chunks.
 */
export class LineSplitter {
  #offset: number
  /** The line that no newline has ended yet: its beginning, and its length so far. */
  #heldParts: Buffer[] = []
  #heldBytes = 0
  #heldNuls = 0

  /** @param offset of the first byte that will be fed */
  constructor(offset = 0) {
    this.#offset = offset
  }

  /** Bytes of a last line that is not ended yet. */
  get waitingBytes(): number {
    return this.#heldBytes
  }

  /** Where that line begins: behind all that was taken. */
  get waitingOffset(): number {
    return this.#offset
  }

  /** Calls `take` for every line that ends in `chunk`. The chunk may be used again afterwards. */
  feed(chunk: Buffer, take: (line: PhysicalLine) => void): void {
    const encoding = isAscii(chunk) ? 'latin1' : 'utf8'
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      if (this.#heldBytes > 0) {
        this.#hold(chunk.subarray(start, end))
        take(this.#release(1))
      } else {
        const nuls = leadingNuls(chunk, start, end)
        const bytes = end + 1 - start
        const text = decode(chunk, start + nuls, end, encoding)
        take({ text, offset: this.#offset + nuls, bytes: bytes - nuls })
        this.#offset += bytes
      }
      start = end + 1
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start))
  }

  /** Bytes that something else takes care of; no line may be held. */
  skip(bytes: number): void {
    if (this.#heldBytes > 0) throw new RangeError('a line is not ended yet')
    this.#offset += bytes
  }

  /** The unfinished line as far as it is known; it stays held. */
  peek(): PhysicalLine | null {
    if (this.#heldBytes === 0) return null
    return this.#held(0)
  }

  #hold(part: Buffer): void {
    const textBytes = this.#heldBytes - this.#heldNuls
    const nuls = textBytes === 0 ? leadingNuls(part, 0, part.length) : 0
    const room = MAX_LINE_BYTES - Math.min(textBytes, MAX_LINE_BYTES)
    if (room > 0) this.#heldParts.push(Buffer.from(part.subarray(nuls, nuls + room)))
    this.#heldBytes += part.length
    this.#heldNuls += nuls
  }

  #held(lineEndBytes: number): PhysicalLine {
    const bytes = this.#heldBytes - this.#heldNuls
    // Of a line that is longer than what is held of it the end is not at hand: no CR to take off.
    const text = decode(Buffer.concat(this.#heldParts), 0, bytes, 'utf8')
    return { text, offset: this.#offset + this.#heldNuls, bytes: bytes + lineEndBytes }
  }

  #release(lineEndBytes: number): PhysicalLine {
    const line = this.#held(lineEndBytes)
    this.#offset += this.#heldBytes + lineEndBytes
    this.#heldParts = []
    this.#heldBytes = 0
    this.#heldNuls = 0
    return line
  }
}

const BYTE_ORDER_MARK = '\ufeff'

function decode(bytes: Buffer, start: number, end: number, encoding: 'latin1' | 'utf8'): string {
  const last = end > start && bytes[end - 1] === 0x0d ? end - 1 : end
  const text = bytes.toString(encoding, start, Math.min(last, start + MAX_LINE_BYTES))
  return encoding === 'utf8' && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
}

/** The text of a line without its line end. */
export function lineText(line: Buffer): string {
  return decode(line, 0, line.length, isAscii(line) ? 'latin1' : 'utf8')
}

/** A file truncated under its writer begins its next line with a block of NULs, which can be huge. */
function leadingNuls(bytes: Buffer, start: number, end: number): number {
  let at = start
  while (at < end && bytes[at] === 0) at++
  return at - start
}
