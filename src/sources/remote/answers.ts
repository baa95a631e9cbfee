import type { ArrivingBody } from './arriving-body'

/** What the script answered: bytes, where they were not put elsewhere, and how it went. */
export interface Answer {
  readonly body: Buffer
  readonly word: string
}

const NEWLINE = 0x0a
const NOTHING = Buffer.alloc(0)
/** So much arrives in one place. It is not large, so that it is still in the processor's cache when it is put. */
export const PLACE_BYTES = 256 * 1024
/** So many places are kept for what comes. */
const MOST_SPARE = 4
/** What is put begins and ends with a page of memory, as long as there is more. */
const PAGE_BYTES = 4096

/**
 * Cuts the output of a session into answers. The secret is known to both ends only, so no file can
 * hold the end of an answer. A body that is to be put elsewhere is handed on while it comes.
 */
export class AnswerReader {
  /** What the last line of an answer begins with. */
  readonly #mark: Buffer
  readonly #take: (answer: Answer) => void
  readonly #findBody: () => ArrivingBody | null
  readonly #onRoom: () => void
  readonly #spare: Buffer[] = []
  /** Where the answer that is being read stands, without what was handed on. */
  #place: Buffer = Buffer.allocUnsafeSlow(PLACE_BYTES)
  /** How many bytes of it are there. */
  #length = 0
  /** Its end does not begin before. */
  #searched = 0
  #wasBehind = false

  /**
   * @param take is called for each answer
   * @param findBody where the body of the next answer goes; null where it goes with the answer
   * @param onRoom is called when more can come after all
   */
  constructor(
    secret: string,
    take: (answer: Answer) => void,
    findBody: () => ArrivingBody | null = () => null,
    onRoom: () => void = () => undefined,
  ) {
    this.#mark = Buffer.from(`${secret} `)
    this.#take = take
    this.#findBody = findBody
    this.#onRoom = onRoom
  }

  /** @returns whether more can come now */
  push(chunk: Buffer): boolean {
    let canGoOn = true
    for (let at = 0; at < chunk.length;) {
      const put = chunk.copy(this.space, 0, at)
      canGoOn = this.arrived(put)
      at += put
    }
    return canGoOn
  }

  /** Where the next bytes are to be put; never empty. */
  get space(): Buffer {
    return this.#place.subarray(this.#length)
  }

  /** So many bytes were put there. @returns whether more can come now */
  arrived(bytes: number): boolean {
    this.#length += bytes
    while (this.#takeNext());
    const body = this.#findBody()
    if (this.#length === this.#place.length) {
      if (body !== null) this.#handOn(body)
      else this.#moveTo(Buffer.allocUnsafeSlow(2 * this.#length), 0)
    }
    this.#wasBehind = body?.isBehind === true
    return !this.#wasBehind
  }

  /** @returns whether a whole answer was there */
  #takeNext(): boolean {
    const arrived = this.#place.subarray(0, this.#length)
    const end = this.#findEnd(arrived)
    const wordAt = end + 1 + this.#mark.length
    const lineEnd = end < 0 ? -1 : arrived.indexOf(NEWLINE, wordAt)
    if (lineEnd < 0) {
      // The end may be cut by the end of what has arrived.
      this.#searched = end < 0 ? Math.max(0, this.#length - this.#mark.length) : end
      return false
    }
    const body = this.#findBody()
    // A place that has grown is nobody else's.
    const isOwn = this.#place.length > PLACE_BYTES
    const last = isOwn ? arrived.subarray(0, end) : Buffer.from(arrived.subarray(0, end))
    const word = arrived.toString('latin1', wordAt, lineEnd)
    this.#searched = 0
    this.#moveTo(isOwn ? this.#newPlace(this.#length - lineEnd) : this.#place, lineEnd + 1)
    if (last.length > 0) body?.add(last)
    this.#take({ body: body === null ? last : NOTHING, word })
    return true
  }

  /** Where the line begins that ends it, with the end of the line before; less than 0 where it has not come. */
  #findEnd(arrived: Buffer): number {
    let mark = arrived.indexOf(this.#mark, this.#searched)
    while (mark >= 0 && arrived[mark - 1] !== NEWLINE) mark = arrived.indexOf(this.#mark, mark + 1)
    return mark - 1
  }

  /** What cannot be a part of the end goes on. */
  #handOn(body: ArrivingBody): void {
    const place = this.#place
    const length = this.#searched - (this.#searched % PAGE_BYTES)
    if (length === 0) {
      this.#moveTo(Buffer.allocUnsafeSlow(2 * this.#length), 0)
      return
    }
    this.#searched -= length
    this.#moveTo(this.#newPlace(this.#length - length), length)
    body.add(place.subarray(0, length), () => this.#release(place, body))
  }

  #release(place: Buffer, body: ArrivingBody): void {
    if (place.length === PLACE_BYTES && this.#spare.length < MOST_SPARE) this.#spare.push(place)
    if (!this.#wasBehind || body.isBehind) return
    this.#wasBehind = false
    this.#onRoom()
  }

  #newPlace(bytes: number): Buffer {
    if (bytes >= PLACE_BYTES) return Buffer.allocUnsafeSlow(2 * bytes)
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(PLACE_BYTES)
  }

  /** What stands from `start` on goes to a place with space behind it. */
  #moveTo(place: Buffer, start: number): void {
    this.#length = this.#place.copy(place, 0, start, this.#length)
    this.#place = place
  }
}
