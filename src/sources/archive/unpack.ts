import { closeSync, openSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'

import { type Encoding, ENCODING_SAMPLE_BYTES, guessEncoding } from '../encoding'
import { messageOf } from '../open-failure'
import { createTranscoder, type Transcoder } from '../transcode'
import { isTar } from './archive-kind'
import { ArchiveInput, type ArchiveRange, NotArrived } from './archive-input'
import { type Codec, decode } from './decode'
import { isBeyond, type UnpackLimits } from './limits'
import { damageMark, limitMark } from './marks'

/** What to unpack, and where to. Crosses to the thread that does it. */
export interface UnpackTask {
  readonly range: ArchiveRange
  readonly codec: Codec
  /** What a zip says of its entry. */
  readonly expected: { readonly bytes: number; readonly crc32: number } | null
  /** A file that is there and empty. */
  readonly outputPath: string
  readonly limits: UnpackLimits
}

export type UnpackOutcome =
  | { readonly kind: 'whole' }
  | { readonly kind: 'damaged'; readonly detail: string }
  /** The rest of the archive does not come from where it is. */
  | { readonly kind: 'not-arrived' }
  | { readonly kind: 'limit' }
  /** The output could not be written, or the archive not be read from the disk. */
  | { readonly kind: 'failed'; readonly detail: string }

export type UnpackNews =
  /** Comes first, with the first bytes. */
  | {
      readonly kind: 'looked'
      readonly encoding: Encoding
      readonly looksBinary: boolean
      readonly isTar: boolean
    }
  | { readonly kind: 'grew'; readonly bytes: number; readonly packedBytes: number }
  | { readonly kind: 'ended'; readonly outcome: UnpackOutcome }

const NEWS_MS = 100
const NEWLINE = 0x0a

class LimitReached extends Error {}

/** Unpacks into a file that is UTF-8, and tells how it goes. What was read before a damage stays. */
export async function unpack(task: UnpackTask, tell: (news: UnpackNews) => void): Promise<void> {
  let outcome: UnpackOutcome
  try {
    const input = new ArchiveInput(task.range)
    const output = new Output(task, input, tell)
    try {
      outcome = await unpackInto(output, task, input)
    } finally {
      output.close()
      input.close()
    }
  } catch (error) {
    outcome = { kind: 'failed', detail: messageOf(error) }
  }
  tell({ kind: 'ended', outcome })
}

async function unpackInto(
  output: Output,
  { codec, expected, range }: UnpackTask,
  input: ArchiveInput,
): Promise<UnpackOutcome> {
  try {
    await decode(codec, input, (bytes) => output.take(bytes))
    if (expected !== null) output.compareWith(expected)
    output.finish('')
    return { kind: 'whole' }
  } catch (error) {
    if (error instanceof LimitReached) {
      output.finish(limitMark())
      return { kind: 'limit' }
    }
    // What the file system says has a code that begins like this, and is not for the archive to bear.
    if (error instanceof Error && 'syscall' in error) throw error
    output.finish(damageMark(input.taken, range.bytes))
    if (error instanceof NotArrived) return { kind: 'not-arrived' }
    return { kind: 'damaged', detail: messageOf(error) }
  }
}

/** The file that is written, and what is known of its bytes. */
class Output {
  readonly #file: number
  readonly #task: UnpackTask
  readonly #input: ArchiveInput
  readonly #tell: (news: UnpackNews) => void
  /** First bytes, until there are enough to tell the encoding from. */
  #sample: Buffer | null = Buffer.alloc(0)
  #transcoder: Transcoder | null = null
  #unpackedBytes = 0
  #crc32 = 0
  #bytes = 0
  #lastByte = NEWLINE
  #lastNewsAt = 0

  constructor(task: UnpackTask, input: ArchiveInput, tell: (news: UnpackNews) => void) {
    this.#file = openSync(task.outputPath, 'a')
    this.#task = task
    this.#input = input
    this.#tell = tell
    input.onWait = () => {
      if (this.#sample === null) this.#tellGrowth()
    }
  }

  take(lent: Uint8Array): void {
    const bytes = Buffer.from(lent.buffer, lent.byteOffset, lent.byteLength)
    this.#unpackedBytes += bytes.length
    if (this.#task.expected !== null) this.#crc32 = crc32(bytes, this.#crc32)
    if (this.#sample === null) this.#convert(bytes)
    else {
      this.#sample = Buffer.concat([this.#sample, bytes])
      if (this.#sample.length >= ENCODING_SAMPLE_BYTES) this.#look(this.#sample)
    }
    if (isBeyond(this.#task.limits, this.#input.taken, this.#unpackedBytes)) {
      throw new LimitReached()
    }
  }

  compareWith(expected: { readonly bytes: number; readonly crc32: number }): void {
    if (this.#unpackedBytes !== expected.bytes) {
      throw new Error(`${this.#unpackedBytes} bytes instead of ${expected.bytes}`)
    }
    if (this.#crc32 !== expected.crc32) throw new Error('the checksum does not match')
  }

  /** @param mark a line of its own, or none */
  finish(mark: string): void {
    if (this.#sample !== null) this.#look(this.#sample)
    if (mark !== '' && this.#lastByte !== NEWLINE) this.#append(Buffer.from([NEWLINE]))
    this.#append(Buffer.from(mark))
    this.#tellGrowth()
  }

  close(): void {
    closeSync(this.#file)
  }

  #look(sample: Buffer): void {
    const { encoding, looksBinary } = guessEncoding(sample.subarray(0, ENCODING_SAMPLE_BYTES))
    this.#sample = null
    this.#transcoder = createTranscoder(encoding)
    this.#tell({ kind: 'looked', encoding, looksBinary, isTar: isTar(sample) })
    this.#convert(sample)
  }

  #convert(bytes: Buffer): void {
    this.#append(this.#transcoder?.push(bytes) ?? bytes)
    if (Date.now() - this.#lastNewsAt >= NEWS_MS) this.#tellGrowth()
  }

  #append(bytes: Buffer): void {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.#file, bytes, written, bytes.length - written)
    }
    this.#bytes += bytes.length
    this.#lastByte = bytes.at(-1) ?? this.#lastByte
  }

  #tellGrowth(): void {
    this.#lastNewsAt = Date.now()
    this.#tell({ kind: 'grew', bytes: this.#bytes, packedBytes: this.#input.taken })
  }
}
