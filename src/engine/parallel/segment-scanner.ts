import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import { Catalogue, type CataloguePart } from '../index/catalogue'
import { type Kind, KindTable } from '../index/kind-table'
import { FastScanner } from '../kernel/fast-scanner'
import { type ByteFiles, readFilesSync } from '../log-bytes'

/** A part of a log from one certain beginning of a record to another, see FastScanner.findCut. */
export interface ScannedSegment {
  readonly part: CataloguePart
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
 * its own, in the order in which it met them.
 */
export class SegmentScanner {
  readonly #rules: RuleSet
  readonly #reference: Milliseconds
  readonly #files: ByteFiles
  #scanner: FastScanner
  #kinds: KindTable

  constructor(rules: RuleSet, reference: Milliseconds, files: ByteFiles) {
    this.#rules = rules
    this.#reference = reference
    this.#files = files
    this.#kinds = new KindTable(rules, Number.POSITIVE_INFINITY)
    this.#scanner = new FastScanner(rules, reference)
  }

  /** The segment, or null where the file ends too early or holds more kinds than can be told apart. */
  scan(from: number, to: number): ScannedSegment | null {
    if (this.#kinds.kinds.length > MANY_KINDS) {
      // What the scanner learned are numbers of this table.
      this.#kinds = new KindTable(this.#rules, Number.POSITIVE_INFINITY)
      this.#scanner = new FastScanner(this.#rules, this.#reference)
    }
    const kindsBefore = this.#kinds.kinds.length
    const catalogue = new Catalogue(this.#kinds)
    const scanner = this.#scanner
    scanner.begin()
    const [input] = scanner.inputs
    for (let at = from; at < to;) {
      const bytes = readFilesSync(this.#files, input, at, Math.min(input.length, to - at))
      if (bytes === 0) return null
      scanner.feed(input.subarray(0, bytes), catalogue)
      at += bytes
    }
    scanner.finish(catalogue)
    const part = catalogue.part()
    const lastTime = part?.columns.last.time ?? null
    if (part === null || lastTime === null || this.#kinds.isFull) return null
    return {
      part,
      lines: scanner.reference.nextLine - 1,
      lastTime,
      kinds: this.#kinds.kinds.slice(kindsBefore),
      kindsBefore,
    }
  }
}
