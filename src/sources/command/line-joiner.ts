const NEWLINE = 0x0a
/** What is longer goes on in pieces. */
const MAX_HELD_BYTES = 1024 * 1024

/** Gives the bytes of one stream in whole lines, so that those of another can come between them. */
export class LineJoiner {
  #held: Buffer = Buffer.alloc(0)

  /** All lines that are complete by now. */
  push(chunk: Buffer): Buffer {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end === 0) {
      this.#held = Buffer.concat([this.#held, chunk])
      return this.#held.length > MAX_HELD_BYTES ? this.finish() : Buffer.alloc(0)
    }
    const lines = Buffer.concat([this.#held, chunk.subarray(0, end)])
    this.#held = chunk.subarray(end)
    return lines
  }

  /** What stands behind the last line. */
  finish(): Buffer {
    const held = this.#held
    this.#held = Buffer.alloc(0)
    return held
  }
}
