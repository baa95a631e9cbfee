import type { TimedLine } from './timed-lines'

/** Lines of one road may come so much later than lines of another that were written after them. */
const WINDOW_MS = 50
/** What waits for a slower road stands in memory. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024

/** Brings the lines of several roads into the order of their times, as far as they come together. */
export class LineMerger {
  readonly #write: (bytes: Buffer) => void
  #waiting: TimedLine[] = []
  #waitingBytes = 0
  /** The last time that each road brought since the last writing. */
  readonly #news = new Map<string, string>()
  #timer: NodeJS.Timeout | null = null

  constructor(write: (bytes: Buffer) => void) {
    this.#write = write
  }

  push(road: number, lines: readonly TimedLine[]): void {
    if (lines.length === 0) return
    for (const line of lines) {
      this.#waiting.push(line)
      this.#waitingBytes += line.bytes.length
      this.#news.set(`${road} ${line.origin}`, line.time)
    }
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.flush()
    else this.#timer ??= setTimeout(() => this.#flushWindow(), WINDOW_MS)
  }

  /** Writes all there is. */
  flush(): void {
    this.#writeUntil(null)
  }

  /** What is newer than the last line of the slowest road waits for what that one still brings. */
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
    if (due === 0) return
    const bytes = Buffer.concat(lines.slice(0, due).map((line) => line.bytes))
    this.#waitingBytes -= bytes.length
    this.#write(bytes)
  }
}
