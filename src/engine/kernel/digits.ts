import { type AST, parseRegExpLiteral, visitRegExpAST } from '@eslint-community/regexpp'

import { MAX_PATTERN_LENGTH } from '#shared/rules/compile'
import { fitsComponent } from '#shared/rules/fits'
import type { FieldCondition, Matcher, Rule } from '#shared/rules/rule'

/** `0x` of an identifier that a template leaves out, see KindTable: not any digit will do. */
const HEXADECIMAL = /\dx[\da-f]/i

/**
 * Says whether rules may tell two messages or values apart that differ in their digits alone, each
 * digit in the place of another one. Answers true in any doubt.
 */
export class DigitRules {
  readonly #messages = new TextConditions()
  readonly #fields = new Map<string, TextConditions>()

  constructor(rules: readonly Rule[]) {
    for (const { match } of rules) {
      const { text } = match
      if (text.kind === 'exact') this.#messages.addExact(text.texts)
      else if (text.kind === 'prefix') this.#messages.addPrefixes(text.texts)
      else if (text.kind === 'pattern') this.#messages.addPattern(text.pattern, match)
      for (const [name, condition] of Object.entries(match.fields)) {
        this.#addField(name, condition, match)
      }
    }
  }

  /** @param component of all the messages */
  matterInMessage(message: string, component: string | null): boolean {
    return HEXADECIMAL.test(message) || this.#messages.mayTellDigits(message, component)
  }

  /** @param component of the records that hold the values */
  matterInField(name: string, value: string, component: string | null): boolean {
    // On the way of a path the names of fields are a part of a value.
    if (name.includes('.') && /\d/.test(name)) return true
    return this.#fields.get(name)?.mayTellDigits(value, component) ?? false
  }

  #addField(
    name: string,
    { equals, contains, prefix, pattern }: FieldCondition,
    match: Matcher,
  ): void {
    const conditions = this.#fields.get(name) ?? new TextConditions()
    this.#fields.set(name, conditions)
    if (equals) conditions.addExact(equals)
    if (contains) conditions.addParts(contains)
    if (prefix) conditions.addPrefixes(prefix)
    if (pattern !== undefined) conditions.addPattern(pattern, match)
  }
}

/** A pattern of a rule in which digits stand. */
interface DigitPattern {
  readonly match: Matcher
  readonly pattern: string
  /** Made when it is needed: parsing all patterns takes longer than a small log. */
  wider: RegExp | null | undefined
}

/** Components whose patterns are kept apart; a hostile log must not fill the memory with names. */
const MAX_COMPONENTS = 1000

/** Texts and patterns in which digits stand, with a 0 or any digit for each. */
class TextConditions {
  readonly #exact = new Set<string>()
  readonly #prefixes: string[] = []
  readonly #parts: string[] = []
  readonly #patterns: DigitPattern[] = []
  readonly #byComponent = new Map<string | null, readonly DigitPattern[]>()

  addExact(texts: readonly string[]): void {
    for (const text of withDigits(texts)) this.#exact.add(text)
  }

  addPrefixes(texts: readonly string[]): void {
    this.#prefixes.push(...withDigits(texts))
  }

  addParts(texts: readonly string[]): void {
    this.#parts.push(...withDigits(texts))
  }

  addPattern(pattern: string, match: Matcher): void {
    if (MAY_TELL_DIGITS.test(pattern)) this.#patterns.push({ match, pattern, wider: undefined })
  }

  mayTellDigits(text: string, component: string | null): boolean {
    if (!/\d/.test(text)) return false
    if (text.length > MAX_PATTERN_LENGTH) return true
    const shape = shapeOf(text)
    return (
      this.#exact.has(shape) ||
      this.#prefixes.some((prefix) => shape.startsWith(prefix)) ||
      this.#parts.some((part) => shape.includes(part)) ||
      this.#patternsFor(component).some((pattern) => mayTell(pattern, text))
    )
  }

  /** A rule of another component takes no part, whatever the digits are. */
  #patternsFor(component: string | null): readonly DigitPattern[] {
    const known = this.#byComponent.get(component)
    if (known) return known
    const found = this.#patterns.filter(({ match }) => fitsComponent(match, component))
    if (this.#byComponent.size >= MAX_COMPONENTS) this.#byComponent.clear()
    this.#byComponent.set(component, found)
    return found
  }
}

function mayTell(known: DigitPattern, text: string): boolean {
  if (known.wider === undefined) known.wider = withAnyDigits(known.pattern)
  return known.wider?.test(text) === true
}

/** A digit, or a range that does not begin with a letter. */
const MAY_TELL_DIGITS = /\d|[^A-Za-z]-[^\]]/

function shapeOf(text: string): string {
  return text.replace(/\d/g, '0')
}

function withDigits(texts: readonly string[]): string[] {
  return texts.filter((text) => /\d/.test(text)).map(shapeOf)
}

const ANYTHING = /^/

/**
 * A pattern that matches at least where this one does or would do with other digits; null where the
 * pattern takes all digits alike, so that it never tells them apart.
 */
export function withAnyDigits(pattern: string): RegExp | null {
  const changes: { readonly from: number; readonly to: number; readonly text: string }[] = []
  let doubts = 0
  let negations = 0
  let inClass = 0
  const literal = parseRegExpLiteral(new RegExp(pattern))
  const put = ({ start, end }: AST.Node, text: string) => {
    changes.push({ from: start, to: end, text })
    // In a negated look-around a wider pattern would match less.
    if (negations > 0) doubts++
  }
  const isNegated = (node: AST.Assertion) =>
    (node.kind === 'lookahead' || node.kind === 'lookbehind') && node.negate
  visitRegExpAST(literal, {
    onAssertionEnter: (node) => (negations += isNegated(node) ? 1 : 0),
    onAssertionLeave: (node) => (negations -= isNegated(node) ? 1 : 0),
    onBackreferenceEnter: () => (doubts += 1),
    onCharacterClassEnter: (node) => {
      inClass++
      const digits = node.elements.filter(tellsDigits)
      if (digits.length === 0 || node.elements.some(holdsAllDigits)) return
      put(node, node.negate ? `(?:${node.raw}|\\d)` : `[\\d${node.raw.slice(1)}`)
    },
    onCharacterClassLeave: () => (inClass -= 1),
    onCharacterEnter: (node) => {
      if (inClass === 0 && isDigit(node.value)) put(node, '\\d')
    },
  })
  if (doubts > 0) return ANYTHING
  if (changes.length === 0) return null
  let { raw } = literal.pattern
  const { start } = literal.pattern
  for (const { from, to, text } of changes.sort((a, b) => b.from - a.from)) {
    raw = raw.slice(0, from - start) + text + raw.slice(to - start)
  }
  return new RegExp(raw)
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function tellsDigits(node: AST.CharacterClassElement): boolean {
  if (node.type === 'Character') return isDigit(node.value)
  if (node.type !== 'CharacterClassRange') return false
  return node.min.value <= 0x39 && node.max.value >= 0x30 && !holdsAllDigits(node)
}

function holdsAllDigits(node: AST.CharacterClassElement): boolean {
  if (node.type === 'CharacterClassRange') return node.min.value <= 0x30 && node.max.value >= 0x39
  return (
    node.type === 'CharacterSet' && (node.kind === 'digit' || node.kind === 'word') && !node.negate
  )
}
