import type { Field, FieldValue } from '#shared/record'

/*
 * A JSON reader for logs: it keeps the order and repeated keys (`room` twice in one object is
 * real), keeps numbers as they are written, and takes what there is from text that was cut, masked
 * or otherwise damaged on its way. `JSON.parse` gives none of that.
 */

export interface ParsedObject {
  readonly fields: readonly Field[]
  /** Position after the closing brace, or of the end of the text. */
  readonly end: number
  /** The object is whole: every value read, every brace closed. */
  readonly isComplete: boolean
}

/** A hostile line must not overflow the stack: what lies deeper stays text. */
const MAX_DEPTH = 64

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BRACKET = 0x5b
const CLOSING_BRACKET = 0x5d
const BRACE = 0x7b
const CLOSING_BRACE = 0x7d

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Reads the object that begins with `{` at `start`, or what is left of one behind `start`. */
export function parseObject(text: string, start = 0): ParsedObject {
  const reader = new Reader(text, start + 1)
  const fields = reader.members(1)
  return { fields, end: reader.position, isComplete: reader.isSound }
}

class Reader {
  readonly #text: string
  position: number
  isSound = true

  constructor(text: string, position: number) {
    this.#text = text
    this.position = position
  }

  members(depth: number): Field[] {
    const fields: Field[] = []
    for (;;) {
      this.#skip()
      const next = this.#text.charCodeAt(this.position)
      if (Number.isNaN(next)) {
        this.isSound = false
        return fields
      }
      if (next === CLOSING_BRACE) {
        this.position++
        return fields
      }
      if (next === COMMA) {
        this.position++
        continue
      }
      const name = next === QUOTE ? this.#string() : this.#damaged()
      this.#skip()
      if (this.#text.charCodeAt(this.position) === COLON) {
        this.position++
        fields.push({ name, value: this.#value(depth) })
      } else {
        this.isSound = false
        if (name !== '') fields.push({ name, value: { kind: 'literal', value: '' } })
      }
    }
  }

  #value(depth: number): FieldValue {
    this.#skip()
    const next = this.#text.charCodeAt(this.position)
    if (next === QUOTE) return { kind: 'text', value: this.#string() }
    if (depth < MAX_DEPTH) {
      if (next === BRACE) {
        this.position++
        return { kind: 'object', fields: this.members(depth + 1) }
      }
      if (next === BRACKET) {
        this.position++
        return { kind: 'list', items: this.#items(depth + 1) }
      }
    }
    const value = this.#damaged()
    if (value === 'true' || value === 'false' || value === 'null') return { kind: 'literal', value }
    if (NUMBER.test(value)) return { kind: 'number', value }
    this.isSound = false
    return { kind: 'literal', value }
  }

  #items(depth: number): FieldValue[] {
    const items: FieldValue[] = []
    for (;;) {
      this.#skip()
      const next = this.#text.charCodeAt(this.position)
      if (Number.isNaN(next) || next === CLOSING_BRACE) {
        this.isSound = false
        return items
      }
      if (next === CLOSING_BRACKET) {
        this.position++
        return items
      }
      if (next === COMMA) this.position++
      else items.push(this.#value(depth))
    }
  }

  /** Blanks, and the backticks that people leave in when they paste from Markdown. */
  #skip(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.position)
      if (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d) this.position++
      else if (code === 0x60) {
        this.isSound = false
        this.position++
      } else return
    }
  }

  #string(): string {
    const start = this.position + 1
    let end = start
    let hasEscapes = false
    for (;;) {
      const code = this.#text.charCodeAt(end)
      if (code === QUOTE) break
      if (Number.isNaN(code)) {
        this.isSound = false
        break
      }
      if (code === 0x5c) {
        hasEscapes = true
        end++
      }
      end++
    }
    this.position = Math.min(end + 1, this.#text.length)
    const raw = this.#text.slice(start, end)
    return hasEscapes ? unescapeText(raw) : raw
  }

  /** A number, a literal, or what masking left in place of a value: up to the next separator. */
  #damaged(): string {
    const start = this.position
    // At least one character, so that damaged text cannot hold the reader for ever.
    let end = start + 1
    while (end < this.#text.length && !isSeparator(this.#text.charCodeAt(end))) end++
    this.position = Math.min(end, this.#text.length)
    const damaged = this.#text.slice(start, end).trim()
    // The closing quote of a name or value that lost its opening one.
    if (
      this.#text.charCodeAt(end) === QUOTE &&
      /^[\s]*(?:[:,}\]]|$)/.test(this.#text.slice(end + 1, end + 20))
    ) {
      this.isSound = false
      this.position++
    }
    return damaged
  }
}

function isSeparator(code: number): boolean {
  return (
    code === COMMA ||
    code === COLON ||
    code === QUOTE ||
    code === CLOSING_BRACKET ||
    code === CLOSING_BRACE
  )
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/** Resolves `\n`, `\u0441`, `\"` … of JSON and of Go's %q (`\a`, `\x00`, `\U0001f600`). */
export function unescapeText(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|([^]))/g,
    (whole, unicode?: string, hex?: string, long?: string, single = '') => {
      const code = Number.parseInt(unicode ?? hex ?? long ?? '', 16)
      if (Number.isNaN(code)) return ESCAPES[single as string] ?? (single as string)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

/** What a rule or a list shows of a value: text as it is, the rest as JSON. */
export function valueText(value: FieldValue): string {
  switch (value.kind) {
    case 'text':
    case 'number':
    case 'literal':
      return value.value
    case 'list':
      return `[${value.items.map(quotedText).join(',')}]`
    case 'object':
      return `{${value.fields.map((field) => `${JSON.stringify(field.name)}:${quotedText(field.value)}`).join(',')}}`
  }
}

function quotedText(value: FieldValue): string {
  return value.kind === 'text' ? JSON.stringify(value.value) : valueText(value)
}

/**
 * The value of a field: the literal name first (`rtc.portUDP` is one key), then as a path into
 * objects. Of a repeated key the last one counts, as Go's own decoder reads it.
 */
export function findField(fields: readonly Field[], name: string): FieldValue | null {
  const direct = lastNamed(fields, name)
  if (direct) return direct
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const parent = lastNamed(fields, name.slice(0, dot))
    if (parent?.kind === 'object') return findField(parent.fields, name.slice(dot + 1))
  }
  return null
}

function lastNamed(fields: readonly Field[], name: string): FieldValue | null {
  for (let at = fields.length - 1; at >= 0; at--) {
    const field = fields[at]
    if (field?.name === name) return field.value
  }
  return null
}
