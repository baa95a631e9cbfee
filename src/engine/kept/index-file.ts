import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

import type { Milliseconds } from '#shared/record'

import type { KindPart } from '../index/catalogue'
import type { Kind } from '../index/kind-table'
import type { IndexColumns, RecordIndex } from '../index/record-index'

/*
 * An index as a file:
 *
 *   parts      of PART_RECORDS each: the columns behind each other, little endian, as they lie in memory
 *   directory  JSON: Directory
 *   u32        crc32 of the directory
 *   u32        its bytes
 *   magic      16 bytes, with the version of the format and of what the engine makes of a line
 *
 * It is written and read part by part, so that neither its 300 MB are there twice nor anybody waits.
 */

/** To be raised when records, kinds or columns become others for the same log and rules. */
const MAGIC = Buffer.from('logsieve-index 9')
const EPILOGUE = MAGIC.length + 8

const PART_RECORDS = 1 << 18

/** What a kept index was made of, and where it ends. */
export interface KeptHeader {
  /** Rules and all else that decides what a line means. */
  readonly meaning: string
  /** Bytes of the log that were looked at, and hashes of their beginning and their end. */
  readonly size: number
  readonly head: string
  readonly tail: string
  /** Where scanning goes on: the beginning of the record that was the last one. */
  readonly offset: number
  readonly line: number
  readonly lastTime: Milliseconds | null
  readonly kinds: readonly Kind[]
  readonly occurrences: readonly KindPart[]
}

interface PartEntry extends Pick<IndexColumns, 'count' | 'first' | 'last'> {
  /** Where it begins in the file. */
  readonly at: number
  /** Elements of each column. */
  readonly lengths: readonly number[]
  readonly checksum: number
}

interface Directory {
  readonly header: KeptHeader
  readonly parts: readonly PartEntry[]
}

/** An index that is not what was written. */
export class DamagedIndexError extends Error {
  constructor(path: string) {
    super(`${path} is damaged or of another version, the log is read anew`)
    this.name = 'DamagedIndexError'
  }
}

/** Writes the first `count` records of an index. */
export async function writeIndex(
  file: FileHandle,
  header: KeptHeader,
  index: RecordIndex,
  count: number,
): Promise<void> {
  const parts: PartEntry[] = []
  let at = 0
  for (let from = 0; from < count; from += PART_RECORDS) {
    const columns = index.columns(from, Math.min(count, from + PART_RECORDS))
    if (columns === null) break
    const arrays = arraysOf(columns)
    const { first, last } = columns
    const lengths = arrays.map(({ length }) => length)
    const pieces = arrays.map(bytesOf)
    parts.push({ count: columns.count, first, last, at, lengths, checksum: checksumOf(pieces) })
    await file.writev(pieces)
    at += pieces.reduce((sum, { length }) => sum + length, 0)
  }
  const directory: Directory = { header, parts }
  const json = Buffer.from(JSON.stringify(directory))
  const epilogue = Buffer.alloc(EPILOGUE)
  epilogue.writeUInt32LE(checksumOf([json]), 0)
  epilogue.writeUInt32LE(json.length, 4)
  MAGIC.copy(epilogue, 8)
  await file.writev([json, epilogue])
}

/** A kept index that is read part by part. */
export class IndexFile {
  readonly #path: string
  readonly #file: FileHandle
  readonly #directory: Directory

  private constructor(path: string, file: FileHandle, directory: Directory) {
    this.#path = path
    this.#file = file
    this.#directory = directory
  }

  /** @throws DamagedIndexError; what the system says, where there is none */
  static async open(path: string): Promise<IndexFile> {
    const file = await open(path, 'r')
    try {
      const directory = await readDirectory(file)
      if (directory === null) throw new DamagedIndexError(path)
      return new IndexFile(path, file, directory)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  get header(): KeptHeader {
    return this.#directory.header
  }

  /** @throws DamagedIndexError */
  async *parts(): AsyncGenerator<IndexColumns> {
    for (const entry of this.#directory.parts) {
      const columns = emptyColumns(entry)
      const pieces = arraysOf(columns).map(bytesOf)
      const bytes = pieces.reduce((sum, { length }) => sum + length, 0)
      const { bytesRead } = await this.#file.readv(pieces, entry.at)
      if (bytesRead !== bytes || checksumOf(pieces) !== entry.checksum)
        throw new DamagedIndexError(this.#path)
      yield columns
    }
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

async function readDirectory(file: FileHandle): Promise<Directory | null> {
  const { size } = await file.stat()
  const epilogue = await readBefore(file, size, EPILOGUE)
  if (epilogue.length < EPILOGUE || !epilogue.subarray(8).equals(MAGIC)) return null
  const bytes = epilogue.readUInt32LE(4)
  const json = await readBefore(file, size - EPILOGUE, bytes)
  if (json.length !== bytes || checksumOf([json]) !== epilogue.readUInt32LE(0)) return null
  // From here on it is what writeIndex wrote.
  return JSON.parse(json.toString('utf8')) as Directory
}

/** The bytes before an offset, as many of them as there are. */
async function readBefore(file: FileHandle, end: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(bytes, end))
  const { bytesRead } = await file.read(buffer, 0, buffer.length, end - buffer.length)
  return buffer.subarray(0, bytesRead)
}

type NumberColumn = Uint16Array | Int8Array | Uint32Array | Float64Array

/** In the order in which they stand in the file. */
function arraysOf(columns: IndexColumns): NumberColumn[] {
  const { steps, kinds, seconds, longSteps, farSeconds, extraLines } = columns
  const exceptions = [longSteps, farSeconds, extraLines]
  return [steps, kinds, seconds, ...exceptions.flatMap(({ records, values }) => [records, values])]
}

/** Room for the columns of a part, see `arraysOf`. */
function emptyColumns({ count, first, last, lengths }: PartEntry): IndexColumns {
  let next = 0
  const make = <A>(column: new (length: number) => A): A => new column(lengths[next++] ?? 0)
  const exceptions = () => ({ records: make(Uint32Array), values: make(Float64Array) })
  const [steps, kinds, seconds] = [make(Uint16Array), make(Uint16Array), make(Int8Array)]
  const [longSteps, farSeconds, extraLines] = [exceptions(), exceptions(), exceptions()]
  return { count, first, last, steps, kinds, seconds, longSteps, farSeconds, extraLines }
}

function checksumOf(pieces: readonly Buffer[]): number {
  // The checksum of an empty buffer forgets what was before it.
  return pieces.reduce((sum, piece) => (piece.length === 0 ? sum : crc32(piece, sum)), 0)
}

function bytesOf({ buffer, byteOffset, byteLength }: NumberColumn): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
