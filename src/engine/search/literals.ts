import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp'

/*
 * A pattern is slow and bytes are quick to find, so a line is shown to the pattern only where it
 * holds one of the literals that every match must have: `PA_[0-9a-f]+x` needs "PA_", and
 * `"level":"(warn|error)"` one of two.
 */

/** Literals of which every match holds one. */
export interface Required {
  readonly literals: readonly string[]
  /** Each of them is a match by itself, so that nothing is left to ask the pattern. */
  readonly isExact: boolean
  /** Every match begins with one of them, and asks for nothing of what stands before. */
  readonly isPrefix: boolean
}

/** More than that are no quicker to look for than the pattern itself. */
const MAX_LITERALS = 32

/** Of one literal: the kernel holds 64 bytes. A longer one is cut, and the pattern asked for the rest. */
const MAX_LENGTH = 16

/** Every string that a part of a pattern can stand for, or null where there are too many. */
type Language = readonly string[] | null

/** What is known of a part: all that it can be, and literals that it must begin with or hold. */
interface Known {
  readonly language: Language
  readonly prefix: readonly string[] | null
  readonly required: readonly string[] | null
}

const ANYTHING: Known = { language: null, prefix: null, required: null }
const NOTHING: Known = { language: [''], prefix: null, required: null }

/** @param flags of the pattern: `u` alone changes what it means */
export function requiredLiterals(pattern: string, flags: string): Required | null {
  const parsed = parse(pattern, flags)
  if (parsed === null) return null
  const { language, prefix, required } = ofAlternatives(parsed.alternatives)
  const literals = best(language, prefix, required)
  if (literals === null) return null
  let asksAround = false
  visitRegExpAST(parsed, { onAssertionEnter: () => (asksAround = true) })
  return {
    literals: [...new Set(literals)],
    isExact: literals === language && !asksAround,
    isPrefix: literals === prefix && !asksAround,
  }
}

/** Whether a match depends on where its line begins or ends. */
export function asksForLineEnds(pattern: string, flags: string): boolean {
  const parsed = parse(pattern, flags)
  let isFound = parsed === null
  if (parsed) {
    visitRegExpAST(parsed, {
      onAssertionEnter: ({ kind }) => (isFound ||= kind === 'start' || kind === 'end'),
    })
  }
  return isFound
}

/** The parser may know less than V8, and then nothing is known of the pattern. */
function parse(pattern: string, flags: string): AST.Pattern | null {
  try {
    const parser = new RegExpParser({ ecmaVersion: 2025 })
    return parser.parsePattern(pattern, 0, pattern.length, {
      unicode: flags.includes('u'),
    })
  } catch {
    return null
  }
}

/** Longer literals are rarer, and so are fewer ones. */
function score(literals: readonly string[] | null): number {
  if (literals === null || literals.length === 0 || literals.length > MAX_LITERALS) return 0
  const shortest = Math.min(...literals.map((literal) => literal.length))
  return shortest === 0 ? 0 : Math.min(shortest, MAX_LENGTH) - Math.log2(literals.length) / 2
}

function best(...choices: readonly (readonly string[] | null)[]): readonly string[] | null {
  let chosen: readonly string[] | null = null
  for (const choice of choices) if (score(choice) > score(chosen)) chosen = choice
  return chosen
}

function ofAlternatives(alternatives: readonly AST.Alternative[]): Known {
  const known = alternatives.map(ofAlternative)
  const languages = known.map(({ language }) => language)
  const needed = known.map(({ language, required }) => best(language, required))
  return {
    language: limited(
      languages.includes(null) ? null : languages.flatMap((language) => language ?? []),
    ),
    prefix: allOf(known.map(({ language, prefix }) => language ?? prefix)),
    required: allOf(needed),
  }
}

function allOf(sets: readonly (readonly string[] | null)[]): readonly string[] | null {
  return sets.includes(null) ? null : sets.flatMap((literals) => literals ?? [])
}

/** Parts that follow each other: what they can be together, and the best of what one must hold. */
function ofAlternative({ elements }: AST.Alternative): Known {
  let run: readonly string[] = ['']
  let prefix: readonly string[] | null = null
  let required: readonly string[] | null = null
  for (const element of elements) {
    const known = ofElement(element)
    required = best(required, known.required, known.language)
    const longer = known.language && limited(joined(run, known.language))
    if (longer === null) {
      prefix ??= (known.prefix && limited(joined(run, known.prefix))) ?? run
      required = best(required, run)
    }
    run = longer ?? known.language ?? ['']
  }
  return { language: prefix ? null : run, prefix, required: best(required, run) }
}

function ofElement(element: AST.Element): Known {
  switch (element.type) {
    case 'Character':
      return { language: [String.fromCodePoint(element.value)], prefix: null, required: null }
    case 'CharacterClass':
      return { language: ofClass(element), prefix: null, required: null }
    case 'Group':
      return element.modifiers ? ANYTHING : ofAlternatives(element.alternatives)
    case 'CapturingGroup':
      return ofAlternatives(element.alternatives)
    case 'Quantifier':
      return ofQuantifier(element)
    case 'Assertion':
      return NOTHING
    case 'Backreference':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return ANYTHING
  }
}

function ofQuantifier({ min, max, element }: AST.Quantifier): Known {
  const known = ofElement(element)
  if (min === 1 && max === 1) return known
  if (min === 0) {
    const language = max === 1 && known.language ? limited([...known.language, '']) : null
    return { language, prefix: null, required: null }
  }
  const prefix = known.language ?? known.prefix
  return { language: null, prefix, required: best(known.required, known.language) }
}

const MAX_CLASS = 4

function ofClass({ negate, elements }: AST.CharacterClass): Language {
  if (negate) return null
  const characters: string[] = []
  for (const element of elements) {
    if (element.type === 'Character') characters.push(String.fromCodePoint(element.value))
    else if (
      element.type === 'CharacterClassRange' &&
      element.max.value - element.min.value < MAX_CLASS
    ) {
      for (let code = element.min.value; code <= element.max.value; code++) {
        characters.push(String.fromCodePoint(code))
      }
    } else return null
  }
  return characters.length === 0 || characters.length > MAX_CLASS ? null : characters
}

function joined(heads: readonly string[], tails: readonly string[]): readonly string[] {
  return heads.flatMap((head) => tails.map((tail) => head + tail))
}

function limited(language: Language): Language {
  return language && language.length > MAX_LITERALS ? null : language
}
