import { constants } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'

import { failureOf, type Failure } from './open-failure'

/** Windows has no O_NONBLOCK, nor FIFOs among its files; there it is undefined, which counts as 0. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK

const NOTHING = Buffer.alloc(0)

/** How many bytes of either end tell one content from another. */
const FINGERPRINT_BYTES = 1024

/** What a file was like at a moment. */
export interface FileState {
  readonly device: bigint
  readonly inode: bigint
  readonly sizeBytes: number
  readonly modifiedTimeNs: bigint
  /** Its first bytes. */
  readonly head: Buffer
  /** Its last bytes. */
  readonly tail: Buffer
  /** The bytes that stand now where the tail of the state before stood. */
  readonly formerTail: Buffer
}

export type Look =
  { readonly ok: true; readonly state: FileState } | ({ readonly ok: false } & Failure)

/**
 * Opens a regular file for reading, whatever stands there. Decided on the open file, not on the
 * name: it may be swapped in between. Without O_NONBLOCK a FIFO would hang a thread of Node here.
 */
export async function openRegularFile(
  path: string,
): Promise<
  { readonly ok: true; readonly handle: FileHandle } | ({ readonly ok: false } & Failure)
> {
  let handle: FileHandle | null = null
  try {
    // Asked by name first all the same: opening a device can set it in motion.
    const refusal = refusalOf(await stat(path))
    if (refusal !== null) return { ok: false, ...refusal }
    handle = await open(path, READ_WITHOUT_WAITING)
    const late = refusalOf(await handle.stat())
    if (late === null) return { ok: true, handle }
    await handle.close()
    return { ok: false, ...late }
  } catch (error) {
    await handle?.close()
    return { ok: false, ...failureOf(error) }
  }
}

function refusalOf(stats: { isFile(): boolean; isDirectory(): boolean }): Failure | null {
  if (stats.isFile()) return null
  return stats.isDirectory()
    ? { code: 'is-folder', detail: 'This is a folder' }
    : { code: 'not-a-file', detail: 'Not a regular file' }
}

/** Takes the state of a file. `before` says which bytes are worth comparing. */
export async function lookAt(path: string, before: FileState | null): Promise<Look> {
  const opened = await openRegularFile(path)
  if (!opened.ok) return opened
  try {
    const { handle } = opened
    const stats = await handle.stat({ bigint: true })
    const sizeBytes = Number(stats.size)
    return {
      ok: true,
      state: {
        device: stats.dev,
        inode: stats.ino,
        sizeBytes,
        modifiedTimeNs: stats.mtimeNs,
        ...(await endsOf(sizeBytes, before, (ranges) =>
          Promise.all(ranges.map(({ position, length }) => readAt(handle, position, length))),
        )),
      },
    }
  } catch (error) {
    return { ok: false, ...failureOf(error) }
  } finally {
    await opened.handle.close()
  }
}

type Ends = Pick<FileState, 'head' | 'tail' | 'formerTail'>
type Ranges = readonly { readonly position: number; readonly length: number }[]

/** What of a file of so many bytes is compared with another state of it, here or on another machine. */
export async function endsOf(
  sizeBytes: number,
  before: FileState | null,
  read: (ranges: Ranges) => Promise<readonly Buffer[]>,
): Promise<Ends> {
  const tailFrom = Math.max(0, sizeBytes - FINGERPRINT_BYTES)
  const [head = NOTHING, tail = NOTHING, formerTail = NOTHING] = await read([
    { position: 0, length: Math.min(sizeBytes, FINGERPRINT_BYTES) },
    { position: tailFrom, length: sizeBytes - tailFrom },
    before === null || before.sizeBytes > sizeBytes
      ? { position: 0, length: 0 }
      : { position: before.sizeBytes - before.tail.length, length: before.tail.length },
  ])
  return { head, tail, formerTail }
}

/** Up to `length` bytes from `position` on; fewer where the file ends before. */
export async function readAt(
  handle: FileHandle,
  position: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

export type Change = 'same' | 'grew' | 'truncated' | 'replaced'

/**
 * What happened between two looks. Size and inode alone are not enough: a log that is copied and
 * truncated may have grown beyond its old size by the next look, and file systems give the inode of
 * a deleted file to the next one. So the bytes of the old ends must still be where they were.
 */
export function changeBetween(before: FileState, now: FileState): Change {
  if (before.device !== now.device || before.inode !== now.inode) return 'replaced'
  if (now.sizeBytes < before.sizeBytes) return 'truncated'
  const isSameHead = before.head.equals(now.head.subarray(0, before.head.length))
  if (!isSameHead || !before.tail.equals(now.formerTail)) return 'truncated'
  return now.sizeBytes > before.sizeBytes ? 'grew' : 'same'
}
