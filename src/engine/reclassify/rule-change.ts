import type { RuleSet } from '#shared/rules/compile'

import type { LogDocument } from '../log-document'

/** Other rules for an open log: its records are classified anew while the old view stays. */
export class RuleChange {
  readonly #open: (rules: RuleSet, goesOn: () => boolean) => Promise<LogDocument>
  readonly #onReady: () => void
  #turn = 0
  #ready: LogDocument | null = null
  #isUnderWay = false

  /** @param onReady told when the document by the newest rules has been read */
  constructor(
    open: (rules: RuleSet, goesOn: () => boolean) => Promise<LogDocument>,
    onReady: () => void,
  ) {
    this.#open = open
    this.#onReady = onReady
  }

  /** Neither done nor dropped. */
  get isUnderWay(): boolean {
    return this.#isUnderWay
  }

  /** The document by the newest rules, where it has been read. */
  get ready(): LogDocument | null {
    return this.#ready
  }

  /** Reads the log by these rules; what was under way by others is dropped. */
  async begin(rules: RuleSet): Promise<void> {
    const dropped = this.drop()
    const turn = this.#turn
    const goesOn = () => turn === this.#turn
    this.#isUnderWay = true
    await dropped
    let document: LogDocument | null = null
    try {
      document = await this.#open(rules, goesOn)
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
