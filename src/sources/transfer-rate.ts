/** Of so many milliseconds the bytes are counted. */
const WINDOW_MS = 20_000
/** Before that nobody can say how quick a line is. */
const LEAST_MS = 3000

/** How quickly bytes have come lately. */
export class TransferRate {
  readonly #now: () => number
  /** Bytes so far, and when they were there. */
  #samples: { readonly at: number; readonly bytes: number }[]

  /** @param now in milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now
    this.#samples = [{ at: now(), bytes: 0 }]
  }

  add(bytes: number): void {
    const at = this.#now()
    const last = this.#samples.at(-1)
    this.#samples.push({ at, bytes: (last?.bytes ?? 0) + bytes })
    while (this.#samples.length > 2 && (this.#samples[1]?.at ?? at) < at - WINDOW_MS) {
      this.#samples.shift()
    }
  }

  /** How long so many more will take; null where that cannot be said yet. */
  secondsFor(bytes: number): number | null {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (first === undefined || last === undefined || last.at - first.at < LEAST_MS) return null
    // A line on which nothing comes now is slower than it was.
    const seconds = (this.#now() - first.at) / 1000
    const perSecond = (last.bytes - first.bytes) / seconds
    return perSecond === 0 ? null : bytes / perSecond
  }
}
