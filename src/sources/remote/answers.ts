/** What the script answered: bytes, and how it went. */
export interface Answer {
  readonly body: Buffer
  readonly word: string
}

const NEWLINE = 0x0a
/** So much arrives in a place of the reader's own, and no room is asked for it. */
const SMALL_BYTES = 256 * 1024
/** What a room needs behind the body: the end of the answer, and what comes after it at once. */
export const BEHIND_BYTES = 64 * 1024

/**
 * Cuts the output of a session into answers. The secret is known to both ends only, so no file can
 * hold the end of an answer. A large body is not moved again once it is in its room.
 */
export class AnswerReader {
  readonly #end: Buffer
  readonly #take: (answer: Answer) => void
  readonly #findRoom: () => Buffer | null
  readonly #own = Buffer.allocUnsafeSlow(SMALL_BYTES)
  /** Where the answer that is being read stands, from its first byte on. */
  #place: Buffer = this.#own
  /** How many bytes of it have arrived. */
  #length = 0
  /** Its end does not begin before. */
  #searched = 0

  /**
   * @param take is called for each answer
   * @param findRoom room for a large body and `BEHIND_BYTES`, if there is any for the next answer
   */
  constructor(
    secret: string,
    take: (answer: Answer) => void,
    findRoom: () => Buffer | null = () => null,
  ) {
    this.#end = Buffer.from(`\n${secret} `)
    this.#take = take
    this.#findRoom = findRoom
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      const put = chunk.copy(this.space, 0, at)
      this.arrived(put)
      at += put
    }
  }

  /** Where the next bytes are to be put; never empty. */
  get space(): Buffer {
    return this.#place.subarray(this.#length)
  }

  /** So many bytes were put there. */
  arrived(bytes: number): void {
    this.#length += bytes
    while (this.#takeNext());
    if (this.#length < this.#place.length) return
    this.#moveTo(this.#place === this.#own ? this.#findRoom() : null, this.#place)
  }

  /** @returns whether a whole answer was there */
  #takeNext(): boolean {
    const arrived = this.#place.subarray(0, this.#length)
    const end = arrived.indexOf(this.#end, this.#searched)
    const wordAt = end + this.#end.length
    const lineEnd = end < 0 ? -1 : arrived.indexOf(NEWLINE, wordAt)
    if (lineEnd < 0) {
      // The end may be cut by the end of what has arrived.
      this.#searched = end < 0 ? Math.max(0, this.#length - this.#end.length + 1) : end
      return false
    }
    const body = arrived.subarray(0, end)
    this.#take({
      body: this.#place === this.#own ? Buffer.from(body) : body,
      word: arrived.toString('latin1', wordAt, lineEnd),
    })
    const rest = arrived.subarray(lineEnd + 1)
    this.#searched = 0
    // Nobody knows yet whether it is one large body, for which a room would be asked.
    this.#moveTo(rest.length < this.#own.length ? this.#own : null, rest)
    return true
  }

  /** The bytes of an answer move on to a place with space behind them. */
  #moveTo(place: Buffer | null, bytes: Buffer): void {
    const isEnough = place !== null && place.length > bytes.length
    this.#place = isEnough ? place : Buffer.allocUnsafeSlow(2 * bytes.length)
    this.#length = bytes.copy(this.#place)
  }
}
