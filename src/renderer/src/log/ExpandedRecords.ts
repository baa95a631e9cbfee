import { MAX_EXPANDED_RECORDS } from '#shared/protocol/limits'
import type { RecordDetail } from '#shared/record'

/** Of what is shown in the list; the explanation shows the rest. */
const MAX_LINES = 400
const MAX_LENGTH = 16_000

/** What stands below the first line of a record, and how many lines more there are. */
export interface Rest {
  readonly text: string
  readonly omittedLines: number
}

/** Whether a record has more than the line that the list shows anyway. */
export function hasRest({ lines, message }: Pick<RecordDetail, 'lines' | 'message'>): boolean {
  return lines > 1 || message.includes('\n')
}

export function restOf({ raw, message }: Pick<RecordDetail, 'raw' | 'message'>): Rest {
  const [, ...physical] = raw.split('\n')
  // A message can hold line ends that stand in the file as `\n`.
  const lines = physical.length > 0 ? physical : message.split('\n').slice(1)
  const text = lines.slice(0, MAX_LINES).join('\n').slice(0, MAX_LENGTH)
  return { text, omittedLines: Math.max(0, lines.length - text.split('\n').length) }
}

/** The records that are shown with all of their lines. */
export class ExpandedRecords {
  readonly #fetch: (record: number) => Promise<RecordDetail>
  readonly #onText: () => void
  /** Null until the text is there. */
  readonly #rests = new Map<number, Rest | null>()
  /** Texts that were asked for under other numbers are dropped. */
  #epoch = 0

  constructor(fetch: (record: number) => Promise<RecordDetail>, onText: () => void) {
    this.#fetch = fetch
    this.#onText = onText
  }

  get isEmpty(): boolean {
    return this.#rests.size === 0
  }

  has(record: number): boolean {
    return this.#rests.has(record)
  }

  /** Undefined for a record that is not expanded. */
  restOf(record: number): Rest | null | undefined {
    return this.#rests.get(record)
  }

  expand(record: number): void {
    if (this.#rests.has(record)) return
    this.#rests.set(record, null)
    // The longest open are closed.
    for (const oldest of this.#rests.keys()) {
      if (this.#rests.size <= MAX_EXPANDED_RECORDS) break
      this.#rests.delete(oldest)
    }
    void this.#load(record)
  }

  collapse(record: number): void {
    this.#rests.delete(record)
  }

  /** Their numbers, the longest open first. */
  get records(): readonly number[] {
    return [...this.#rests.keys()]
  }

  /**
   * They have other numbers by now.
   *
   * @param records those of `before`, in its order
   */
  renumber(before: readonly number[], records: readonly number[]): void {
    const numbers = new Map(before.map((record, at) => [record, records[at]]))
    const rests = [...this.#rests]
    this.clear()
    for (const [record, rest] of rests) {
      const number = numbers.get(record)
      if (number === undefined) continue
      if (rest === null) this.expand(number)
      else this.#rests.set(number, rest)
    }
  }

  clear(): void {
    this.#epoch++
    this.#rests.clear()
  }

  async #load(record: number): Promise<void> {
    const epoch = this.#epoch
    try {
      const rest = restOf(await this.#fetch(record))
      if (epoch !== this.#epoch || !this.#rests.has(record)) return
      this.#rests.set(record, rest)
      this.#onText()
    } catch {
      if (epoch !== this.#epoch) return
      // The document was closed or the read failed, which has its own notice.
      this.#rests.delete(record)
      this.#onText()
    }
  }
}
