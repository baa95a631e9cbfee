/** What the script answered: bytes, and how it went. */
export interface Answer {
  readonly body: Buffer
  readonly word: string
}

const NEWLINE = 0x0a
/** So much is put together from its pieces. */
const SMALL_BYTES = 256 * 1024

/**
 * Cuts the output of a session into answers. The secret is known to both ends only, so no file can
 * hold the end of an answer.
 */
export class AnswerReader {
  readonly #end: Buffer
  readonly #findRoom: () => Buffer | null
  #pieces: Buffer[] = []
  #bytes = 0
  /** Where a large body is put, instead of its pieces. */
  #room: Buffer | null = null
  #rest: Buffer = Buffer.alloc(0)

  /** @param findRoom room for the large body of the answer that is being read, if there is any */
  constructor(secret: string, findRoom: () => Buffer | null = () => null) {
    this.#end = Buffer.from(`\n${secret} `)
    this.#findRoom = findRoom
  }

  /** Calls `take` for each answer that ends in this chunk. */
  push(chunk: Buffer, take: (answer: Answer) => void): void {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    for (;;) {
      const at = bytes.indexOf(this.#end)
      // The end may be cut by the end of the chunk.
      const certain = at < 0 ? Math.max(0, bytes.length - this.#end.length + 1) : at
      if (certain > 0) this.#keep(bytes.subarray(0, certain))
      bytes = bytes.subarray(certain)
      const lineEnd = at < 0 ? -1 : bytes.indexOf(NEWLINE, this.#end.length)
      if (lineEnd < 0) break
      const word = bytes.toString('latin1', this.#end.length, lineEnd)
      const body = this.#room?.subarray(0, this.#bytes) ?? Buffer.concat(this.#pieces)
      this.#pieces = []
      this.#bytes = 0
      this.#room = null
      take({ body, word })
      bytes = bytes.subarray(lineEnd + 1)
    }
    this.#rest = bytes
  }

  #keep(piece: Buffer): void {
    const end = this.#bytes + piece.length
    if (this.#room === null && end > SMALL_BYTES && this.#bytes <= SMALL_BYTES) this.#moveToRoom()
    if (this.#room !== null && end > this.#room.length) {
      this.#pieces = [Buffer.from(this.#room.subarray(0, this.#bytes))]
      this.#room = null
    }
    if (this.#room === null) this.#pieces.push(piece)
    else piece.copy(this.#room, this.#bytes)
    this.#bytes = end
  }

  #moveToRoom(): void {
    const room = this.#findRoom()
    if (room === null || room.length < this.#bytes) return
    let at = 0
    for (const piece of this.#pieces) at += piece.copy(room, at)
    this.#pieces = []
    this.#room = room
  }
}
