import type { Milliseconds } from '#shared/record'

/*
 * What stands before each line where several logs were merged into one (engine/merge): `sfu.log@merged | `,
 * or `sfu.log@merged@-1500 | ` where the clock of that log is put right by so many milliseconds. It has the
 * shape of a service's name in `docker service logs`, which the kernel takes off like any other.
 */

interface MergedPrefix {
  /** The log that the line was merged from. */
  readonly id: string
  /** What its times are put right by. */
  readonly shift: Milliseconds
  /** Where the line itself begins. */
  readonly length: number
}

const AT = '@merged'
/** The kernel takes no longer one for a prefix. */
const MAX_LENGTH = 120
const MAX_PREFIX = MAX_LENGTH + '@-1234567890123 | '.length
const PREFIX = /^([A-Za-z0-9][\w.-]*)@merged(?:@(-?\d{1,13}))? \| /

/** A line as the log that it was merged from has it. */
export function withoutMergedPrefix(line: string): string {
  return line.slice(readMergedPrefix(line)?.length ?? 0)
}

export function mergedPrefix(id: string, shift: Milliseconds): Buffer {
  const whole = Math.round(shift)
  return Buffer.from(`${id}${AT}${whole === 0 ? '' : `@${whole}`} | `)
}

export function readMergedPrefix(line: string): MergedPrefix | null {
  if (!line.slice(0, MAX_LENGTH).includes(AT)) return null
  const parts = PREFIX.exec(line)
  return parts && { id: parts[1] ?? '', shift: Number(parts[2] ?? 0), length: parts[0].length }
}

/** Where a line of some bytes goes on behind its prefix: at its start where it has none. */
export function behindMergedPrefix(bytes: Buffer, start: number, end: number): number {
  const line = bytes.toString('latin1', start, Math.min(end, start + MAX_PREFIX))
  return start + (readMergedPrefix(line)?.length ?? 0)
}
