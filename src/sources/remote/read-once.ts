import { FileGone, type LogFile, type Range } from '../tail/log-files'
import { messageOf } from '../open-failure'

/** The first of them are few, so that something is seen at once on a slow line. */
const FIRST_PIECE = 64 * 1024
const LARGEST_PIECE = 1024 * 1024

/**
 * The bytes of a file of another machine, in order, each piece lent until the next one is asked for.
 * Throws where it has become shorter.
 */
export async function* readOnce(
  file: LogFile,
  start: number,
  bytes: number,
): AsyncGenerator<Buffer, void> {
  const end = start + bytes
  for (let at = start; at < end;) {
    const piece = pieceAt(at, start, end)
    const next = at + piece.length
    const ahead = next < end ? [pieceAt(next, start, end)] : []
    const [read = Buffer.alloc(0)] = await file.read([piece], ahead)
    if (read.length === 0) throw new Error('the file has become shorter')
    yield read
    at += read.length
  }
}

/** Why not all of it has come. */
export function reasonFor(error: unknown): string {
  return error instanceof FileGone ? 'the file is gone' : messageOf(error)
}

function pieceAt(at: number, start: number, end: number): Range {
  const length = Math.min(LARGEST_PIECE, Math.max(FIRST_PIECE, at - start))
  return { position: at, length: Math.min(length, end - at) }
}
