import {
  type FileFacts,
  FileGone,
  type ListedFile,
  type LogFile,
  type LogFiles,
  type Put,
  type Range,
  readRange,
} from './log-files'
import { PieceSize } from './piece-size'
import { endOf, FINGERPRINT_BYTES, type LogTarget, UntakenBytes } from './untaken-bytes'

/** Of a line nobody knows at first how quick it is. */
const FIRST_CHUNK_BYTES = 1024 * 1024
/** How many of the first bytes are read before it is known what comes before them. */
const FIRST_BYTES = 64 * 1024

/** A first line that has not been ended by then is taken for one that nobody ends. */
const MAX_WAITS = 3

const NEWLINE = 0x0a

/**
 * Where the reading begins: at the first byte, behind the last that is there now, or with the first
 * line of the last part.
 */
export type Place = 'start' | 'end' | LastPart

interface LastPart {
  readonly bytes: number
  /** A file that is no larger is read from its start. */
  readonly wholeBytes: number
}

/**
 * One file of a log, read in order. It is held open, so that it can be read to its end under any
 * name or none; and it notices when what was read does not stand in it any more.
 */
export class LogPart {
  readonly file: LogFile
  readonly #files: LogFiles
  readonly #size: PieceSize
  /** Where the chunk ends that was asked for ahead. */
  #aheadTo: number | null = null
  #position = 0
  #head: Buffer = Buffer.alloc(0)
  #last: Buffer = Buffer.alloc(0)
  /** What was read but not taken yet: it is taken first, whatever has become of the file. */
  #first: Buffer = Buffer.alloc(0)
  /** How often `peek` will still wait for the end of the first line. */
  #waits = MAX_WAITS
  /** A file that was cut under its writer can begin with a hole as long as it was. */
  #isInHole: boolean

  private constructor(file: LogFile, files: LogFiles, mayHaveHole: boolean) {
    this.file = file
    this.#files = files
    this.#size = new PieceSize(FIRST_CHUNK_BYTES, () => files.chunkBytes)
    this.#isInHole = mayHaveHole
  }

  /** One that came under the name of the log. null where there is no such file. */
  static async open(files: LogFiles, path: string): Promise<LogPart | null> {
    const file = await files.open(path)
    return file === null ? null : new LogPart(file, files, true)
  }

  /** The one that a log begins with. */
  static async openFirst(files: LogFiles, path: string, place: Place): Promise<LogPart | null> {
    const file = await files.open(path)
    if (file === null) return null
    try {
      const { size } = await file.look()
      // What it holds is shown as it is.
      const part = new LogPart(file, files, size === 0)
      if (place === 'end') await part.#passTo(size)
      else if (place !== 'start') await part.#passTo(await startOfLastPart(file, size, place))
      return part
    } catch {
      await file.close()
      return null
    }
  }

  /** The same file once more, read so far too. null where it has another name by now. */
  static async openAgain(files: LogFiles, path: string, part: LogPart): Promise<LogPart | null> {
    const { key } = part
    const file = await files.openListed({ path, key, size: part.position, modifiedTimeNs: 0n })
    if (file === null) return null
    const again = new LogPart(file, files, false)
    again.takeOver(part)
    return again
  }

  /** One that rotation left: its reading begins at the first byte. */
  static async openListed(files: LogFiles, listed: ListedFile): Promise<LogPart | null> {
    const file = await files.openListed(listed)
    return file === null ? null : new LogPart(file, files, true)
  }

  /** One that was read as far as it is listed. */
  static async openBehind(files: LogFiles, listed: ListedFile): Promise<LogPart | null> {
    const part = await LogPart.openListed(files, listed)
    if (part === null) return null
    try {
      await part.#passTo(listed.size)
      return part
    } catch (error) {
      await part.close()
      throw error
    }
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

  /** The bytes that `peek` has read. */
  get first(): Buffer {
    return this.#first
  }

  /**
   * Reads the first bytes, which are the next to be taken. Whoever asks after that what came before
   * them misses nothing.
   *
   * @returns `unsure` where they are too few to tell this content from another one
   */
  async peek(): Promise<'empty' | 'unsure' | 'begun'> {
    const former = this.#first
    this.#first = (await unlessGone(readRange(this.file, 0, FIRST_BYTES))) ?? Buffer.alloc(0)
    // It was cut, and its writer may have kept its place.
    if (!this.#first.subarray(0, former.length).equals(former)) this.#isInHole = true
    if (this.#first.length === 0) return 'empty'
    if (this.#first.length >= FINGERPRINT_BYTES || this.#first.includes(NEWLINE)) return 'begun'
    this.#waits = this.#first.equals(former) ? this.#waits - 1 : MAX_WAITS
    return this.#waits > 0 ? 'unsure' : 'begun'
  }

  /**
   * Reads on to the end. `broken`: the file is another content now, and nothing of it was taken.
   * `gone`: it cannot be read any more.
   */
  async readOn(target: LogTarget): Promise<'end' | 'broken' | 'gone'> {
    if (this.#first.length > 0) {
      const first = new UntakenBytes(target, this.#isInHole)
      await first.put(this.#first, 0)
      this.#take(first)
    }
    for (;;) {
      const chunk = new UntakenBytes(target, this.#isInHole)
      const now = await this.#readChunk(chunk.put)
      if (now === null) return 'gone'
      if (!this.#isIn(now)) return 'broken'
      if (chunk.bytes === 0) return 'end'
      this.#take(chunk)
    }
  }

  /**
   * Reads what stands before the place that was reached.
   *
   * @param ahead what is asked for next
   * @returns how many bytes; null where it does not stand there any more, whatever was put
   */
  async readBefore(range: Range, put: Put, ahead: Range | null): Promise<number | null> {
    const fingerprint = this.#fingerprint
    const next = ahead === null ? [] : [ahead, ...fingerprint]
    const poured = await unlessGone(this.file.pour([range, ...fingerprint], put, next))
    return poured !== null && this.#isIn(poured.rest) ? poured.bytes : null
  }

  /** Whether what was read still stands in the file. */
  async isIntact(): Promise<boolean> {
    return this.#isIn((await unlessGone(this.file.read(this.#fingerprint))) ?? [])
  }

  /** Whether another file goes on with what was read of this one. */
  async goesOnIn(other: LogPart): Promise<boolean> {
    if (this.#position === 0) return false
    return this.#isIn((await unlessGone(other.file.read(this.#fingerprint))) ?? [])
  }

  /** Whether this file begins with another one of so many bytes: that is a copy, made of it before. */
  async beginsWith(other: LogPart, size: number): Promise<boolean> {
    const length = Math.min(size, FINGERPRINT_BYTES)
    const ends = [
      { position: 0, length },
      { position: size - length, length },
    ]
    const own = await unlessGone(this.file.read(ends))
    const others = await unlessGone(other.file.read(ends))
    if (own === null || others === null) return false
    return own.every((end, at) => end.length === length && others[at]?.equals(end) === true)
  }

  /** Whether these bytes are the first of the file. */
  async hasFirst(bytes: Buffer): Promise<boolean> {
    if (bytes.length === 0) return true
    const first = await unlessGone(readRange(this.file, 0, bytes.length))
    return first?.equals(bytes) === true
  }

  /** The same content goes on in another file: what was read of this one counts as read of that. */
  takeOver(from: LogPart): void {
    this.#position = from.#position
    this.#head = from.#head
    this.#last = from.#last
    this.#first = Buffer.alloc(0)
    this.#isInHole = false
  }

  /** The same open file, from its first byte on, for another content. This one is not used any more then. */
  anew(): LogPart {
    return new LogPart(this.file, this.#files, true)
  }

  /** What is known of the file once it was deleted; null where it has a name. */
  async ifDeleted(): Promise<FileFacts | null> {
    const facts = await unlessGone(this.file.look())
    return facts === null || facts.hasName ? null : facts
  }

  async close(): Promise<void> {
    await this.file.close()
  }

  /** @returns the fingerprint after it; null where it cannot be read any more */
  async #readChunk(put: Put): Promise<readonly Buffer[] | null> {
    const position = this.#position
    const end = this.#aheadTo ?? this.#size.endAt(position)
    const aheadTo = this.#size.endAt(end)
    this.#aheadTo = null
    // The fingerprint after the chunk: a file that was cut before it, or during it, has another.
    const ranges = [{ position, length: end - position }, ...this.#fingerprint]
    const ahead = [{ position: end, length: aheadTo - end }, ...fingerprintAt(end)]
    const began = performance.now()
    const poured = await unlessGone(this.file.pour(ranges, put, ahead))
    if (poured?.bytes === end - position) {
      this.#aheadTo = aheadTo
      this.#size.took(performance.now() - began)
    }
    return poured?.rest ?? null
  }

  get #fingerprint(): readonly Range[] {
    return fingerprintAt(this.#position)
  }

  #isIn([head, last]: readonly Buffer[]): boolean {
    return head?.equals(this.#head) === true && last?.equals(this.#last) === true
  }

  async #passTo(position: number): Promise<void> {
    const from = Math.max(0, position - FINGERPRINT_BYTES)
    this.#head = await readRange(this.file, 0, Math.min(position, FINGERPRINT_BYTES))
    this.#last = await readRange(this.file, from, position - from)
    // It may have been cut meanwhile.
    this.#position = from + this.#last.length
  }

  /** If bytes could not be put, they come again. */
  #take(read: UntakenBytes): void {
    read.take()
    this.#isInHole = read.isInHole
    this.#first = Buffer.alloc(0)
    this.#position += read.bytes
    const missing = FINGERPRINT_BYTES - this.#head.length
    if (missing > 0) this.#head = Buffer.concat([this.#head, read.head.subarray(0, missing)])
    this.#last = endOf(this.#last, read.last)
  }
}

/** What of a file tells its content from another, when so much of it was read. */
function fingerprintAt(position: number): readonly Range[] {
  const length = Math.min(position, FINGERPRINT_BYTES)
  return [
    { position: 0, length },
    { position: position - length, length },
  ]
}

/** A file that is gone can neither be read nor prove anything. */
async function unlessGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof FileGone) return null
    throw error
  }
}

async function startOfLastPart(file: LogFile, size: number, last: LastPart): Promise<number> {
  return size <= last.wholeBytes ? 0 : startOfLineFrom(file, size - last.bytes, last.bytes)
}

/** Where the first line begins behind a byte; 0 where none does among the next ones. */
export async function startOfLineFrom(
  file: LogFile,
  position: number,
  length: number,
): Promise<number> {
  const bytes = await readRange(file, position, length)
  const start = bytes.indexOf(NEWLINE) + 1
  return start === 0 || start === bytes.length ? 0 : position + start
}
