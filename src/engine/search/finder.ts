// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- a module that no file is
/// <reference path="./virtual.d.ts" />
import { KERNEL } from 'virtual:search-kernel'

import { LONG_STEP, type RecordPlaces } from '../index/record-places'
import { BLOCK_SIZE } from '../view/block-counts'
import type { Plan } from './plan'

/** What search-kernel/index.ts exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory
  readonly lookForOne: (
    size: number,
    rarest: number,
    second: number,
    isFolded: boolean,
    isRare: boolean,
  ) => void
  readonly lookForMany: () => void
  readonly find: (from: number, end: number) => number
  readonly lineStart: (at: number, from: number) => number
  readonly lineEnd: (at: number, end: number) => number
  readonly beginBlock: (start: number) => void
  readonly mark: (from: number, end: number, first: number, offset: number) => number
}

/** Addresses: search-kernel/index.ts says what they mean. */
const TABLES = 0x400
const BUCKETS = 0x500
const LENGTHS = 0x600
const PLACES = 0x640
const LITERAL = 0x1000
const MASK = 0x2000
const LITERALS = 0x3000
const LITERAL_BYTES = 64
const STEPS = 0x5000
const LONG_STEPS = 0x8000
const MARKS = 0x11000
const PIECE = 0x20000
const NONE = 0xffffffff

/** Of the file looked at in one go: small enough for a processor's second cache. */
export const PIECE_BYTES = 256 * 1024

const MARK_BYTES = 512
/** Behind the last record of a block no record begins. */
const NEVER = 2 ** 53
const FINGERPRINT = 3
const CASE_BIT = 0x20

/** The bytes that logs are full of, the most frequent first; all others count as rare. */
const FREQUENT = Buffer.from(' "e,:0123t456789aoirnsld{}cpvmT-uhgbf_.=/[]IPyRwk')

/** Finds the literals of a plan in a piece of a file that lies in the kernel's memory. */
export class Finder {
  /** Where the piece goes. */
  readonly piece: Buffer
  readonly #kernel: Kernel
  readonly #memory: Buffer
  readonly #steps: Uint16Array
  readonly #longSteps: Float64Array
  readonly #marks: Uint8Array
  #longest = 0

  constructor() {
    const module = new WebAssembly.Module(Buffer.from(KERNEL, 'base64'))
    this.#kernel = new WebAssembly.Instance(module).exports as unknown as Kernel
    const { buffer } = this.#kernel.memory
    this.#memory = Buffer.from(buffer)
    this.piece = Buffer.from(buffer, PIECE, PIECE_BYTES)
    this.#steps = new Uint16Array(buffer, STEPS, BLOCK_SIZE)
    this.#longSteps = new Float64Array(buffer, LONG_STEPS, BLOCK_SIZE)
    this.#marks = new Uint8Array(buffer, MARKS, MARK_BYTES)
  }

  /** Bytes of the longest literal: no other crosses so far over the border of two pieces. */
  get longest(): number {
    return this.#longest
  }

  /** Looks for these literals from now on. */
  use(literals: readonly Uint8Array[], isFolded: Plan['isFolded']): void {
    this.#longest = Math.max(...literals.map(({ length }) => length))
    const [only] = literals
    if (literals.length === 1 && only) this.#useOne(only, isFolded)
    else this.#useMany(literals, isFolded)
  }

  /** Where in the piece, from `from` on, a literal begins that ends before `end`, or -1. */
  find(from: number, end: number): number {
    const found = this.#kernel.find(PIECE + from, PIECE + end) >>> 0
    return found === NONE ? -1 : found - PIECE
  }

  /** Where in the piece the line begins that holds this place. */
  lineStart(at: number): number {
    return this.#kernel.lineStart(PIECE + at, PIECE) - PIECE
  }

  /** Where in the piece the next line end stands, or `end`. */
  lineEnd(at: number, end: number): number {
    return this.#kernel.lineEnd(PIECE + at, PIECE + end) - PIECE
  }

  /** Marks these records from now on, and forgets the marks of others. */
  beginBlock({ start, steps, longSteps }: RecordPlaces): void {
    this.#marks.fill(0)
    this.#steps.set(steps)
    this.#steps[steps.length] = LONG_STEP
    this.#longSteps.set(longSteps.values)
    this.#longSteps[longSteps.values.length] = NEVER
    this.#kernel.beginBlock(start)
  }

  /**
   * Marks the records that hold a literal, and says how many were not marked yet. Pieces come in the
   * order of the log.
   *
   * @param from in the piece, which lies at `offset` of the log
   * @param first the mark of the first record of the block
   */
  mark(from: number, end: number, first: number, offset: number): number {
    return this.#kernel.mark(PIECE + from, PIECE + end, first, offset)
  }

  /** A copy of the marks. */
  takeMarks(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#marks)
  }

  #useOne(literal: Uint8Array, isFolded: boolean): void {
    this.#memory.set(literal, LITERAL)
    this.#memory.set(masksOf(literal, isFolded), MASK)
    const places = [...literal.keys()].sort((a, b) => frequency(literal[a]) - frequency(literal[b]))
    const [rarest = 0, second = rarest] = places
    const isRare = frequency(literal[rarest]) === 0
    this.#kernel.lookForOne(literal.length, rarest, second, isFolded, isRare)
  }

  #useMany(literals: readonly Uint8Array[], isFolded: boolean): void {
    const tables = this.#memory.subarray(TABLES, TABLES + FINGERPRINT * 32).fill(0)
    const buckets = new BigUint64Array(8)
    for (const [number, literal] of literals.entries()) {
      const at = LITERALS + 2 * LITERAL_BYTES * number
      const masks = masksOf(literal, isFolded)
      this.#memory.set(literal, at)
      this.#memory.set(masks, at + LITERAL_BYTES)
      const place = rarestPlace(literal)
      this.#memory[LENGTHS + number] = literal.length
      this.#memory[PLACES + number] = place
      const bucket = number % 8
      buckets[bucket] = (buckets[bucket] ?? 0n) | (1n << BigInt(number))
      for (let byte = 0; byte < FINGERPRINT; byte++) {
        addToTable(
          tables.subarray(32 * byte),
          1 << bucket,
          literal[place + byte],
          masks[place + byte],
        )
      }
    }
    this.#memory.set(Buffer.from(buckets.buffer), BUCKETS)
    this.#kernel.lookForMany()
  }
}

/** Lets a byte, or any where the literal is too short to have one there, into a bucket. */
function addToTable(table: Uint8Array, bucket: number, byte: number | undefined, mask = 0): void {
  const low = byte === undefined ? range(16) : [byte & 0x0f]
  const high = byte === undefined ? range(16) : [byte >> 4, (byte & ~mask) >> 4]
  for (const half of low) table[half] = (table[half] ?? 0) | bucket
  for (const half of high) table[16 + half] = (table[16 + half] ?? 0) | bucket
}

function range(length: number): number[] {
  return Array.from({ length }, (_, number) => number)
}

/** What to or to a byte of the text, so that a letter of either case becomes the one of the literal. */
function masksOf(literal: Uint8Array, isFolded: boolean): Uint8Array {
  return literal.map((byte) => (isFolded && byte >= 0x61 && byte <= 0x7a ? CASE_BIT : 0))
}

function frequency(byte = 0): number {
  const place = FREQUENT.indexOf(byte)
  return place < 0 ? 0 : FREQUENT.length - place
}

/** Where the three bytes begin that are the rarest together. */
function rarestPlace(literal: Uint8Array): number {
  let rarest = 0
  let least = Infinity
  for (let place = 0; place + FINGERPRINT <= literal.length; place++) {
    const sum =
      frequency(literal[place]) + frequency(literal[place + 1]) + frequency(literal[place + 2])
    if (sum < least) [rarest, least] = [place, sum]
  }
  return rarest
}
