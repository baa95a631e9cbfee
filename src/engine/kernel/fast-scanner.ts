import type { Milliseconds } from '#shared/record'
import { NO_RULE, type RuleSet, type Subject } from '#shared/rules/compile'

import type { KindTaker } from '../index/kind-stats'
import type { RecordRun } from '../index/record-index'
import type { Entry } from '../scan/entry'
import { isOfHandlerStack, isPassedOn, mayGoOnWithHandlerStack } from '../scan/handler-stack'
import { RecordScanner, type ScannedRecord, type Statement, subjectOf } from '../scan/scanner'
import { MAX_LOOKED_AT, maskOf, shapeOf } from '../templates/shape'
import { DigitRules } from './digits'
import { Kernel, type KernelKnowledge, type LearnedBy, type Signature, STOP } from './kernel'
import { MessageRules } from './message-rules'

/** What the kernel found, a run of records at a time. */
export interface ScannedRun extends RecordRun {
  /** Tells what is known of the kinds that occur, with those of earlier runs that were not asked for it. */
  readonly eachKind: (take: KindTaker) => void
}

/** Takes the records in their order. */
export interface RecordSink {
  /** How many it has. */
  readonly count: number
  /** No run crosses a multiple of so many records. */
  readonly blockSize: number
  /** Takes one. */
  readonly take: (record: ScannedRecord) => void
  /** Gives the number of the kind of a record that comes with the next run. */
  readonly kindOf: (statement: Statement) => number
  readonly takeRun: (run: ScannedRun) => void
  /** The templates of unknown messages, once they stay as they are. */
  readonly frozenTemplates: FrozenTemplates | null
}

/** See TemplateTable. */
export interface FrozenTemplates {
  readonly shapes: () => Iterable<string>
  readonly candidates: (
    component: string,
    words: number,
    first: string,
  ) => readonly (readonly string[])[]
}

/** What a scanner learned of a log, for others that read on in it. */
export interface ScannerKnowledge {
  readonly kernel: KernelKnowledge
  readonly isFrozen: boolean
  readonly lists: number
}

const NEWLINE = 0x0a

/** To get ready for proofs takes some 20 ms, which a log of few different messages does not need. */
const PATIENCE = 100

/** Which rules may know messages takes long to say; a hostile log has messages of any words. */
const MAX_LISTS = 200

/**
 * Reads the bytes of a log in order, as RecordScanner does, which it asks for all that the kernel
 * does not know: mostly for the kind of a record whose place and time the kernel has read. What the
 * reference says of a line by its signature alone is told to the kernel, so nearly all lines of a log
 * take it a look.
 *
 * The end of a slice that the kernel cannot decide yet is kept for the next one. `settle` gives it
 * to the reference, which then has everything: the open record, the unfinished line, the count of
 * lines. So it is the reference that says what is pending.
 */
export class FastScanner {
  readonly #rules: RuleSet
  readonly #referenceTime: Milliseconds
  #reference: RecordScanner
  readonly #kernel: Kernel
  #madeDigits: DigitRules | null = null
  readonly #messages: MessageRules
  #patience: number
  #isFrozen: boolean
  /** Lists of templates that the kernel was told. */
  #lists: number
  /** What is kept for the next slice, in the beginning of a buffer. */
  readonly #carry: Buffer
  #carried = 0

  /**
   * @param reference when the file was last written, for times without a year
   * @param known of a scanner by the same rules, whose sink gave the same numbers to the same kinds
   * @param patience so many messages are asked for before it is proved that others are like them
   */
  constructor(
    rules: RuleSet,
    reference: Milliseconds,
    known: ScannerKnowledge | null = null,
    patience = PATIENCE,
  ) {
    this.#rules = rules
    this.#patience = patience
    this.#referenceTime = reference
    this.#kernel = new Kernel(known?.kernel)
    this.#carry = Buffer.allocUnsafe(this.#kernel.carryBytes)
    this.#isFrozen = known?.isFrozen ?? false
    this.#lists = known?.lists ?? 0
    this.#reference = new RecordScanner(rules, reference)
    this.#messages = new MessageRules(rules.rules)
  }

  /** What reads that which the kernel does not know; it knows all bytes after `settle`. */
  get reference(): RecordScanner {
    return this.#reference
  }

  get knowledge(): ScannerKnowledge {
    return { kernel: this.#kernel.knowledge, isFrozen: this.#isFrozen, lists: this.#lists }
  }

  /** Begins another log, or another part of one; what was learned stays. */
  begin(): void {
    this.#reference = new RecordScanner(this.#rules, this.#referenceTime)
    this.#carried = 0
  }

  /**
   * A place in a slice at which a record begins whatever stands before the slice: a line that
   * begins one in a format that the kernel knows, right behind another such line. Relative to the
   * slice; null where it holds none.
   *
   * @param isLineStart whether the slice begins with a line
   */
  findCut(slice: Buffer, isLineStart: boolean): number | null {
    const origin = this.#kernel.place(slice, NOTHING)
    const end = origin + slice.length
    const first = isLineStart ? origin : this.#kernel.lineAfter(origin, end)
    let cut = this.#kernel.cut(first, end)
    while (cut !== null && this.#mayGoOn(cut, end)) cut = this.#kernel.cut(cut, end)
    return cut === null ? null : cut - origin
  }

  /** Whether the line that begins a record in its own format can yet belong to the one before. */
  #mayGoOn(at: number, end: number): boolean {
    const line = this.#kernel.view(at, this.#kernel.lineAfter(at, end) - 1)
    return mayGoOnWithHandlerStack(this.#reference.readAlone(line).entry.head)
  }

  /** Two buffers for slices. A slice in one of them is scanned where it lies, others are copied. */
  get inputs(): readonly [Buffer, Buffer] {
    return this.#kernel.inputs
  }

  /**
   * Reads a slice, at most as long as one of `inputs`. The slice may be used again afterwards.
   *
   * @param isCut whether another record begins behind it for certain
   */
  feed(slice: Buffer, sink: RecordSink, isCut = false): void {
    let begin = 0
    if (this.reference.waitingBytes > 0) {
      begin = slice.indexOf(NEWLINE) + 1
      this.reference.feed(begin === 0 ? slice : slice.subarray(0, begin), sink.take)
      if (begin === 0) return
    }
    const carry = this.#carry.subarray(0, this.#carried)
    const origin = this.#kernel.place(slice, carry)
    const end = origin + slice.length
    let at = origin + begin - carry.length
    this.#carried = 0
    while (at < end) {
      if (this.reference.awaitsPiece) at = this.#feedLine(at, end, sink)
      else at = this.#scan(at, end, sink, isCut)
    }
  }

  /** Lets the reference know of all bytes so far. */
  settle(sink: RecordSink): void {
    const carry = this.#carry.subarray(0, this.#carried)
    this.#carried = 0
    this.reference.feed(carry, sink.take)
  }

  /** Takes the open record: what comes next begins another one. */
  finish(sink: RecordSink): void {
    this.settle(sink)
    this.#reference.finishOpen(sink.take)
  }

  /** Goes on behind a part of the log that was scanned elsewhere and ends where a record begins. */
  passOver(bytes: number, lines: number, lastTime: Milliseconds | null, sink: RecordSink): void {
    this.settle(sink)
    this.#reference.passOver(bytes, lines, lastTime, sink.take)
  }

  /** Lets the kernel go as far as it gets, and the reference take the line behind that. */
  #scan(at: number, end: number, sink: RecordSink, isCut: boolean): number {
    const kernel = this.#kernel
    // The open record goes before all that the kernel may find.
    const record = sink.count + (this.reference.hasOpen ? 1 : 0)
    const room = Math.min(kernel.runSize, sink.blockSize - (record % sink.blockSize))
    let reason = kernel.scan(at, end, room, record, isCut)
    while (reason === STOP.ask) {
      const statement = this.reference.readAlone(kernel.heldLine)
      // What it is hangs on the records around it: never learned, and left to the reference.
      if (isOfHandlerStack(statement.entry.head)) break
      // It ended the open record, which goes before it.
      this.reference.finishOpen(sink.take)
      reason = kernel.answer(this.#kindOfHeld(statement, sink))
    }
    const { held, stop, count } = kernel
    const undecided = held ?? stop
    if (count > 0) this.#takeRun(at, undecided, sink)
    if (reason === STOP.full) return stop
    if (reason === STOP.end) {
      this.#keep(kernel.view(undecided, end), sink)
      return end
    }
    const { signature } = kernel
    // What comes now may go on with it, so the reference must know it.
    if (held !== null) this.reference.feed(kernel.view(held, stop), sink.take)
    if (reason === STOP.ask) return stop
    const open = this.reference.openLine
    const next = this.#feedLine(stop, end, sink)
    if (signature !== null && this.reference.openLine === open) kernel.learnContinuation(signature)
    return next
  }

  /** Keeps the end of a slice for the next one, or gives it to the reference if it is too long. */
  #keep(rest: Buffer, sink: RecordSink): void {
    if (rest.length > this.#carry.length) {
      this.reference.feed(rest, sink.take)
      return
    }
    rest.copy(this.#carry)
    this.#carried = rest.length
  }

  #takeRun(at: number, end: number, sink: RecordSink): void {
    const kernel = this.#kernel
    const { count, lines } = kernel
    // Before anything is fed, for that moves the reference on.
    const offset = this.reference.waitingOffset
    const line = this.reference.nextLine
    this.reference.passOver(end - at, lines, kernel.lastTime, sink.take)
    sink.takeRun({
      count,
      offset,
      line,
      firstTime: kernel.firstTime,
      lastOffset: offset + kernel.last - at,
      lastLine: line + kernel.lastLine,
      lastTime: kernel.lastTime,
      steps: kernel.steps,
      kinds: kernel.kinds,
      seconds: kernel.seconds,
      anchors: kernel.anchors,
      farSeconds: kernel.farSeconds,
      extraLines: kernel.extraLines,
      eachKind: (tell) => kernel.eachTally(tell),
    })
  }

  /** Gives the line at an address to the reference; returns the address behind it. */
  #feedLine(at: number, end: number, sink: RecordSink): number {
    const next = this.#kernel.lineAfter(at, end)
    this.reference.feed(this.#kernel.view(at, next), sink.take)
    return next
  }

  /** Of what kind the record is that the kernel holds; the kernel learns it. */
  #kindOfHeld(statement: Statement, sink: RecordSink): number {
    const { signature, shape, key, slot } = this.#kernel
    const kind = sink.kindOf(statement)
    if (slot !== null && statement.rule === NO_RULE) this.#kernel.tellKind(slot, kind)
    this.#learnTemplates(sink.frozenTemplates, statement.entry, key)
    if (shape === null && signature === null) return kind
    const subject = subjectOf(statement.entry)
    const names = this.#rules.fieldsAsked(subject)
    if (shape !== null && this.#patience-- <= 0) {
      // Some of what a process of theirs prints hangs on the records around it.
      const isAlike = !isPassedOn(statement.entry.head) && this.#areAlike(subject)
      if (isAlike) this.#learnKind(shape, subject, names, kind)
      else this.#kernel.learnNothing(shape)
    }
    if (signature !== null) this.#learn(signature, subject, names, kind)
    return kind
  }

  /** Made when they are first asked for: not all parts of a log hold anything new. */
  get #digits(): DigitRules {
    return (this.#madeDigits ??= new DigitRules(this.#rules.rules))
  }

  #learnTemplates(templates: FrozenTemplates | null, entry: Entry, key: number | null): void {
    if (templates === null) return
    if (!this.#isFrozen) {
      this.#isFrozen = true
      this.#kernel.freezeTemplates(templates.shapes())
    }
    if (key === null) return
    const { head, message } = entry
    // Some of what a process of theirs prints hangs on the records around it.
    const isLearned = !isPassedOn(head) && this.#lists++ < MAX_LISTS
    const lacked = isLearned ? this.#messages.fieldsToLack(head) : null
    if (lacked === null) this.#kernel.learnNoTemplates(key)
    else {
      const shape = shapeOf(message).split(' ')
      const known = templates.candidates(head.component ?? '', shape.length, shape[0] ?? '')
      const list = this.#messages.listOf(head, shape, known)
      this.#kernel.learnTemplates(key, withParents(lacked), list)
    }
  }

  #learn(signature: Signature, subject: Subject, names: readonly string[], kind: number): void {
    const isExact = signature.isExact || signature.lacksFields
    if (!isExact && this.#digitsMatter(signature, subject, names)) {
      this.#kernel.learnDigits(signature)
    } else this.#learnKind(signature, subject, signature.hasFields ? [] : names, kind)
  }

  /** Whether all messages are of one kind that differ from this one only in what a mask leaves out. */
  #areAlike({ component, level, message }: Subject): boolean {
    if (message.length > MAX_LOOKED_AT || /[\0\n]/.test(message)) return false
    const literals = this.#messages.alike({ component, level }, maskOf(message))
    if (literals === null || literals.some((literal) => message.includes(literal))) return false
    return literals.length === 0 || this.#kernel.avoid(literals)
  }

  /** @param names of the fields on which the kind hangs */
  #learnKind(by: LearnedBy, subject: Subject, names: readonly string[], kind: number): void {
    if (names.length === 0) this.#kernel.learnKind(by, kind)
    else {
      const asked = withParents(names)
      const lacksAll = asked.every((name) => subject.field(name) === null)
      this.#kernel.learnFields(by, asked, lacksAll ? kind : null)
    }
  }

  #digitsMatter({ hasFields }: Signature, subject: Subject, names: readonly string[]): boolean {
    const { component, message } = subject
    if (!hasFields) return this.#digits.matterInMessage(message, component)
    return names.some((name) =>
      this.#digits.matterInField(name, subject.field(name) ?? '', component),
    )
  }
}

const NOTHING = Buffer.alloc(0)

/** A path with dots is a key of that name, or leads into an object. */
function withParents(names: readonly string[]): string[] {
  const parents = names.flatMap((name) =>
    name.split('.').map((_, depth, parts) => parts.slice(0, depth + 1).join('.')),
  )
  return [...new Set(parents)].sort()
}
