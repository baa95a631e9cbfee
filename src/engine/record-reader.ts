import type { LogBytes } from './log-bytes'
import type { EntryContext } from './scan/entry'
import { type Entry, readEntry } from './scan/entry'
import { stripCarriers } from './scan/carrier'
import { withoutMergedPrefix } from './scan/merged-prefix'

/** Bytes of a record that are read for its row: what does not fit on a screen many times over. */
const ROW_BYTES = 16 * 1024

/** Bytes of a record that the detail pane shows. */
const DETAIL_BYTES = 256 * 1024

/** Records that lie together are read in one go up to this many bytes. */
const RUN_BYTES = 1024 * 1024

/** Fewer NULs may be text. */
const HOLE_BYTES = 64

const NEWLINE = 0x0a

/** Where a record stands in the file. */
export interface Extent {
  readonly offset: number
  /** Up to the next record, blank lines included. */
  readonly bytes: number
}

export interface ReadRecord {
  readonly entry: Entry
  /** Physical lines up to the last that is not blank, or null where not all was read. */
  readonly lines: number | null
  /** The text without its last line end, as the log has it that it was merged from. */
  readonly raw: string
  readonly omittedBytes: number
  /** Its bytes stand nowhere any more (see LogBytes). */
  readonly isGone: boolean
}

/** Reads records from the file when somebody looks at them. */
export class RecordReader {
  readonly #bytes: LogBytes
  readonly #context: EntryContext

  constructor(bytes: LogBytes, context: EntryContext) {
    this.#bytes = bytes
    this.#context = context
  }

  /** What the list shows, for some records in order. */
  async rows(extents: readonly Extent[]): Promise<ReadRecord[]> {
    const records: ReadRecord[] = []
    for (let at = 0; at < extents.length;) {
      const run = runFrom(extents, at)
      const bytes = await this.#read(run.offset, run.bytes)
      for (const extent of extents.slice(at, at + run.count)) {
        const start = extent.offset - run.offset
        records.push(
          this.#decode(bytes.subarray(start, start + Math.min(extent.bytes, ROW_BYTES)), extent),
        )
      }
      at += run.count
    }
    return records
  }

  /** All that the detail pane shows of one record. */
  async detail(extent: Extent): Promise<ReadRecord> {
    return this.#decode(
      await this.#read(extent.offset, Math.min(extent.bytes, DETAIL_BYTES)),
      extent,
    )
  }

  #decode(bytes: Buffer, extent: Extent): ReadRecord {
    // Behind what was read of a long hole there may be text again.
    const omittedBytes = Math.max(0, extent.bytes - bytes.length)
    const text = bytes.toString('utf8', 0, endOfText(bytes)).replace(/^\ufeff/, '')
    const lines = text.split(/\r?\n/)
    while (lines.length > 1 && this.#isBlank(lines.at(-1) ?? '')) lines.pop()
    return {
      entry: readEntry(lines, this.#context),
      lines: omittedBytes === 0 ? lines.length : null,
      raw: lines.map(withoutMergedPrefix).join('\n'),
      omittedBytes,
      isGone: bytes.length > 0 && bytes.every((byte) => byte === 0),
    }
  }

  #isBlank(line: string): boolean {
    return line === '' || stripCarriers(line, this.#context.reference).body.trim() === ''
  }

  async #read(offset: number, bytes: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(bytes)
    return buffer.subarray(0, await this.#bytes.read(buffer, 0, bytes, offset))
  }
}

/** Where the text ends before a hole: bytes that were cut off a file stand there as NULs. */
function endOfText(bytes: Buffer): number {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  const isHole = bytes.length - end >= HOLE_BYTES && bytes[end - 1] === NEWLINE
  return isHole ? end : bytes.length
}

/** The records from `at` on that lie close enough to be read at once. */
function runFrom(extents: readonly Extent[], at: number) {
  const offset = extents[at]?.offset ?? 0
  let bytes = Math.min(extents[at]?.bytes ?? 0, ROW_BYTES)
  let count = 1
  for (const extent of extents.slice(at + 1)) {
    const end = extent.offset - offset + Math.min(extent.bytes, ROW_BYTES)
    if (end > RUN_BYTES) break
    bytes = end
    count++
  }
  return { offset, bytes, count }
}
