/*
 * What stands before each line where several logs were merged into one (engine/merge). It has the
 * shape of a service's name in `docker service logs`, which the kernel takes off like any other.
 */

const AT = '@merged'
/** The kernel takes no longer one for a prefix. */
const MAX_LENGTH = 120
const MAX_PREFIX = MAX_LENGTH + ' | '.length
const PREFIX = /^([A-Za-z0-9][\w.-]*)@merged \| /

/** A line as the log that it was merged from has it. */
export function withoutMergedPrefix(line: string): string {
  return line.slice(readMergedPrefix(line)?.length ?? 0)
}

export function mergedPrefix(id: string): Buffer {
  return Buffer.from(`${id}${AT} | `)
}

/** The log that a line was merged from, and where the line itself begins. */
export function readMergedPrefix(
  line: string,
): { readonly id: string; readonly length: number } | null {
  if (!line.slice(0, MAX_LENGTH).includes(AT)) return null
  const parts = PREFIX.exec(line)
  return parts && { id: parts[1] ?? '', length: parts[0].length }
}

/** Where a line of some bytes goes on behind its prefix: at its start where it has none. */
export function behindMergedPrefix(bytes: Buffer, start: number, end: number): number {
  const line = bytes.toString('latin1', start, Math.min(end, start + MAX_PREFIX))
  return start + (readMergedPrefix(line)?.length ?? 0)
}
