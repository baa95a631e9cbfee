import type { Put } from '../tail/log-files'

interface Piece {
  readonly bytes: Buffer
  /** They are not used any more. */
  readonly release: () => void
}

const DROPPED: Put = () => Promise.resolve()

/** The body of an answer that is put somewhere while it comes. Until it is known where, it waits. */
export class ArrivingBody {
  #put: Put | null = null
  readonly #pieces: Piece[] = []
  #bytes = 0
  #failure: { readonly error: unknown } | null = null
  #isPutting = false
  #work: Promise<void> = Promise.resolve()

  /**
   * Whether the rest had better wait: it comes in fewer and larger reads then. What nobody takes yet is never waited for: other answers may
   * stand behind it, and whoever will take it may need those first.
   */
  get isBehind(): boolean {
    return this.#put !== null && this.#pieces.length > 0
  }

  add(bytes: Buffer, release: () => void = () => undefined): void {
    this.#pieces.push({ bytes, release })
    this.#putOn()
  }

  pourInto(put: Put): void {
    this.#put = put
    this.#putOn()
  }

  /** Settles when all that has come is put. @returns how many bytes */
  async settled(): Promise<number> {
    await this.#work
    if (this.#failure !== null) throw this.#failure.error
    return this.#bytes
  }

  /** Nobody wants what comes. Settles when nothing is put any more. */
  async drop(): Promise<void> {
    this.pourInto(DROPPED)
    await this.#work
  }

  #putOn(): void {
    if (this.#put !== null && !this.#isPutting) this.#work = this.#putAll()
  }

  async #putAll(): Promise<void> {
    this.#isPutting = true
    for (let piece = this.#pieces.shift(); piece; piece = this.#pieces.shift()) {
      const { bytes, release } = piece
      try {
        if (this.#failure === null) await this.#put?.(bytes, this.#bytes)
        this.#bytes += bytes.length
      } catch (error) {
        this.#failure = { error }
      }
      release()
    }
    this.#isPutting = false
  }
}
