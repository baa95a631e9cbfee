import { DISORDER_MS, type TimedLine } from './timed-lines'

/**
 * What is written at one moment comes by several roads (two streams, tasks on several machines), and
 * one may be so much slower than the others.
 */
const SLOWNESS_MS = 30_000

/** From which time on the lines have to come again after an end. */
export class ResumePoint {
  readonly #now: () => number
  /** All lines up to this time have come. */
  #settled = ''
  #newest = ''
  /** The newest line of a while ago: what is not there by now will not come late. */
  #mark: { readonly time: string; readonly since: number } | null = null
  /** The last line that each road has brought since the mark. */
  readonly #lastOfRoads = new Map<string, string>()

  /** @param now in milliseconds, by a clock that only goes forward */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  take(road: number, lines: readonly TimedLine[]): void {
    for (const { time, origin } of lines) {
      if (time > this.#newest) this.#newest = time
      this.#lastOfRoads.set(`${road} ${origin}`, time)
    }
    const now = this.#now()
    if (this.#mark !== null && now - this.#mark.since < SLOWNESS_MS) return
    if (this.#mark !== null) this.#settle(this.#mark.time)
    this.#mark = { time: this.#newest, since: now }
    this.#lastOfRoads.clear()
  }

  /** @param isWhole whether all that was there has come */
  end(isWhole: boolean): void {
    if (isWhole) this.#settled = this.#newest
    this.#mark = null
    this.#lastOfRoads.clear()
  }

  /** A whole second, since not every program knows parts of one; null for the beginning. */
  get since(): Date | null {
    if (this.#settled === '') return null
    const milliseconds = Date.parse(this.#settled) - DISORDER_MS
    return new Date(Math.floor(milliseconds / 1000) * 1000)
  }

  /** A road that has brought lines is not further than the last of them. */
  #settle(time: string): void {
    const slowest = [time, ...this.#lastOfRoads.values()].sort()[0] ?? ''
    if (slowest > this.#settled) this.#settled = slowest
  }
}
