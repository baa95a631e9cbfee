import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import type { SegmentContent } from '../index/catalogue'
import { type Kind, KindTable, type KnownKinds } from '../index/kind-table'
import { FastScanner, type ScannerKnowledge } from '../kernel/fast-scanner'
import { type ByteFiles, readFilesSync } from '../log-bytes'
import { SegmentColumns } from './segment-columns'

/** What the one who reads the log knows of it already. */
export interface LogKnowledge {
  readonly scanner: ScannerKnowledge
  readonly kinds: KnownKinds
}

/** A part of a log from one certain beginning of a record to another, see FastScanner.findCut. */
export interface ScannedSegment {
  readonly content: SegmentContent
  /** Physical lines in it. */
  readonly lines: number
  readonly lastTime: Milliseconds
  /** Kinds from `kindsBefore` on: those before it were told with an earlier segment. */
  readonly kinds: readonly Kind[]
  readonly kindsBefore: number
}

/** More would leave too little room for the kinds of one segment. */
const MANY_KINDS = 0x8000

/**
 * Scans segments of a log one after the other, in the order of the log. Its kinds have numbers of
 * its own: behind those that it was told of, in the order in which it met them.
 */
export class SegmentScanner {
  readonly #rules: RuleSet
  readonly #reference: Milliseconds
  readonly #files: ByteFiles
  readonly #known: LogKnowledge
  #scanner: FastScanner
  #columns: SegmentColumns

  constructor(rules: RuleSet, reference: Milliseconds, files: ByteFiles, known: LogKnowledge) {
    this.#rules = rules
    this.#reference = reference
    this.#files = files
    this.#known = known
    this.#scanner = new FastScanner(rules, reference, known.scanner)
    this.#columns = new SegmentColumns(KindTable.ofPart(rules, known.kinds))
  }

  /** The segment, or null where the file ends too early or holds more kinds than can be told apart. */
  scan(from: number, to: number): ScannedSegment | null {
    const slices = this.slices(from, to)
    for (;;) {
      const { done, value } = slices.next()
      if (done) return value
    }
  }

  /** The same slice by slice, so that others get their turn in between. */
  *slices(from: number, to: number): Generator<void, ScannedSegment | null> {
    if (this.#kinds.kinds.length > MANY_KINDS) {
      // What the scanner learned are numbers of this table.
      this.#scanner = new FastScanner(this.#rules, this.#reference, this.#known.scanner)
      this.#columns = new SegmentColumns(KindTable.ofPart(this.#rules, this.#known.kinds))
    }
    const kindsBefore = this.#kinds.kinds.length
    const columns = this.#columns
    const scanner = this.#scanner
    scanner.begin()
    const [input] = scanner.inputs
    for (let at = from; at < to;) {
      const bytes = readFilesSync(this.#files, input, at, Math.min(input.length, to - at))
      if (bytes === 0) {
        columns.end()
        return null
      }
      at += bytes
      scanner.feed(input.subarray(0, bytes), columns, at === to)
      yield
    }
    scanner.finish(columns)
    const content = columns.end()
    const lastTime = content?.columns.last.time ?? null
    if (content === null || lastTime === null || this.#kinds.isFull) return null
    return {
      content,
      lines: scanner.reference.nextLine - 1,
      lastTime,
      kinds: this.#kinds.kinds.slice(kindsBefore),
      kindsBefore,
    }
  }

  get #kinds(): KindTable {
    return this.#columns.kinds
  }
}
