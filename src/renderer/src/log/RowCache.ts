import type { Rows } from '#shared/protocol/document'
import type { RecordRow } from '#shared/record'
import { BLOCK_ROWS } from '#shared/sight'

/** 40 blocks are some fifty screens; the memory of the page does not grow with the file. */
const MAX_BLOCKS = 40

/** Enough to be quick, few enough that a thrown thumb does not leave a queue behind. */
const MAX_IN_FLIGHT = 4

interface Block {
  readonly rows: readonly RecordRow[]
  /** How many rows the view had when this block was asked for. */
  readonly shown: number
}

export type FetchRows = (from: number, count: number) => Promise<Rows>

/** The rows around what is on the screen, in blocks, the longest unused leaving first. */
export class RowCache {
  readonly #fetch: FetchRows
  readonly #onRows: () => void
  readonly #blocks = new Map<number, Block>()
  readonly #inFlight = new Set<number>()
  /** Answers to requests of an earlier epoch are dropped. */
  #epoch = 0
  #view = -1
  #shown = 0
  #wanted: readonly number[] = []

  constructor(fetch: FetchRows, onRows: () => void) {
    this.#fetch = fetch
    this.#onRows = onRows
  }

  get view(): number {
    return this.#view
  }

  /** Begins anew: the positions mean other records from now on. */
  reset(view: number, shown: number): void {
    this.#epoch++
    this.#view = view
    this.#shown = shown
    this.#blocks.clear()
    this.#inFlight.clear()
    this.#wanted = []
  }

  /** The view grew at its end. */
  grow(shown: number): void {
    this.#shown = shown
    this.#request()
  }

  rowAt(position: number): RecordRow | null {
    const block = this.#blocks.get(Math.floor(position / BLOCK_ROWS))
    return block?.rows[position % BLOCK_ROWS] ?? null
  }

  /** Asks for what is missing of these rows; a later call takes the place of an earlier one. */
  want(from: number, to: number): void {
    const first = Math.max(0, Math.floor(from / BLOCK_ROWS))
    const last = Math.floor(Math.min(to, this.#shown - 1) / BLOCK_ROWS)
    this.#wanted = Array.from(
      { length: Math.max(0, last - first + 1) },
      (_, index) => first + index,
    )
    for (const number of this.#wanted) this.#touch(number)
    this.#request()
  }

  /** Nobody looks at them now. */
  wantNone(): void {
    this.#wanted = []
  }

  /** Takes rows that came with a change of view. */
  put(answer: Rows): void {
    if (answer.view !== this.#view) return
    for (let offset = 0; offset < answer.rows.length; offset += BLOCK_ROWS) {
      const rows = answer.rows.slice(offset, offset + BLOCK_ROWS)
      this.#store((answer.from + offset) / BLOCK_ROWS, { rows, shown: this.#shown })
    }
  }

  #request(): void {
    for (const number of this.#wanted) {
      if (this.#inFlight.size >= MAX_IN_FLIGHT) return
      if (!this.#inFlight.has(number) && this.#isMissing(number)) void this.#load(number)
    }
  }

  /** A block that was cut short by the end of the view is incomplete once the view has grown. */
  #isMissing(number: number): boolean {
    const block = this.#blocks.get(number)
    return !block || (block.rows.length < BLOCK_ROWS && block.shown < this.#shown)
  }

  async #load(number: number): Promise<void> {
    const epoch = this.#epoch
    const shown = this.#shown
    this.#inFlight.add(number)
    try {
      const answer = await this.#fetch(number * BLOCK_ROWS, BLOCK_ROWS)
      if (epoch !== this.#epoch) return
      this.#inFlight.delete(number)
      // Rows of a later view: its state is on the way and will begin a new epoch.
      if (answer.view !== this.#view) return
      this.#store(number, { rows: answer.rows, shown })
      this.#onRows()
      this.#request()
    } catch {
      // The document was closed or the read failed; the next scroll asks again.
      if (epoch === this.#epoch) this.#inFlight.delete(number)
    }
  }

  #touch(number: number): void {
    const block = this.#blocks.get(number)
    if (block) this.#store(number, block)
  }

  #store(number: number, block: Block): void {
    this.#blocks.delete(number)
    this.#blocks.set(number, block)
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= MAX_BLOCKS) return
      this.#blocks.delete(oldest)
    }
  }
}
