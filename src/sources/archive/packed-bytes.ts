import yauzl, { type ZipFile } from 'yauzl'

import type { ArchiveRange } from './archive-input'

/** The bytes of an archive, here or on another machine. */
export interface PackedBytes {
  /** For its list, which stands at its end; whoever opens it closes it. */
  openZip(): Promise<ZipFile>
  /** Has a part of them read from a file here. */
  bring(start: number, bytes: number): Promise<BroughtBytes>
}

/** Whoever has it brought disposes of it. */
export interface BroughtBytes {
  readonly range: ArchiveRange
  /** Why not all of it has come. */
  readonly failure: string
  dispose(): Promise<void>
}

/** Of an archive on this machine. */
export function bytesOfFile(path: string): PackedBytes {
  return {
    openZip: () => yauzl.openPromise(path, { autoClose: false }),
    bring: (start, bytes) =>
      Promise.resolve({
        range: { path, start, bytes, arrival: null },
        failure: '',
        dispose: () => Promise.resolve(),
      }),
  }
}
