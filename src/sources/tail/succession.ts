import type { FileFacts } from './log-files'
import type { LogPart } from './log-part'
import type { RotatedFile } from './rotated-files'

/*
 * Which of the files of a log comes when. What is known of them was asked one after the other, while
 * rotation may have gone on: so each rule below holds whatever has happened in between.
 */

/** Which of the rotated files goes on with what was read of a part before it was cut. */
export async function copyOf(
  part: LogPart,
  unknown: readonly RotatedFile[],
): Promise<RotatedFile | null> {
  for (const file of unknown) {
    if (file.part.key !== part.key && (await part.goesOnIn(file.part))) return file
  }
  return null
}

interface Neighbours {
  /** What was read last, to its end. */
  readonly former: LogPart | null
  /** What stands under the name of the log; it was looked at before the rotated files were listed. */
  readonly waiting: LogPart
  /** That was deleted meanwhile. */
  readonly deleted: FileFacts | null
  /** What was written before is older than all that is still to be read. */
  readonly since: bigint
}

interface Next {
  /** The rotated file that is the next to be read; null where what is waiting is. */
  readonly next: RotatedFile | null
  /** Nobody needs them again when that is another content than what was read last. */
  readonly done: readonly RotatedFile[]
}

export async function nextRotated(
  unknown: readonly RotatedFile[],
  { former, waiting, deleted, since }: Neighbours,
): Promise<Next> {
  const own = unknown.findIndex(({ part }) => part.key === former?.key)
  const done = unknown.filter((_file, at) => at === own)
  for (const [at, file] of unknown.entries()) {
    const { part, size, modifiedTimeNs } = file
    // It was rotated meanwhile, and the others after it.
    if (part.key === waiting.key) break
    if (deleted && modifiedTimeNs > deleted.modifiedTimeNs) break
    if (at === own) continue
    // Such as one that somebody unpacked.
    const isOlder = (own < 0 || at < own) && modifiedTimeNs < since
    if (isOlder || (await isRead(file, former))) done.push(file)
    // A copy is made to cut off what is waiting: as long as that is whole, it is read itself.
    else if (await waiting.beginsWith(part, size)) continue
    // The other way round, a copy took the place of what is waiting.
    else if (deleted && (await part.beginsWith(waiting, deleted.size))) break
    else return { next: file, done }
  }
  return { next: null, done }
}

async function isRead({ part, size }: RotatedFile, former: LogPart | null): Promise<boolean> {
  if (former === null || size > former.position) return false
  return former.beginsWith(part, size)
}
