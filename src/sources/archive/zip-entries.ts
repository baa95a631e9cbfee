import type { Entry, ZipFile } from 'yauzl'

import type { Codec } from './decode'

/** A list may be as long as its author likes; nobody picks from more. */
const MAX_ENTRIES = 10_000

export interface ZipEntry {
  readonly name: string
  /** Unpacked, as the archive says. */
  readonly bytes: number
  readonly packedBytes: number
  readonly modifiedTime: Date
  readonly crc32: number
  /** How it is compressed; null for ways that nothing here reads, and for what is encrypted. */
  readonly codec: Codec | null
  /** Finds where its bytes begin, while the zip is open. */
  readonly start: () => Promise<number>
}

const CODECS: ReadonlyMap<number, Codec> = new Map([
  [0, 'stored'],
  [8, 'deflate'],
  [12, 'bzip2'],
  [93, 'zstd'],
  [95, 'xz'],
])

/** The files in a zip, in its order. Throws where it has no list of them, such as one that was cut. */
export async function listZip(zip: ZipFile): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = []
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    entries.push(read(zip, entry))
    if (entries.length === MAX_ENTRIES) break
  }
  return entries
}

function read(zip: ZipFile, entry: Entry): ZipEntry {
  return {
    name: entry.fileName,
    bytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    modifiedTime: entry.getLastModDate(),
    crc32: entry.crc32,
    codec: entry.isEncrypted() ? null : (CODECS.get(entry.compressionMethod) ?? null),
    start: async () => {
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
      return fileDataStart
    },
  }
}
