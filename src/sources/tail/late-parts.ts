import type { LogPart } from './log-part'
import type { LogTarget } from './untaken-bytes'

/** So long after its last bytes a file is looked at. */
const LATE_MS = 30_000

interface LatePart {
  readonly part: LogPart
  until: number
}

export interface LateOptions {
  readonly target: LogTarget
  /** How long rotated files are, by key, where asking all at once is quicker than reading each. */
  readonly sizes: (() => Promise<ReadonlyMap<string, number>>) | null
}

/**
 * What may still be written to files that rotation moved away: writers keep them open until somebody
 * tells them, and some are never told.
 */
export class LateParts {
  readonly #options: LateOptions
  #parts: readonly LatePart[] = []

  constructor(options: LateOptions) {
    this.#options = options
  }

  /** Of several, the newest comes last. */
  add(part: LogPart): void {
    this.#parts = [...this.#parts, { part, until: Date.now() + LATE_MS }]
  }

  async read(): Promise<void> {
    if (this.#parts.length === 0) return
    const sizes = (await this.#options.sizes?.()) ?? null
    for (const late of this.#parts) {
      const isUntouched = sizes?.get(late.part.key) === late.part.position
      const isWhole = isUntouched || (await this.#readOn(late))
      if (isWhole && (Date.now() <= late.until || (await this.#isStillThere(late)))) continue
      this.#parts = this.#parts.filter((other) => other !== late)
      await late.part.close()
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#parts.map(({ part }) => part.close()))
  }

  /** @returns whether it is what it was */
  async #readOn(late: LatePart): Promise<boolean> {
    const { position } = late.part
    const end = await late.part.readOn(this.#options.target)
    if (late.part.position > position) late.until = Date.now() + LATE_MS
    return end === 'end'
  }

  /** The newest costs little where it can be read at once; a deleted one would keep its place on the disk. */
  async #isStillThere({ part }: LatePart): Promise<boolean> {
    const isNewest = part === this.#parts.at(-1)?.part
    return isNewest && this.#options.sizes === null && (await part.ifDeleted()) === null
  }
}
