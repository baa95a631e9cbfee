import { reasonOf } from '#shared/reason-of'
import type { TextQuery } from '#shared/search'

import { asksForLineEnds, type Required, requiredLiterals } from './literals'

/** How a query is looked for: bytes first, and a pattern where they do not say it all. */
export interface Plan {
  /** A line without one of these cannot match; null where nothing of the kind is known. */
  readonly literals: readonly Uint8Array[] | null
  /** Whether their ASCII letters stand for both cases. Then they are in lower case. */
  readonly isFolded: boolean
  /** A literal found is a match. */
  readonly isExact: boolean
  /** Says of a line whether it matches. */
  readonly pattern: RegExp
  /** The same pattern for the text that begins at a literal, where every match begins with it. */
  readonly atLiteral: RegExp | null
}

/** What the kernel holds of one literal among many, and of one alone. */
const MAX_BYTES_OF_MANY = 64
const MAX_BYTES_OF_ONE = 4096

/** @throws SyntaxError with V8's own words for a pattern that is none */
export function planOf(query: TextQuery): Plan {
  const flags = flagsOf(query)
  const isBytes = !query.isRegex && (query.isCaseSensitive || isAscii(query.query))
  const source = query.isRegex ? query.query : escaped(query.query)
  const pattern = new RegExp(source, flags)
  const required = isBytes
    ? { literals: [query.query], isExact: true, isPrefix: true }
    : query.isRegex
      ? requiredLiterals(source, flags)
      : { literals: [longestAscii(query.query)], isExact: false, isPrefix: false }
  return planWith(withoutUnsafe(required, flags), query.isCaseSensitive, pattern)
}

/** What is wrong with a pattern, in V8's own words, or null. */
export function patternErrorOf(query: TextQuery): string | null {
  try {
    planOf(query)
    return null
  } catch (error) {
    return reasonOf(error)
  }
}

/** Whether a match depends on where its line begins or ends. */
export function isAnchored(query: TextQuery): boolean {
  return query.isRegex && asksForLineEnds(query.query, flagsOf(query))
}

/** The pattern that lines are shown to, for all matches in a line. */
export function highlighterOf(query: TextQuery): RegExp {
  const source = query.isRegex ? query.query : escaped(query.query)
  return new RegExp(source, `${flagsOf(query)}g`)
}

function planWith(required: Required | null, isCaseSensitive: boolean, pattern: RegExp): Plan {
  const none = { literals: null, isFolded: false, isExact: false, pattern, atLiteral: null }
  if (required === null || required.literals.includes('')) return none
  const maxBytes = required.literals.length === 1 ? MAX_BYTES_OF_ONE : MAX_BYTES_OF_MANY
  const isCut = required.literals.some((literal) => Buffer.byteLength(literal) > maxBytes)
  // Of several literals the kernel does not always find the one first that begins first.
  const isAtLiteral = required.isPrefix && !required.isExact && required.literals.length === 1
  return {
    literals: required.literals.map((literal) =>
      Buffer.from(isCaseSensitive ? literal : lowered(literal)).subarray(0, maxBytes),
    ),
    isFolded: !isCaseSensitive,
    isExact: required.isExact && !isCut,
    pattern,
    atLiteral: isAtLiteral ? new RegExp(pattern.source, `${pattern.flags}y`) : null,
  }
}

/**
 * What the bytes of a line cannot prove is not looked for by bytes: beyond ASCII, another case can
 * have other bytes; with the flags `iu`, k and s stand for a letter beyond ASCII too (K, ſ); and
 * what is no UTF-8 is decoded to U+FFFD, as is half of a pair.
 */
function withoutUnsafe(required: Required | null, flags: string): Required | null {
  if (required === null) return null
  const isUnsafe = flags.includes('i')
    ? (literal: string) => !isAscii(literal) || (flags.includes('u') && /[ks]/iu.test(literal))
    : (literal: string) => /[\ufffd\p{Cs}]/u.test(literal)
  // A line end is in no line, and the kernel does not look where one is.
  return required.literals.some((literal) => isUnsafe(literal) || /[\r\n]/u.test(literal))
    ? null
    : required
}

/** Unicode rules only for who uses them: they forbid escapes that are harmless otherwise (`\-`). */
function flagsOf({ query, isRegex, isCaseSensitive }: TextQuery): string {
  const isUnicode = isRegex ? /\\[pP]\{|\\u\{|[\u{10000}-\u{10ffff}]/u.test(query) : !isAscii(query)
  return `${isCaseSensitive ? '' : 'i'}${isUnicode ? 'u' : ''}`
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/u.test(text)
}

/** In ASCII alone, as the kernel folds. */
function lowered(text: string): string {
  return text.replace(/[A-Z]+/gu, (letters) => letters.toLowerCase())
}

/** The longest part that has the same bytes in every case but for ASCII letters; '' where there is none. */
function longestAscii(text: string): string {
  const runs = text.split(/[^\0-\x7f]+|[ksKS]+/u)
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '')
}
