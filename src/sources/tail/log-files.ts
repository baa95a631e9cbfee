import type { Ended } from '#shared/protocol/host'

import type { FileChange } from '../watched-file'

/** Bytes of a file: `length` from `position` on. */
export interface Range {
  readonly position: number
  readonly length: number
}

/**
 * Takes bytes as they come. They may be overwritten when it has settled.
 *
 * @param at how many came before them; 0 once more where a connection dropped and all comes again
 */
export type Put = (bytes: Buffer, at: number) => Promise<void>

export interface Poured {
  /** How many bytes were put. */
  readonly bytes: number
  /** The other ranges, read after those were. */
  readonly rest: readonly Buffer[]
}

/** A file of a log, held open: what is read is of this file, whatever its name is by now. */
export interface LogFile {
  /** Device and inode, under whatever name. */
  readonly key: string
  /**
   * One range after the other, fewer bytes at the end of the file. Throws `FileGone`.
   *
   * @param ahead what is asked for next if all of it is there: a journey can begin before
   */
  read(ranges: readonly Range[], ahead?: readonly Range[]): Promise<readonly Buffer[]>
  /** The same, but the first range is put somewhere while it comes. Rejects if that does. */
  pour(ranges: readonly Range[], put: Put, ahead?: readonly Range[]): Promise<Poured>
  look(): Promise<FileFacts>
  close(): Promise<void>
}

export interface FileFacts {
  readonly size: number
  readonly modifiedTimeNs: bigint
  /** A deleted file has none. */
  readonly hasName: boolean
}

export interface ListedFile extends Pick<FileFacts, 'size' | 'modifiedTimeNs'> {
  readonly key: string
  readonly path: string
}

/** A folder is listed name by name, and files are moved meanwhile. */
export interface Listing {
  readonly files: readonly ListedFile[]
  /** Paths under which there was nothing any more when it was asked for. */
  readonly missed: readonly string[]
}

/** Where the files of a log stand: on this machine, or on another. */
export interface LogFiles {
  /** How much is read at once at most; now, for it may change. */
  readonly chunkBytes: number
  /** Whether each request is a journey. */
  readonly isFar: boolean
  /** null where there is no such regular file. */
  open(path: string): Promise<LogFile | null>
  /** null where it is not the listed file any more. */
  openListed(file: ListedFile): Promise<LogFile | null>
  /** Regular files whose path begins so, in the same folder. */
  list(prefix: string): Promise<Listing>
  /** null where there is nothing under that path. */
  keyOf(path: string): Promise<string | null>
}

/** What tells that it is worth looking at a log again. */
export interface LogWatch {
  readonly path: string
  onEvent(listener: (event: FileChange | Ended) => void): void
  /**
   * Called after each look, also where nothing has changed.
   *
   * @param listener says whether there is more to be done at once
   */
  onLook(listener: () => Promise<boolean>): void
  dispose(): Promise<void>
}

/** A file was deleted while nobody held it: a connection was away. */
export class FileGone extends Error {}

/** Up to `length` bytes from `position` on. */
export async function readRange(file: LogFile, position: number, length: number): Promise<Buffer> {
  const [bytes] = await file.read([{ position, length }])
  return bytes ?? Buffer.alloc(0)
}
