// Other projects that read this file must know the module too.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- it declares, it exports nothing
/// <reference path="./virtual.d.ts" />
import { KERNEL } from 'virtual:kernel'

import type { KindTaker } from '../index/kind-stats'
import { listBytes, literalBytes } from './list-bytes'
import type { TemplateList } from './message-rules'

/** What the WebAssembly module exports; kernel/layout.ts says what the constants mean. */
interface Exports {
  readonly memory: WebAssembly.Memory
  readonly scan: (
    start: number,
    end: number,
    limit: number,
    number: number,
    isCut: boolean,
  ) => number
  readonly answer: (kind: number) => number
  readonly clearTallies: () => void
  readonly cut: (start: number, end: number) => number
  readonly lineAfter: (start: number, end: number) => number
  readonly learn: (area: number, outcome: number, without: number) => void
  readonly learnWithout: (area: number, outcome: number) => void
  readonly clear: () => void
  readonly addShape: (length: number) => void
  readonly freezeTemplates: () => void
  readonly learnList: (key: number, length: number) => void
  readonly tellKind: (slot: number, kind: number) => void
  readonly avoidLiterals: (count: number) => number
  readonly addSet: () => number
  readonly addName: (set: number, from: number, length: number) => number
}

/** Why a scan stopped. */
export const STOP = { end: 0, full: 1, ask: 2, unsure: 3 } as const

const NONE = 0xffffffff

let compiledOnce: WebAssembly.Module | null = null

const PAGE_BYTES = 4096
const EMPTY_PAGE = Buffer.alloc(PAGE_BYTES)

/** Of the globals that change, see build/assembly.ts. */
const VARIABLE_PREFIX = 'variable:'

/** One of them. */
interface Variable {
  value: number | bigint
}

/** All that a kernel knows: another one that begins with it goes on as if it had read the same. */
export interface KernelKnowledge {
  /** Which pages of its memory are not empty. */
  readonly pages: readonly number[]
  /** What they hold, in memory that threads share. */
  readonly content: Uint8Array
  readonly variables: ReadonlyMap<string, number | bigint>
  readonly sets: ReadonlyMap<string, number>
  readonly avoided: ReadonlySet<string>
}

/**
 * One instance of the scan kernel with its memory: 10 MB, about 2 MB of which are ever touched.
 * Addresses and sizes are read from the module itself.
 */
export class Kernel {
  /** Slices to scan go here; a file can be read straight into one while the other is scanned. */
  readonly inputs: readonly [Buffer, Buffer]
  readonly steps: Uint16Array
  readonly kinds: Uint16Array
  readonly seconds: Int8Array
  readonly #exports: Exports
  readonly #bytes: Buffer
  readonly #words: Uint32Array
  readonly #floats: Float64Array
  readonly #touched: Uint16Array
  readonly #at: ReadonlyMap<string, number>
  readonly #resultAt: number
  readonly #variables: ReadonlyMap<string, Variable>
  readonly #setNumbers: Map<string, number>
  readonly #avoided: Set<string>

  /** @param known by another one before */
  constructor(known: KernelKnowledge | null = null) {
    compiledOnce ??= new WebAssembly.Module(Buffer.from(KERNEL, 'base64'))
    const { exports } = new WebAssembly.Instance(compiledOnce)
    this.#exports = exports as unknown as Exports
    this.#at = constantsOf(exports)
    this.#variables = variablesOf(exports)
    const { buffer } = this.#exports.memory
    const at = (name: string) => this.#constant(name)
    this.#resultAt = at('RESULT')
    const size = at('RUN_SIZE')
    this.#bytes = Buffer.from(buffer)
    this.#words = new Uint32Array(buffer)
    this.#floats = new Float64Array(buffer)
    this.#touched = new Uint16Array(buffer, at('TOUCHED'), at('TOUCHED_SIZE'))
    this.steps = new Uint16Array(buffer, at('STEPS'), size)
    this.kinds = new Uint16Array(buffer, at('KINDS'), size)
    this.seconds = new Int8Array(buffer, at('SECONDS'), size)
    const input = (place: number) =>
      this.#bytes.subarray(at('INPUT') + place * at('INPUT_STRIDE')).subarray(0, at('INPUT_BYTES'))
    this.inputs = [input(0), input(1)]
    this.#setNumbers = new Map(known?.sets)
    this.#avoided = new Set(known?.avoided)
    if (known) this.#take(known)
    // The set that the kernel itself knows: where logrus writes who logs.
    else this.setOf(['logger'])
  }

  get knowledge(): KernelKnowledge {
    const last = this.#constant('INPUT') / PAGE_BYTES
    const page = (number: number) =>
      this.#bytes.subarray(number * PAGE_BYTES, (number + 1) * PAGE_BYTES)
    const pages = Array.from({ length: last }, (_, number) => number).filter(
      (number) => !page(number).equals(EMPTY_PAGE),
    )
    const content = new Uint8Array(new SharedArrayBuffer(pages.length * PAGE_BYTES))
    pages.forEach((number, place) => content.set(page(number), place * PAGE_BYTES))
    const variables = new Map([...this.#variables].map(([name, { value }]) => [name, value]))
    const sets = new Map(this.#setNumbers)
    return { pages, content, variables, sets, avoided: new Set(this.#avoided) }
  }

  #take({ pages, content, variables }: KernelKnowledge): void {
    pages.forEach((number, place) => {
      const bytes = content.subarray(place * PAGE_BYTES, (place + 1) * PAGE_BYTES)
      this.#bytes.set(bytes, number * PAGE_BYTES)
    })
    for (const [name, global] of this.#variables) global.value = variables.get(name) ?? global.value
  }

  /** Records that one scan can find. */
  get runSize(): number {
    return this.#constant('RUN_SIZE')
  }

  /** How many bytes may go before a slice. */
  get carryBytes(): number {
    return this.#constant('CARRY_BYTES')
  }

  /**
   * Address of a slice in the kernel's memory; one that lies elsewhere is copied into it.
   *
   * @param carry goes before it
   */
  place(slice: Buffer, carry: Uint8Array): number {
    const [input] = this.inputs
    const isHere = slice.buffer === this.#exports.memory.buffer
    if (!isHere) slice.copy(input)
    const origin = isHere ? slice.byteOffset : input.byteOffset
    this.#bytes.set(carry, origin - carry.length)
    return origin
  }

  /** The bytes at an address. */
  view(from: number, to: number): Buffer {
    return this.#bytes.subarray(from, to)
  }

  /** @param isCut whether another record begins at `to` for certain */
  scan(from: number, to: number, limit: number, record: number, isCut: boolean): number {
    return this.#exports.scan(from, to, limit, record, isCut)
  }

  /** Goes on with the kind of the held record, where the last scan asked for it. */
  answer(kind: number): number {
    return this.#exports.answer(kind)
  }

  lineAfter(from: number, to: number): number {
    return this.#exports.lineAfter(from, to)
  }

  /** Address of a line that begins a record for certain, whatever stands before `from`, or null. */
  cut(from: number, to: number): number | null {
    const found = this.#exports.cut(from, to)
    return found === 0 ? null : found
  }

  // What the last scan told.

  get count(): number {
    return this.#result('R_COUNT')
  }

  /** Address of the decided record that waits for what comes after it, or null. */
  get held(): number | null {
    return orNull(this.#result('R_HELD'))
  }

  /** The first line of the held record, without its line end. */
  get heldLine(): Buffer {
    return this.view(this.#result('R_HELD'), this.#result('R_HELD_END'))
  }

  get stop(): number {
    return this.#result('R_STOP')
  }

  /** The signature of the record that is asked for or the line at `stop`, to learn by, or null. */
  get signature(): Signature | null {
    const area = orNull(this.#result('R_AREA'))
    if (area === null) return null
    return {
      area: area & 1,
      hasFields: (area & this.#constant('EXTENDED')) !== 0,
      lacksFields: (area & this.#constant('LACKING')) !== 0,
      isExact: (area & this.#constant('EXACT')) !== 0,
      isOfContinuation: (area & this.#constant('CONTINUING')) !== 0,
    }
  }

  /** The key of the list that the record asked for needs, see learnTemplates, or null. */
  get key(): number | null {
    return orNull(this.#result('R_KEY'))
  }

  /** Which area holds the masked signature of the record asked for, to learn by, or null. */
  get shape(): LearnedBy | null {
    const area = orNull(this.#result('R_SHAPE'))
    return area === null ? null : { area, lacksFields: false }
  }

  /** Where the kind of the record asked for belongs, see tellKind, or null. */
  get slot(): number | null {
    const slot = this.#result('R_SLOT')
    return slot === 0 ? null : slot
  }

  /** Lines of the records in the columns. */
  get lines(): number {
    return this.#result('R_LINES')
  }

  /** The records in the run that take more than one line, and how many more those up to it take, in pairs. */
  get extraLines(): Uint32Array {
    const from = this.#constant('EXTRA_LINES') >>> 2
    return this.#words.subarray(from, from + 2 * this.#result('R_EXTRA'))
  }

  /** Address of the last record in the columns. */
  get last(): number {
    return this.#result('R_LAST')
  }

  /** Lines before it, from the start of the scan. */
  get lastLine(): number {
    return this.#result('R_LAST_LINE')
  }

  get firstTime(): number {
    return this.#float(this.#resultAt + this.#constant('R_FIRST_TIME'))
  }

  get lastTime(): number {
    return this.#float(this.#resultAt + this.#constant('R_LAST_TIME'))
  }

  /** Offset from the start of the scan and second of every 256th record of the log in the run, in pairs. */
  get anchors(): Float64Array {
    return this.#pairs('ANCHORS', 'R_ANCHORS')
  }

  /** The records in the run whose seconds stand apart from the column, and these seconds, in pairs. */
  get farSeconds(): Float64Array {
    return this.#pairs('FAR', 'R_FAR')
  }

  /** Tells what became known of each kind since it was told last. */
  eachTally(tell: KindTaker): void {
    const tallies = this.#constant('TALLIES')
    const bytes = this.#constant('TALLY_BYTES')
    const touched = this.#result('R_TOUCHED')
    for (let place = 0; place < touched; place++) {
      const kind = this.#touched[place] ?? 0
      const at = tallies + kind * bytes
      tell(kind, this.#word(at), this.#word(at + 4), this.#float(at + 8), this.#float(at + 16))
    }
    this.#exports.clearTallies()
  }

  /** From now on records with this signature are of this kind. */
  learnKind({ area, lacksFields }: LearnedBy, kind: number): void {
    if (lacksFields) this.#exports.learnWithout(area, kind)
    else this.#learn(area, kind)
  }

  /**
   * The kind of records with this signature hangs on these fields.
   *
   * @param without the kind of those that have none of them, where it is known
   */
  learnFields({ area }: LearnedBy, names: readonly string[], without: number | null): void {
    const set = this.setOf(names)
    if (set === null) this.#learn(area, this.#constant('UNDECIDABLE'))
    else this.#learn(area, this.#constant('NEEDS_FIELDS') + set, without)
  }

  /** The digits of the message or the values matter to the kind of records with this signature. */
  learnDigits({ area }: Signature): void {
    this.#learn(area, this.#constant('NEEDS_DIGITS'))
  }

  /** What records with this signature are, each must be asked for. */
  learnNothing({ area }: LearnedBy): void {
    this.#learn(area, this.#constant('UNDECIDABLE'))
  }

  /** Lines with this signature go on with the record before them. */
  learnContinuation({ area }: Signature): void {
    this.#learn(area, this.#constant('CONTINUES'))
  }

  /** Takes no message with a quoted text for one like others where it holds one of these; false if there are too many. */
  avoid(literals: readonly string[]): boolean {
    const others = [...new Set(literals)].filter((literal) => !this.#avoided.has(literal))
    if (others.length > this.#constant('MAX_AVOIDED')) return false
    Buffer.concat(others.map(literalBytes)).copy(this.#bytes, this.#constant('SCRATCH'))
    if (this.#exports.avoidLiterals(others.length) === 0) return false
    for (const literal of others) this.#avoided.add(literal)
    return true
  }

  /** No further shapes are told apart than these; the kernel leaves longer ones to the reference. */
  freezeTemplates(shapes: Iterable<string>): void {
    const scratch = this.#constant('SCRATCH')
    const longest = this.#constant('MAX_SHAPE')
    for (const shape of shapes) {
      if (Buffer.byteLength(shape) > longest) continue
      this.#exports.addShape(this.#bytes.write(shape, scratch))
    }
    this.#exports.freezeTemplates()
  }

  /**
   * What is known of unknown messages with this key, see kernel/words.ts.
   *
   * @param lacked fields that a record must not have
   */
  learnTemplates(key: number, lacked: readonly string[], list: TemplateList): void {
    const set = lacked.length === 0 ? NONE : this.setOf(lacked)
    const bytes = set === null ? null : listBytes(set, list, this.#constant('ASK'))
    if (bytes === null || bytes.length > this.#constant('SCRATCH_BYTES')) {
      this.learnNoTemplates(key)
      return
    }
    bytes.copy(this.#bytes, this.#constant('SCRATCH'))
    this.#exports.learnList(key, bytes.length)
  }

  /** Nothing is known of messages with this key. */
  learnNoTemplates(key: number): void {
    this.#exports.learnList(key, 0)
  }

  /** Unknown messages of the template that the record asked for fits are of this kind. */
  tellKind(slot: number, kind: number): void {
    this.#exports.tellKind(slot, kind)
  }

  /** The number of a set of names, or null where the kernel has no room for it. */
  setOf(names: readonly string[]): number | null {
    const key = names.join('\n')
    const known = this.#setNumbers.get(key)
    if (known !== undefined) return known < 0 ? null : known
    const set = this.#exports.addSet()
    const fits = set >= 0 && names.every((name) => this.#addName(set, name))
    this.#setNumbers.set(key, fits ? set : -1)
    return fits ? set : null
  }

  #learn(area: number, outcome: number, without: number | null = null): void {
    this.#exports.learn(area, outcome, without ?? this.#constant('MISSED'))
  }

  #addName(set: number, name: string): boolean {
    const from = this.#constant('SCRATCH')
    const bytes = Buffer.from(name)
    // A name that JSON writes with an escape is not looked for as it stands.
    if (JSON.stringify(name) !== `"${name}"` || bytes.length > this.#constant('MAX_NAME_BYTES'))
      return false
    bytes.copy(this.#bytes, from)
    return this.#exports.addName(set, from, bytes.length) !== 0
  }

  #pairs(table: string, count: string): Float64Array {
    const from = this.#constant(table) >>> 3
    return this.#floats.subarray(from, from + 2 * this.#result(count))
  }

  #constant(name: string): number {
    return this.#at.get(name) ?? 0
  }

  #result(name: string): number {
    return this.#word(this.#resultAt + this.#constant(name))
  }

  #word(at: number): number {
    return this.#words[at >>> 2] ?? 0
  }

  #float(at: number): number {
    return this.#floats[at >>> 3] ?? 0
  }
}

/** Where a signature waits for its outcome. */
export interface LearnedBy {
  readonly area: number
  /** There are no such fields. */
  readonly lacksFields: boolean
}

/** A signature whose outcome the kernel does not know yet. It keeps the last two of them. */
export interface Signature extends LearnedBy {
  /** It holds the values of the fields on which the kind hangs. */
  readonly hasFields: boolean
  /** It holds the digits as they are: otherwise it stands for all others in their places too. */
  readonly isExact: boolean
  /** It is of a line that may go on with the record before it. */
  readonly isOfContinuation: boolean
}

function orNull(value: number): number | null {
  return value === NONE ? null : value
}

function globalsOf(exports: WebAssembly.Exports) {
  return Object.entries(exports).flatMap(([name, value]) =>
    value instanceof WebAssembly.Global ? [{ name, global: value }] : [],
  )
}

function variablesOf(exports: WebAssembly.Exports): ReadonlyMap<string, Variable> {
  return new Map(
    globalsOf(exports)
      .filter(({ name }) => name.startsWith(VARIABLE_PREFIX))
      .map(({ name, global }) => [name, global as Variable]),
  )
}

function constantsOf(exports: WebAssembly.Exports): ReadonlyMap<string, number> {
  return new Map(
    globalsOf(exports)
      .filter(({ name }) => !name.startsWith(VARIABLE_PREFIX))
      .map(({ name, global }) => [name, Number(global.value)]),
  )
}
