import type { LogDocument } from '../log-document'

/** The document that will take the place of the one that is shown: it is read while that one stays. */
export class NextDocument {
  readonly #onReady: () => void
  #turn = 0
  #ready: LogDocument | null = null
  #isUnderWay = false

  /** @param onReady told when it has been read */
  constructor(onReady: () => void) {
    this.#onReady = onReady
  }

  /** Neither done nor dropped. */
  get isUnderWay(): boolean {
    return this.#isUnderWay
  }

  /** Where it has been read. */
  get ready(): LogDocument | null {
    return this.#ready
  }

  /** Opens and reads one; what was under way before is dropped. */
  async begin(open: (goesOn: () => boolean) => Promise<LogDocument>): Promise<void> {
    const dropped = this.drop()
    const turn = this.#turn
    const goesOn = () => turn === this.#turn
    this.#isUnderWay = true
    await dropped
    let document: LogDocument | null = null
    try {
      document = await open(goesOn)
      await document.readOn(goesOn)
    } catch (error) {
      await document?.close()
      if (goesOn()) this.#isUnderWay = false
      throw error
    }
    if (!goesOn()) {
      await document.close()
      return
    }
    this.#ready = document
    this.#onReady()
  }

  /** The document is somebody else's now. */
  take(): void {
    this.#ready = null
    this.#isUnderWay = false
  }

  /** Nobody wants it any more. */
  async drop(): Promise<void> {
    this.#turn++
    const dropped = this.#ready
    this.take()
    await dropped?.close()
  }
}
