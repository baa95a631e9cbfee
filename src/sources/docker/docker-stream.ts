/** A line of `docker logs --timestamps`. */
export interface DockerLine {
  /** In UTC with nine digits of a second: the order of texts is that of times. */
  readonly time: string
  /** With its end, as it came. */
  readonly bytes: Buffer
}

const NEWLINE = 0x0a
const TIME =
  /^(?<second>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,9}))?(?<zone>Z|[+-]\d\d:\d\d) /

/**
 * One of the two streams of a container, cut into lines. Within a stream times never go back: so
 * when it begins again with lines that were there before, each is known by its time, and lines of
 * the same time by their number.
 */
export class DockerStream {
  #rest: Buffer = Buffer.alloc(0)
  #lastTime = ''
  #linesOfLastTime = 0
  /** Lines of that time which came before and come again. */
  #toSkip = 0
  readonly #onWords: (words: string) => void

  /** @param onWords told of lines without a time: docker's own words */
  constructor(onWords: (words: string) => void) {
    this.#onWords = onWords
  }

  /** The time of the last line; empty where there was none. */
  get lastTime(): string {
    return this.#lastTime
  }

  /** Lines that were not there before. */
  push(chunk: Buffer): readonly DockerLine[] {
    const lines: DockerLine[] = []
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
    if (this.#rest.length > 0) this.#sayIfWords(this.#rest)
    this.#rest = Buffer.alloc(0)
    this.#toSkip = this.#linesOfLastTime
  }

  #take(bytes: Buffer, lines: DockerLine[]): void {
    const time = timeOf(bytes)
    if (time === null) {
      this.#sayIfWords(bytes)
      return
    }
    if (time < this.#lastTime) return
    if (time === this.#lastTime && this.#toSkip > 0) {
      this.#toSkip--
      return
    }
    this.#linesOfLastTime = time === this.#lastTime ? this.#linesOfLastTime + 1 : 1
    this.#lastTime = time
    this.#toSkip = 0
    lines.push({ time, bytes })
  }

  #sayIfWords(bytes: Buffer): void {
    if (timeOf(bytes) === null) this.#onWords(bytes.toString('utf8'))
  }
}

function timeOf(line: Buffer): string | null {
  const groups = TIME.exec(line.toString('latin1', 0, 40))?.groups
  if (groups === undefined) return null
  const { second = '', fraction = '', zone = 'Z' } = groups
  // Podman writes local time.
  const utc = zone === 'Z' ? second : inUtc(second + zone)
  return utc === null ? null : `${utc}.${fraction.padEnd(9, '0')}Z`
}

function inUtc(time: string): string | null {
  const milliseconds = Date.parse(time)
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString().slice(0, 19)
}
