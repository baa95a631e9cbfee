import type { DockerLine } from './docker-stream'

/** Lines of one stream may come so much later than lines of the other that were written after them. */
const WINDOW_MS = 50

/** Brings the lines of two streams into the order of their times, as far as they come together. */
export class LineMerger {
  readonly #write: (bytes: Buffer) => void
  #waiting: DockerLine[] = []
  /** The last time that each stream brought since the last writing. */
  readonly #news = new Map<object, string>()
  #timer: NodeJS.Timeout | null = null

  constructor(write: (bytes: Buffer) => void) {
    this.#write = write
  }

  push(stream: object, lines: readonly DockerLine[]): void {
    const last = lines.at(-1)
    if (last === undefined) return
    for (const line of lines) this.#waiting.push(line)
    this.#news.set(stream, last.time)
    this.#timer ??= setTimeout(() => this.#flushWindow(), WINDOW_MS)
  }

  /** Writes all there is. */
  flush(): void {
    this.#writeUntil(null)
  }

  /** What is newer than the last line of the slower stream waits for what that stream still brings. */
  #flushWindow(): void {
    const until = this.#news.size > 1 ? [...this.#news.values()].sort()[0] : undefined
    this.#writeUntil(until ?? null)
    if (this.#waiting.length > 0) this.#timer = setTimeout(() => this.#flushWindow(), WINDOW_MS)
  }

  #writeUntil(until: string | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#news.clear()
    // The sort is stable: lines of the same time stay in the order of their coming.
    const lines = this.#waiting.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
    const later = until === null ? -1 : lines.findIndex(({ time }) => time > until)
    const due = later < 0 ? lines.length : later
    this.#waiting = lines.slice(due)
    if (due > 0) this.#write(Buffer.concat(lines.slice(0, due).map(({ bytes }) => bytes)))
  }
}
