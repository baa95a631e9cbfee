import { FileGone, type ListedFile, type LogFile, type LogFiles, readRange } from './log-files'

/** How many bytes of the beginning, and before the place that was reached, tell a content from another. */
const FINGERPRINT_BYTES = 1024

/**
 * One file of a log, read in order. It is held open, so that it can be read to its end under any
 * name or none; and it notices when what was read does not stand in it any more.
 */
export class LogPart {
  readonly file: LogFile
  readonly #chunkBytes: number
  #position = 0
  #head: Buffer = Buffer.alloc(0)
  #last: Buffer = Buffer.alloc(0)
  /** A file that was cut under its writer can begin with a hole as long as it was. */
  #isInHole: boolean

  private constructor(file: LogFile, chunkBytes: number, mayHaveHole: boolean) {
    this.file = file
    this.#chunkBytes = chunkBytes
    this.#isInHole = mayHaveHole
  }

  /**
   * @param place where the reading begins: at the first byte, or behind the last that is there now
   * @returns null where there is no such file
   */
  static async open(
    files: LogFiles,
    path: string,
    place: 'start' | 'end',
    mayHaveHole = place === 'start',
  ): Promise<LogPart | null> {
    const file = await files.open(path)
    if (file === null) return null
    const part = new LogPart(file, files.chunkBytes, mayHaveHole)
    try {
      if (place === 'end') await part.#passTo((await file.look()).size)
      return part
    } catch {
      await file.close()
      return null
    }
  }

  /** One that rotation left: its reading begins at the first byte. */
  static async openListed(files: LogFiles, listed: ListedFile): Promise<LogPart | null> {
    const file = await files.openListed(listed)
    return file === null ? null : new LogPart(file, files.chunkBytes, true)
  }

  /** Of the file, under whatever name. Held open, it is nobody else's. */
  get key(): string {
    return this.file.key
  }

  /** Bytes that were read. */
  get position(): number {
    return this.#position
  }

  /** The last byte that was read, if any was. */
  get lastByte(): number | null {
    return this.#last.at(-1) ?? null
  }

  /**
   * Reads on to the end. `broken`: the file is another content now, and nothing of it was taken.
   * `gone`: it cannot be read any more.
   */
  async readOn(take: (bytes: Buffer) => Promise<void>): Promise<'end' | 'broken' | 'gone'> {
    for (;;) {
      const chunk = await this.#readChunk()
      if (chunk === null) return 'gone'
      const [bytes, isSame] = chunk
      if (!isSame) return 'broken'
      if (bytes.length === 0) return 'end'
      // If they cannot be taken now, they are read again.
      await take(this.#withoutHole(bytes))
      this.#pass(bytes)
    }
  }

  /** Whether another file goes on with what was read of this one. */
  async goesOnIn(other: LogPart): Promise<boolean> {
    return this.#position > 0 && this.#isIn(await other.file.read(this.#fingerprint))
  }

  async #readChunk(): Promise<readonly [Buffer, boolean] | null> {
    const chunk = { position: this.#position, length: this.#chunkBytes }
    try {
      // The fingerprint after the chunk: a file that was cut before it, or during it, has another.
      const [bytes = Buffer.alloc(0), ...now] = await this.file.read([chunk, ...this.#fingerprint])
      return [bytes, this.#isIn(now)]
    } catch (error) {
      if (error instanceof FileGone) return null
      throw error
    }
  }

  get #fingerprint() {
    return [
      { position: 0, length: this.#head.length },
      { position: this.#position - this.#last.length, length: this.#last.length },
    ]
  }

  #isIn([head, last]: readonly Buffer[]): boolean {
    return head?.equals(this.#head) === true && last?.equals(this.#last) === true
  }

  /** Whether one of them can be a copy of the other. */
  async beginsLike(other: LogPart): Promise<boolean> {
    const head = await readRange(this.file, 0, FINGERPRINT_BYTES)
    const otherHead = await readRange(other.file, 0, FINGERPRINT_BYTES)
    const bytes = Math.min(head.length, otherHead.length)
    return bytes > 0 && head.subarray(0, bytes).equals(otherHead.subarray(0, bytes))
  }

  /** The same content goes on in another file: what was read of this one counts as read of that. */
  takeOver(from: LogPart): void {
    this.#position = from.#position
    this.#head = from.#head
    this.#last = from.#last
    this.#isInHole = false
  }

  /** Begins anew with the first byte. */
  restart(): void {
    this.#position = 0
    this.#head = Buffer.alloc(0)
    this.#last = Buffer.alloc(0)
    this.#isInHole = true
  }

  async hasContent(): Promise<boolean> {
    return (await this.file.look()).size > 0
  }

  /** Whether the file still has a name. */
  async hasName(): Promise<boolean> {
    return (await this.file.look()).hasName
  }

  async close(): Promise<void> {
    await this.file.close()
  }

  async #passTo(position: number): Promise<void> {
    const from = Math.max(0, position - FINGERPRINT_BYTES)
    this.#head = await readRange(this.file, 0, Math.min(position, FINGERPRINT_BYTES))
    this.#last = await readRange(this.file, from, position - from)
    // It may have been cut meanwhile.
    this.#position = from + this.#last.length
  }

  #pass(bytes: Buffer): void {
    this.#position += bytes.length
    const missing = FINGERPRINT_BYTES - this.#head.length
    if (missing > 0) this.#head = Buffer.concat([this.#head, bytes.subarray(0, missing)])
    const kept = bytes.subarray(-FINGERPRINT_BYTES)
    this.#last = Buffer.concat([this.#last, kept]).subarray(-FINGERPRINT_BYTES)
  }

  #withoutHole(bytes: Buffer): Buffer {
    if (!this.#isInHole) return bytes
    const first = bytes.findIndex((byte) => byte !== 0)
    if (first < 0) return bytes.subarray(bytes.length)
    this.#isInHole = false
    return bytes.subarray(first)
  }
}
