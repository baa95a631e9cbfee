import type { RotatedFiles } from './rotated-files'
import type { ListedFile, LogFiles } from './log-files'
import { LogPart, type Place, startOfLineFrom } from './log-part'

/** A rotation may go on while a log is opened. */
const MAX_OPENINGS = 10
/** A line begins in so much. */
const LINE_BYTES = 1024 * 1024

export interface OpenedLog {
  readonly part: LogPart
  /** What was written before is older than all that is still to be read. */
  readonly since: bigint
  /** The same file for what stands before its last part, and where that begins; null where nothing does. */
  readonly front: { readonly part: LogPart; readonly start: number } | null
  /** A rotated file to which something may still be written. */
  readonly late: LogPart | null
}

interface Wanted {
  readonly place: Place
  /** How much of what stands before a last part is wanted at most. */
  readonly frontBytes: number
  /** A rotated file that was read so far. */
  readonly former: ListedFile | null
}

/** Opens a log between two rotations: so all that stands beside it is older. null where there is none. */
export async function openLog(
  files: LogFiles,
  path: string,
  { place, frontBytes, former }: Wanted,
  rotated: RotatedFiles,
): Promise<OpenedLog | null> {
  for (let openings = 1; ; openings++) {
    const part = await LogPart.openFirst(files, path, place)
    if (part === null) return null
    const since = await rotated.knowAll()
    const hasFront = typeof place === 'object' && part.position > 0
    const front = hasFront ? await openFront(files, path, part, frontBytes) : null
    const isAtRest =
      (await files.keyOf(path)) === part.key &&
      (await part.isIntact()) &&
      (front !== null || !hasFront)
    if (isAtRest || openings === MAX_OPENINGS) {
      const late = former && (await LogPart.openBehind(files, former))
      return { part, since, front, late }
    }
    await part.close()
    await front?.part.close()
  }
}

async function openFront(
  files: LogFiles,
  path: string,
  last: LogPart,
  bytes: number,
): Promise<OpenedLog['front']> {
  const part = await LogPart.openAgain(files, path, last)
  if (part === null || !(await part.isIntact())) {
    await part?.close()
    return null
  }
  const start =
    part.position <= bytes ? 0 : await startOfLineFrom(part.file, part.position - bytes, LINE_BYTES)
  return { part, start }
}
