import yauzl, { type Entry, type ZipFile } from 'yauzl'

import type { ArchiveRange } from './archive-input'
import type { Codec } from './decode'

/** A list may be as long as its author likes; nobody picks from more. */
const MAX_ENTRIES = 10_000

export interface ZipEntry {
  readonly name: string
  /** Unpacked, as the archive says. */
  readonly bytes: number
  readonly modifiedTime: Date
  readonly crc32: number
  /** How it is compressed; null for ways that nothing here reads, and for what is encrypted. */
  readonly codec: Codec | null
  readonly range: ArchiveRange
}

const CODECS: ReadonlyMap<number, Codec> = new Map([
  [0, 'stored'],
  [8, 'deflate'],
  [12, 'bzip2'],
  [93, 'zstd'],
  [95, 'xz'],
])

/** The files in a zip, in its order. Throws where it has no list of them, such as one that was cut. */
export async function listZip(path: string): Promise<readonly ZipEntry[]> {
  const zip = await yauzl.openPromise(path)
  try {
    const entries: ZipEntry[] = []
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      entries.push(await read(path, zip, entry))
      if (entries.length === MAX_ENTRIES) break
    }
    return entries
  } finally {
    zip.close()
  }
}

async function read(path: string, zip: ZipFile, entry: Entry): Promise<ZipEntry> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  return {
    name: entry.fileName,
    bytes: entry.uncompressedSize,
    modifiedTime: entry.getLastModDate(),
    crc32: entry.crc32,
    codec: entry.isEncrypted() ? null : (CODECS.get(entry.compressionMethod) ?? null),
    range: { path, start: fileDataStart, bytes: entry.compressedSize },
  }
}
