import { openFile } from '../file-source'
import type { OpenResult } from '../source'
import { localFiles } from '../tail/local-files'
import type { ListedFile } from '../tail/log-files'
import type { LogAt } from './older-files'

/** Where a log stands with the files that rotation left beside it: on this machine, or on another. */
export interface RolledPlace extends LogAt {
  /** @param former the newest of the older files, see TailedFile */
  openLog(former: ListedFile | null): Promise<OpenResult>
  /** Remembers what the older files are, until they are opened. */
  know(files: readonly ListedFile[]): Promise<void>
  /**
   * A file that was listed, as it is now. Fails where another one has its name by now.
   *
   * @param bytes how much of it counts; null for all of it
   */
  openOlder(file: ListedFile, bytes: number | null): Promise<OpenResult>
  /** None of them will be opened any more. */
  close(): void
}

/** Of this machine. */
export function localPlace(path: string, follows: boolean): RolledPlace {
  return {
    path,
    files: localFiles,
    openLog: (former) => openFile(path, follows, { former }),
    // Whoever reads holds them, see `Source.later`.
    know: () => Promise.resolve(),
    close: () => undefined,
    openOlder: async (file, bytes) => {
      const opened = await openFile(file.path, false)
      if (!opened.ok) return opened
      const { source } = opened
      if ((await localFiles.keyOf(file.path)) === file.key) {
        return bytes === null ? opened : { ok: true, source: { ...source, bytes } }
      }
      await source.dispose()
      return { ok: false, code: 'not-found', place: file.path, detail: 'it was deleted' }
    },
  }
}
