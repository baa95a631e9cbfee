import type { Encoding } from './encoding'

const BYTE_ORDER_MARK = '\ufeff'

/** Turns the bytes of a file, in whatever pieces they come, into UTF-8. */
export interface Transcoder {
  push(chunk: Buffer): Buffer
}

/**
 * A unit or a pair of surrogates that is cut at the end of a piece waits for the next one; at the
 * end of the file it waits for the file to grow. A surrogate without its other half becomes U+FFFD.
 */
export function createTranscoder(encoding: Encoding): Transcoder {
  return encoding === 'utf-8'
    ? { push: (chunk) => chunk }
    : new Utf16Transcoder(encoding === 'utf-16be')
}

/** By hand, since Node's StringDecoder tears a pair that comes byte by byte (seen in 20.20). */
class Utf16Transcoder implements Transcoder {
  readonly #isBigEndian: boolean
  /** Bytes of an unfinished unit or pair, in the order of the file. */
  #rest: Buffer = Buffer.alloc(0)
  #isAtStart = true

  constructor(isBigEndian: boolean) {
    this.#isBigEndian = isBigEndian
  }

  push(chunk: Buffer): Buffer {
    const bytes = Buffer.concat([this.#rest, chunk])
    const wholeBytes = this.#wholeBytes(bytes)
    this.#rest = bytes.subarray(wholeBytes)
    const whole = bytes.subarray(0, wholeBytes)
    const text = (this.#isBigEndian ? Buffer.from(whole).swap16() : whole).toString('utf16le')
    if (text === '') return Buffer.alloc(0)
    const isMarked = this.#isAtStart && text.startsWith(BYTE_ORDER_MARK)
    this.#isAtStart = false
    return Buffer.from(isMarked ? text.slice(1) : text, 'utf8')
  }

  /** How many bytes form whole units, without a first half of a pair at the end. */
  #wholeBytes(bytes: Buffer): number {
    const evenBytes = bytes.length & ~1
    if (evenBytes === 0) return 0
    const lastHighByte = bytes[evenBytes - (this.#isBigEndian ? 2 : 1)] ?? 0
    const isFirstHalf = lastHighByte >= 0xd8 && lastHighByte <= 0xdb
    return isFirstHalf ? evenBytes - 2 : evenBytes
  }
}
