import type { Carrier, Field, Milliseconds, TimeSource } from '#shared/record'

import { type CarriedLine, stripCarriers } from './carrier'
import { readHead, readPlain } from './formats/index'
import { isGoFrame, isSurelyGoFrame } from './formats/go'
import { beginsTraceback, isTraceback } from './formats/traceback'
import { findTail } from './formats/zap-console'
import { isJsonRecord } from './formats/zap-json'
import { goesOnWithHandlerStack, mayGoOnWithHandlerStack } from './handler-stack'
import type { Head } from './head'
import { lazily } from './head'
import { parseObject } from './json'
import { MAX_LINE_BYTES } from './lines'

/** A record as its lines say it; what only the log around it knows (a neighbour's time) is not in it. */
export interface Entry {
  readonly head: Head
  readonly carriers: readonly Carrier[]
  /** Which of several merged logs it is from. */
  readonly source: string | null
  readonly time: Milliseconds | null
  readonly timeSource: Exclude<TimeSource, 'neighbour'> | null
  /** The whole message: a wrapped or multi-line one is put together again. */
  readonly message: string
  readonly fields: () => readonly Field[]
  /** The line carries neither time nor level of its own. */
  readonly isBare: boolean
  /** The lines behind the first (a stack) change nothing of all this. */
  readonly firstLineSaysAll: boolean
}

/** What decides where records begin, beside the lines themselves. */
export interface EntryContext {
  /** For times without a year. */
  readonly reference: Milliseconds
  /** Whether a rule knows this bare line, so that it is not the tail of the record before it. */
  readonly knowsBareLine: (text: string) => boolean
}

/** Enough for the longest stack; what follows belongs to the record but is not read for its meaning. */
const MAX_LINES_READ = 500

/** coturn's `ERROR:` or nothing, where the text itself begins on the next line. */
const LEVEL_ALONE = /^(?:[A-Z]+:)?$/

/** Parts of the system whose lines say nothing of who wrote them; journald and syslog do. */
const SYSTEM_PROGRAMS: ReadonlySet<string> = new Set(['systemd', 'kernel', 'dockerd', 'containerd'])

/** A line that is in no format. */
function plainHead({ body, carriers, stream }: CarriedLine): Head {
  const head = readPlain(body)
  const isNamed = carriers.at(-1) === 'journald' || carriers.at(-1) === 'syslog'
  return isNamed && SYSTEM_PROGRAMS.has(stream) ? { ...head, component: stream } : head
}

/** Collects the lines of one record as they come. */
export class EntryBuilder {
  readonly #first: CarriedLine
  readonly #head: Head
  readonly #isOwnFormat: boolean
  readonly #bodies: string[]
  #endsPartial: boolean
  /** A console record whose fields are cut, wrapped or still to come. */
  #awaitsFields: boolean

  private constructor(first: CarriedLine, head: Head | null) {
    this.#first = first
    this.#head = head ?? plainHead(first)
    this.#isOwnFormat = head !== null
    this.#bodies = [first.body]
    this.#endsPartial = first.isPartial
    this.#awaitsFields = this.#head.format === 'zap-console' && !this.#hasFields()
  }

  /** The next line of this stream is a piece of the same line, whatever it says. */
  get endsPartial(): boolean {
    return this.#endsPartial
  }

  /** Whether its first line begins the same record where nothing is known of the lines before. */
  get beginsAlone(): boolean {
    return this.#isOwnFormat
      ? !mayGoOnWithHandlerStack(this.#head)
      : readHead(this.#first.body, this.#first.reference) === null
  }

  /** One that can be tried on without changing this one. */
  copy(): EntryBuilder {
    const copy = new EntryBuilder(this.#first, this.#isOwnFormat ? this.#head : null)
    copy.#bodies.splice(0, copy.#bodies.length, ...this.#bodies)
    copy.#endsPartial = this.#endsPartial
    copy.#awaitsFields = this.#awaitsFields
    return copy
  }

  /** Begins a record with `line`, or gives null where it is blank or goes on with `open`. */
  static begin(
    line: CarriedLine,
    open: EntryBuilder | null,
    context: EntryContext,
  ): EntryBuilder | 'blank' | 'continues' {
    const { body } = line
    if (open !== null && open.#first.stream === line.stream) {
      if (open.#endsPartial) return 'continues'
      if (isBlank(body)) return 'blank'
      const head = open.#readNextHead(line)
      const goesOn =
        head === null ? open.#takes(body, context) : goesOnWithHandlerStack(open.#head, head)
      if (goesOn) return 'continues'
      return new EntryBuilder(line, head)
    }
    return isBlank(body) ? 'blank' : new EntryBuilder(line, readHead(body, line.reference))
  }

  /** A record of which nothing is known. */
  static blank(context: EntryContext): EntryBuilder {
    return new EntryBuilder(stripCarriers('', context.reference), null)
  }

  /** Adds a line for which `begin` said 'continues'. */
  add(line: CarriedLine): void {
    if (this.#endsPartial) {
      // A piece of a line that the collector cut: no line end stood here.
      const last = this.#bodies.length - 1
      const known = this.#bodies[last] ?? ''
      if (known.length < MAX_LINE_BYTES) this.#bodies[last] = known + line.body
      this.#endsPartial = line.isPartial
      return
    }
    if (this.#bodies.length < MAX_LINES_READ) this.#bodies.push(line.body)
    if (this.#awaitsFields && line.body.trimEnd().endsWith('}')) this.#awaitsFields = false
    this.#endsPartial = line.isPartial
  }

  /** The record as far as it is known. */
  entry(): Entry {
    // Nothing is spread here: every record of a log comes by.
    const { head, message, fields } = this.#whole()
    const { time, timeSource } = bestTime(head, this.#first)
    return {
      head,
      message,
      fields,
      carriers: this.#first.carriers,
      source: this.#first.source,
      time: time === null ? null : time + this.#first.shift,
      timeSource,
      isBare: head.format === 'plain' || head.format === 'go-panic',
      firstLineSaysAll: head === this.#head && message === head.message && fields === head.fields,
    }
  }

  #hasFields(): boolean {
    return this.#head.isComplete && this.#head.fields().length > 0
  }

  /** The head that a line begins, unless it is the wrapped tail of this record. */
  #readNextHead({ body, reference }: CarriedLine): Head | null {
    const isWrappedTail = this.#awaitsFields && body.startsWith('{') && !isJsonRecord(body)
    return isWrappedTail ? null : readHead(body, reference)
  }

  /** Whether a line that begins no record in any known format goes on with this one. */
  #takes(body: string, context: EntryContext): boolean {
    const first = body.charCodeAt(0)
    if (first === 0x20 || first === 0x09) return true
    const { format, isOpenEnded, isComplete } = this.#head
    if (isOpenEnded && format === 'logrus') return true
    if (context.knowsBareLine(body)) return false
    if (isOpenEnded || (this.#canHaveStack() && isGoFrame(body))) return true
    if (this.#canHaveTraceback() && isTraceback(body)) return true
    if (format === 'coturn') return this.#lacksMessage() || /^=+$/.test(body)
    if (format !== 'zap-console') return false
    // Fields wrapped by a terminal, a message with a line end in it, the torn piece of a line.
    return (this.#awaitsFields && (!isComplete || first === 0x7b)) || body.trimEnd().endsWith('}')
  }

  /** The second half of a stack that another program's line cut in two is a record like the first. */
  #canHaveStack(): boolean {
    return this.#isOwnFormat || isSurelyGoFrame(this.#first.body.trim())
  }

  #canHaveTraceback(): boolean {
    return this.#head.format === 'python' || beginsTraceback(this.#first.body)
  }

  /** coturn begins some messages with a line end: `0: : ERROR: `, then `CONFIG ERROR: …`. */
  #lacksMessage(): boolean {
    return this.#bodies.length === 1 && LEVEL_ALONE.test(this.#head.message)
  }

  #whole(): Pick<Entry, 'head' | 'message' | 'fields'> {
    const head = this.#head
    const first = this.#bodies[0] ?? ''
    if (this.#bodies.length === 1 && first === this.#first.body) {
      return { head, message: head.message, fields: head.fields }
    }
    const rest = this.#bodies.slice(1)
    if (rest.length === 0) {
      // The pieces of a cut line make another line than the first piece alone.
      const joined = readHead(first, this.#first.reference) ?? readPlain(first)
      return { head: joined, message: joined.message, fields: joined.fields }
    }
    if (head.format === 'zap-console' && rest.length > 0 && !this.#hasFields()) {
      return this.#unwrapped(first, rest)
    }
    const [second = ''] = rest
    if (head.format === 'coturn' && LEVEL_ALONE.test(head.message)) {
      return { head, message: `${head.message} ${second}`.trim(), fields: head.fields }
    }
    return { head, message: head.message, fields: head.fields }
  }

  /** Fields that stand on a later line, or whose text a terminal cut in two. */
  #unwrapped(first: string, rest: readonly string[]): Pick<Entry, 'head' | 'message' | 'fields'> {
    const head = this.#head
    // The last one: printed over several lines, fields hold braces of their own.
    const end = rest.findLastIndex((body) => body.trimEnd().endsWith('}'))
    if (end < 0) return { head, message: head.message, fields: head.fields }
    const until = rest.slice(0, end + 1)
    if (!head.isComplete) {
      const joined = readHead(first + until.join(''), this.#first.reference)
      if (joined) return { head: joined, message: joined.message, fields: joined.fields }
    }
    const opening = /[\t ]\{$/.exec(head.message)
    const start = opening ? head.message.slice(0, opening.index).trimEnd() : head.message
    const text = (opening ? '{' : '') + until.join('\n')
    const tail = /^\s*\{\s*"/.test(text) ? text.indexOf('{') : findTail(text)
    if (tail === null) return { head, message: head.message, fields: head.fields }
    const between = text.slice(0, tail).trim()
    return {
      head,
      message: between === '' ? start : `${start}\n${between}`,
      fields: lazily(() => parseObject(text, tail).fields),
    }
  }
}

/** Reads the physical lines of one record, as when somebody looks at it. */
export function readEntry(lines: readonly string[], context: EntryContext): Entry {
  let builder: EntryBuilder | null = null
  for (const text of lines) {
    const line = stripCarriers(text, context.reference)
    if (builder) builder.add(line)
    else {
      const begun = EntryBuilder.begin(line, null, context)
      if (begun instanceof EntryBuilder) builder = begun
    }
  }
  // The part that was read of a very long line can be blank.
  return (builder ?? EntryBuilder.blank(context)).entry()
}

function isBlank(body: string): boolean {
  return body === '' || body.trim() === ''
}

/** A time with a zone before one without, the program's own before the collector's. */
function bestTime(head: Head, line: CarriedLine): Pick<Entry, 'time' | 'timeSource'> {
  if (head.time !== null) return { time: head.time, timeSource: 'record' }
  if (line.time !== null) return { time: line.time, timeSource: 'carrier' }
  if (head.localTime !== null) return { time: head.localTime, timeSource: 'record' }
  if (line.localTime !== null) return { time: line.localTime, timeSource: 'carrier' }
  return { time: null, timeSource: null }
}
