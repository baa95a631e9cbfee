import type { RuleSet } from '#shared/rules/compile'

import type { LogDocument } from '../log-document'

/** Other rules for an open log: its records are classified anew while the old view stays. */
export class RuleChange {
  readonly #open: (rules: RuleSet) => Promise<LogDocument>
  readonly #onReady: () => void
  #turn = 0
  #ready: LogDocument | null = null
  #isUnderWay = false

  /** @param onReady told when the document by the newest rules has been read */
  constructor(open: (rules: RuleSet) => Promise<LogDocument>, onReady: () => void) {
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
    const turn = await this.drop()
    this.#isUnderWay = true
    let document: LogDocument | null = null
    try {
      document = await this.#open(rules)
      await document.readOn(() => turn === this.#turn)
    } catch (error) {
      await document?.close()
      if (turn === this.#turn) this.#isUnderWay = false
      throw error
    }
    if (turn !== this.#turn) {
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

  async drop(): Promise<number> {
    const turn = ++this.#turn
    const dropped = this.#ready
    this.take()
    await dropped?.close()
    return turn
  }
}
