/** How many bytes of the beginning, and before the place that was reached, tell a content from another. */
export const FINGERPRINT_BYTES = 1024

/** Where what is read of a log is put. */
export interface LogTarget {
  /**
   * Puts bytes behind those that were taken. Nobody is told of them yet.
   *
   * @param at how many of them come before these
   */
  put(bytes: Buffer, at: number): Promise<void>
  /** So many of those that were put are part of the log. */
  take(bytes: number, lastByte: number): void
}

/**
 * Bytes that were read and put, of which it is not known yet whether the file was still the same one
 * then. They are taken together, or not at all.
 */
export class UntakenBytes {
  readonly #target: LogTarget
  readonly #beginsInHole: boolean
  /** A file that was cut under its writer can begin with a hole as long as it was. */
  #isInHole: boolean
  #bytes = 0
  #holeBytes = 0
  #head: Buffer = Buffer.alloc(0)
  #last: Buffer = Buffer.alloc(0)

  constructor(target: LogTarget, isInHole: boolean) {
    this.#target = target
    this.#beginsInHole = isInHole
    this.#isInHole = isInHole
  }

  get isInHole(): boolean {
    return this.#isInHole
  }

  /** How many were read. */
  get bytes(): number {
    return this.#bytes
  }

  /** The first of them, enough to tell a content from another. */
  get head(): Buffer {
    return this.#head
  }

  /** The last of them. */
  get last(): Buffer {
    return this.#last
  }

  readonly put = async (bytes: Buffer, at: number): Promise<void> => {
    if (at === 0) this.#beginAnew()
    const hole = this.#isInHole ? bytes.findIndex((byte) => byte !== 0) : 0
    this.#isInHole = hole < 0
    const holeBytes = hole < 0 ? bytes.length : hole
    this.#holeBytes += holeBytes
    const missing = FINGERPRINT_BYTES - this.#head.length
    if (missing > 0) this.#head = Buffer.concat([this.#head, bytes.subarray(0, missing)])
    this.#last = endOf(this.#last, bytes)
    this.#bytes += bytes.length
    if (hole >= 0) await this.#target.put(bytes.subarray(hole), at + hole - this.#holeBytes)
  }

  take(): void {
    const bytes = this.#bytes - this.#holeBytes
    if (bytes > 0) this.#target.take(bytes, this.#last.at(-1) ?? 0)
  }

  #beginAnew(): void {
    this.#isInHole = this.#beginsInHole
    this.#bytes = 0
    this.#holeBytes = 0
    this.#head = Buffer.alloc(0)
    this.#last = Buffer.alloc(0)
  }
}

/** The last of both, enough to tell a content from another. */
export function endOf(former: Buffer, bytes: Buffer): Buffer {
  const kept = bytes.subarray(-FINGERPRINT_BYTES)
  return Buffer.concat([former, kept]).subarray(-FINGERPRINT_BYTES)
}
