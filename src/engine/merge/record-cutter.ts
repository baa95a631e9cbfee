import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import { stripCarriers } from '../scan/carrier'
import { EntryBuilder, type EntryContext } from '../scan/entry'
import { LineSplitter } from '../scan/lines'

/** Where a record of a log begins and ends, and when it was written. */
export interface CutRecord {
  readonly offset: number
  /** Behind the end of its last line that is not blank. */
  readonly end: number
  /** Its own, or of the record before it; null where none of them has one. */
  readonly time: Milliseconds | null
}

interface OpenRecord {
  readonly builder: EntryBuilder
  readonly offset: number
  end: number
}

/** Cuts the bytes of a log where its records begin, as RecordScanner does, without asking for their meaning. */
export class RecordCutter {
  #context: EntryContext
  readonly #splitter: LineSplitter
  #open: OpenRecord | null = null
  #lastTime: Milliseconds | null = null

  /**
   * @param reference when the log was last written, for times without a year
   * @param offset of the first byte that will be fed
   */
  constructor(rules: RuleSet, reference: Milliseconds, offset = 0) {
    this.#context = contextOf(rules, reference)
    this.#splitter = new LineSplitter(offset)
  }

  /** Goes on by other rules. What was cut by those before stays: its lines lie beside each other. */
  setRules(rules: RuleSet): void {
    this.#context = contextOf(rules, this.#context.reference)
  }

  /** Whether the last line has no end yet. */
  get hasUnfinishedLine(): boolean {
    return this.#splitter.waitingBytes > 0
  }

  /** Calls `take` for every record that is complete, because another one began. */
  feed(chunk: Buffer, take: (record: CutRecord) => void): void {
    this.#splitter.feed(chunk, ({ text, offset, bytes }) => {
      const line = stripCarriers(text, this.#context.reference)
      const begun = EntryBuilder.begin(line, this.#open?.builder ?? null, this.#context)
      if (begun === 'blank') return
      if (begun === 'continues') this.#open?.builder.add(line)
      else {
        this.finishOpen(take)
        this.#open = { builder: begun, offset, end: 0 }
      }
      if (this.#open) this.#open.end = offset + bytes
    })
  }

  /** The open record is complete: nothing more comes for now. */
  finishOpen(take: (record: CutRecord) => void): void {
    if (this.#open === null) return
    const { builder, offset, end } = this.#open
    this.#open = null
    this.#lastTime = builder.entry().time ?? this.#lastTime
    take({ offset, end, time: this.#lastTime })
  }
}

function contextOf(rules: RuleSet, reference: Milliseconds): EntryContext {
  return { reference, knowsBareLine: (text) => rules.knowsBareLine(text.trimEnd()) }
}
