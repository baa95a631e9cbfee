import { crc32 } from 'node:zlib'

import type { Milliseconds } from '#shared/record'

import type { CataloguePart } from '../index/catalogue'
import type { Kind } from '../index/kind-table'
import type { IndexColumns } from '../index/record-index'

/*
 * An index as a file:
 *
 *   magic    16 bytes, with the version of the format and of what the engine makes of a line
 *   u32      crc32 of all that follows
 *   u32      bytes of the header
 *   header   JSON: KeptHeader, and how many elements each column has
 *   columns  behind each other in the order of COLUMNS, little endian, as they lie in memory
 */

/** To be raised when records, kinds or columns become others for the same log and rules. */
const MAGIC = Buffer.from('logsieve-index 5')
const PROLOGUE = MAGIC.length + 8

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
}

export interface KeptIndex {
  readonly header: KeptHeader
  readonly part: CataloguePart
}

const COLUMNS = [
  ['steps', Uint16Array],
  ['kinds', Uint16Array],
  ['seconds', Int8Array],
] as const
const EXCEPTIONS = ['longSteps', 'farSeconds', 'extraLines'] as const

/** The file in pieces, so that an index of 300 MB is not copied. */
export function encodeIndex({ header, part }: KeptIndex): Buffer[] {
  const { columns, occurrences } = part
  const arrays = [
    ...COLUMNS.map(([name]) => columns[name]),
    ...EXCEPTIONS.flatMap((name) => [columns[name].records, columns[name].values]),
  ]
  const { count, first, last } = columns
  const lengths = arrays.map(({ length }) => length)
  const json = Buffer.from(JSON.stringify({ header, occurrences, count, first, last, lengths }))
  // The checksum of an empty buffer forgets what was before it.
  const body = [json, ...arrays.map(bytesOf).filter(({ length }) => length > 0)]
  const prologue = Buffer.alloc(PROLOGUE)
  MAGIC.copy(prologue)
  prologue.writeUInt32LE(json.length, MAGIC.length + 4)
  const checksum = body.reduce(
    (sum, piece) => crc32(piece, sum),
    crc32(prologue.subarray(MAGIC.length + 4)),
  )
  prologue.writeUInt32LE(checksum, MAGIC.length)
  return [prologue, ...body]
}

/** @returns null for what is no index of this version, or is damaged */
export function decodeIndex(file: Buffer): KeptIndex | null {
  if (file.length < PROLOGUE || !file.subarray(0, MAGIC.length).equals(MAGIC)) return null
  if (crc32(file.subarray(MAGIC.length + 4)) !== file.readUInt32LE(MAGIC.length)) return null
  // From here on it is what encodeIndex wrote.
  const end = PROLOGUE + file.readUInt32LE(MAGIC.length + 4)
  const json = JSON.parse(file.toString('utf8', PROLOGUE, end)) as {
    readonly header: KeptHeader
    readonly occurrences: CataloguePart['occurrences']
    readonly lengths: readonly number[]
  } & Pick<IndexColumns, 'count' | 'first' | 'last'>
  let at = end
  let next = 0
  const take = <A extends NumberColumn>(make: new (length: number) => A): A => {
    const array = new make(json.lengths[next++] ?? 0)
    bytesOf(array).set(file.subarray(at, at + array.byteLength))
    at += array.byteLength
    return array
  }
  const [steps, kinds, seconds] = [take(Uint16Array), take(Uint16Array), take(Int8Array)]
  const exceptions = () => ({ records: take(Uint32Array), values: take(Float64Array) })
  const [longSteps, farSeconds, extraLines] = [exceptions(), exceptions(), exceptions()]
  const { count, first, last } = json
  const columns = { count, first, last, steps, kinds, seconds, longSteps, farSeconds, extraLines }
  return { header: json.header, part: { columns, occurrences: json.occurrences } }
}

type NumberColumn = Uint16Array | Int8Array | Uint32Array | Float64Array

function bytesOf({ buffer, byteOffset, byteLength }: NumberColumn): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
