/** A line with the time that an engine keeps of it. */
export interface TimedLine {
  /** In UTC with nine digits of a second: the order of texts is that of times. */
  readonly time: string
  /** Which of several logs in one stream it is of, such as a task of a service; empty where there is but one. */
  readonly origin: string
  /** With its end, as it came. */
  readonly bytes: Buffer
}

/** Tells the origin of a line by its beginning behind the time. */
export type OriginOf = (head: string) => string

const NEWLINE = 0x0a
const TIME =
  /^(?<second>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,9}))?(?<zone>Z|[+-]\d\d:\d\d) /
/** What tells time and origin stands in so many bytes. */
const HEAD_BYTES = 320

/** Lines of one origin come in another order than their times say by less than this. */
export const DISORDER_MS = 2000

/**
 * A stream of lines with times, which begins again with lines that were there before. Each origin
 * brings its lines in the same order every time, and those of one moment are told apart by their number.
 */
export class TimedLines {
  #rest: Buffer = Buffer.alloc(0)
  readonly #origins = new Map<string, Origin>()
  readonly #originOf: OriginOf
  readonly #onWords: (words: string) => void

  /** @param onWords told of lines without a time: what the program itself says */
  constructor(onWords: (words: string) => void, originOf: OriginOf = () => '') {
    this.#onWords = onWords
    this.#originOf = originOf
  }

  /** Lines that were not there before. */
  push(chunk: Buffer): readonly TimedLine[] {
    const lines: TimedLine[] = []
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    let start = 0
    for (;;) {
      const end = bytes.indexOf(NEWLINE, start)
      if (end < 0) break
      this.#take(bytes.subarray(start, end + 1), lines)
      start = end + 1
    }
    this.#rest = bytes.subarray(start)
    return lines
  }

  /** It begins again, some time before the place where it ended. A line that was cut comes whole. */
  restart(): void {
    if (this.#rest.length > 0 && headOf(this.#rest) === null) this.#say(this.#rest)
    this.#rest = Buffer.alloc(0)
    for (const origin of this.#origins.values()) origin.restart()
  }

  #take(bytes: Buffer, lines: TimedLine[]): void {
    const head = headOf(bytes)
    if (head === null) {
      this.#say(bytes)
      return
    }
    const { time } = head
    const name = this.#originOf(head.rest)
    let origin = this.#origins.get(name)
    if (origin === undefined) this.#origins.set(name, (origin = new Origin()))
    if (origin.isNew(time)) lines.push({ time, origin: name, bytes })
  }

  #say(bytes: Buffer): void {
    this.#onWords(bytes.toString('utf8'))
  }
}

/** What came of one origin. */
class Origin {
  /** How many lines of each moment, in the order of their coming; older ones are forgotten. */
  readonly #recent = new Map<string, number>()
  #last = ''
  #newest = ''
  /** All before this is old where it comes again. */
  #floor = ''
  /** What is still to come again; null where the lines are new ones. */
  #again: Map<string, number> | null = null

  restart(): void {
    this.#again = new Map(this.#recent)
  }

  isNew(time: string): boolean {
    if (this.#again !== null && this.#isRepeated(time, this.#again)) return false
    this.#again = null
    this.#recent.set(time, (this.#recent.get(time) ?? 0) + 1)
    this.#last = time
    // A clock that was set back makes no line older than it is.
    if (time > this.#newest) this.#move(time)
    return true
  }

  #isRepeated(time: string, again: Map<string, number>): boolean {
    const count = again.get(time) ?? 0
    if (count === 0) return time < this.#floor
    again.set(time, count - 1)
    // Behind the last line that was there all are new.
    if (count === 1 && time === this.#last) this.#again = null
    return true
  }

  #move(newest: string): void {
    const isSameSecond = this.#newest.startsWith(newest.slice(0, SECOND_LENGTH))
    this.#newest = newest
    if (isSameSecond) return
    this.#floor = inNanoseconds(Date.parse(newest) - DISORDER_MS)
    for (const time of this.#recent.keys()) {
      if (time >= this.#floor) break
      this.#recent.delete(time)
    }
  }
}

const SECOND_LENGTH = '2026-01-02T03:04:05'.length

function inNanoseconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000000Z')
}

function headOf(line: Buffer): { readonly time: string; readonly rest: string } | null {
  const head = line.toString('latin1', 0, HEAD_BYTES)
  const match = TIME.exec(head)
  if (match?.groups === undefined) return null
  const { second = '', fraction = '', zone = 'Z' } = match.groups
  // Podman writes local time.
  const utc = zone === 'Z' ? second : inUtc(second + zone)
  if (utc === null) return null
  return { time: `${utc}.${fraction.padEnd(9, '0')}Z`, rest: head.slice(match[0].length) }
}

function inUtc(time: string): string | null {
  const milliseconds = Date.parse(time)
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString().slice(0, 19)
}
