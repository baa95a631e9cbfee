import type { Level } from '#shared/level'
import type { Field, Milliseconds, TimeSource } from '#shared/record'
import type { RuleNumber, RuleSet, Subject } from '#shared/rules/compile'

import { stripCarriers } from './carrier'
import { type Entry, EntryBuilder, type EntryContext, readEntry } from './entry'
import { findField, valueText } from './json'
import { LineSplitter, lineText, type PhysicalLine } from './lines'

/** What a record means. */
export interface Statement {
  readonly entry: Entry
  readonly level: Level | null
  readonly rule: RuleNumber
}

/** A record of the log with its place, its meaning and its time. */
export interface ScannedRecord extends Statement {
  /** Of its first byte. */
  readonly offset: number
  /** Up to the last line that is not blank, with its line end. */
  readonly bytes: number
  /** First physical line, from 1. */
  readonly line: number
  readonly lines: number
  readonly time: Milliseconds | null
  readonly timeSource: TimeSource | null
}

export interface Resumption {
  readonly offset: number
  readonly line: number
  /** Of the record before. */
  readonly lastTime: Milliseconds | null
}

interface OpenRecord {
  readonly builder: EntryBuilder
  readonly offset: number
  readonly line: number
  endOffset: number
  lastLine: number
}

/**
 * Reads the bytes of a log in order and gives its records. This is the reference: whatever is
 * faster must say the same. The result does not depend on how the bytes are cut into chunks.
 */
export class RecordScanner {
  readonly #rules: RuleSet
  readonly #context: EntryContext
  readonly #splitter = new LineSplitter()
  #open: OpenRecord | null = null
  #lastLine = 0
  #lastTime: Milliseconds | null = null

  /** @param reference when the file was last written, for times without a year */
  constructor(rules: RuleSet, reference: Milliseconds) {
    this.#rules = rules
    this.#context = { reference, knowsBareLine: (text) => rules.knowsBareLine(text.trimEnd()) }
  }

  get context(): EntryContext {
    return this.#context
  }

  /** Bytes of a last line that is not ended yet. */
  get waitingBytes(): number {
    return this.#splitter.waitingBytes
  }

  /** Where that line begins. */
  get waitingOffset(): number {
    return this.#splitter.waitingOffset
  }

  /** Whether there is a record that the next line may go on with. */
  get hasOpen(): boolean {
    return this.#open !== null
  }

  /** Whether the next line may be a piece of the last one, whatever it says. */
  get awaitsPiece(): boolean {
    return this.#open?.builder.endsPartial ?? false
  }

  /** Where the records begin that are not complete yet. */
  get undecided(): { readonly offset: number; readonly line: number } {
    const { waitingOffset } = this.#splitter
    return this.#open ?? { offset: waitingOffset, line: this.#lastLine + 1 }
  }

  /** First line of the open record, where the last line that was fed is one of its lines. */
  get openLine(): number | null {
    return this.#open?.lastLine === this.#lastLine ? this.#open.line : null
  }

  /** Number of the physical line that comes next, from 1. */
  get nextLine(): number {
    return this.#lastLine + 1
  }

  /**
   * Where another scanner can go on that knows the records so far: at the beginning of the open
   * record. Null where there is none, or where its reading hangs on what stands before it.
   */
  get resumption(): Resumption | null {
    const open = this.#open
    if (!open?.builder.beginsAlone) return null
    return { offset: open.offset, line: open.line, lastTime: this.#lastTime }
  }

  /**
   * Goes on behind lines that something faster decided. They are whole records, so the first of
   * them ended the open record.
   *
   * @param lastTime of the last of them
   */
  passOver(
    bytes: number,
    lines: number,
    lastTime: Milliseconds | null,
    take: (record: ScannedRecord) => void,
  ): void {
    this.finishOpen(take)
    this.#splitter.skip(bytes)
    this.#lastLine += lines
    this.#lastTime = lastTime
  }

  /** The open record is complete: what comes next begins another one. */
  finishOpen(take: (record: ScannedRecord) => void): void {
    if (this.#open) take(this.#finish(this.#open))
    this.#open = null
  }

  /** Calls `take` for every record that is known to be complete, because another one began. */
  feed(chunk: Buffer, take: (record: ScannedRecord) => void): void {
    this.#splitter.feed(chunk, (line) => {
      this.#lastLine++
      this.#take(line, take)
    })
  }

  /**
   * The records that the bytes so far end with and that may still grow: the last one, and with
   * `withUnfinishedLine` what the line without a line end makes of it. Changes nothing.
   */
  pending(withUnfinishedLine: boolean): readonly ScannedRecord[] {
    const line = withUnfinishedLine ? this.#splitter.peek() : null
    if (line === null) return this.#open ? [this.#close(this.#open)] : []
    // The unfinished line is tried on a scanner that is thrown away.
    const trial = new RecordScanner(this.#rules, this.#context.reference)
    trial.#lastLine = this.#lastLine + 1
    trial.#lastTime = this.#lastTime
    trial.#open = this.#open && { ...this.#open, builder: this.#open.builder.copy() }
    const records: ScannedRecord[] = []
    trial.#take(line, (record) => records.push(record))
    return trial.#open ? [...records, trial.#close(trial.#open)] : records
  }

  /** What a line says that begins a record and tells all of it, without its line end. Changes nothing. */
  readAlone(line: Buffer): Statement {
    const entry = readEntry([lineText(line)], this.#context)
    const rule = classify(this.#rules, entry)
    return { entry, level: this.#levelOf(entry, rule), rule }
  }

  #take(line: PhysicalLine, take: (record: ScannedRecord) => void): void {
    const carried = stripCarriers(line.text, this.#context.reference)
    const begun = EntryBuilder.begin(carried, this.#open?.builder ?? null, this.#context)
    if (begun === 'blank') return
    if (begun === 'continues') {
      this.#open?.builder.add(carried)
    } else {
      if (this.#open) take(this.#finish(this.#open))
      this.#open = {
        builder: begun,
        offset: line.offset,
        line: this.#lastLine,
        endOffset: 0,
        lastLine: 0,
      }
    }
    if (this.#open) {
      this.#open.endOffset = line.offset + line.bytes
      this.#open.lastLine = this.#lastLine
    }
  }

  #finish(open: OpenRecord): ScannedRecord {
    const record = this.#close(open)
    this.#lastTime = record.time
    return record
  }

  #close(open: OpenRecord): ScannedRecord {
    const entry = open.builder.entry()
    const rule = classify(this.#rules, entry)
    const isInherited = entry.time === null && this.#lastTime !== null
    return {
      offset: open.offset,
      bytes: open.endOffset - open.offset,
      line: open.line,
      lines: open.lastLine - open.line + 1,
      entry,
      level: this.#levelOf(entry, rule),
      time: entry.time ?? this.#lastTime,
      timeSource: isInherited ? 'neighbour' : entry.timeSource,
      rule,
    }
  }

  /** A bare line that a rule calls a problem is a fatal error, printed before there was a logger. */
  #levelOf(entry: Entry, rule: RuleNumber): Level | null {
    if (entry.head.level !== null || entry.head.format !== 'plain') return entry.head.level
    return this.#rules.rules[rule]?.category === 'problem' ? 'error' : null
  }
}

/** The rule that explains an entry. */
function classify(rules: RuleSet, entry: Entry): RuleNumber {
  return rules.match(subjectOf(entry))
}

/** An entry as rules look at it. */
export function subjectOf(entry: Entry): Subject {
  let fields: readonly Field[] | null = null
  // Many rules ask for the same field, one after the other.
  let lastName = ''
  let lastText: string | null = null
  return {
    component: entry.head.component,
    level: entry.head.level,
    message: entry.message,
    bare: entry.isBare,
    field: (name) => {
      if (name === lastName) return lastText
      const value = findField((fields ??= entry.fields()), name)
      lastName = name
      lastText = value && valueText(value)
      return lastText
    },
  }
}
