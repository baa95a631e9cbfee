import type { Level } from '../level'
import type { FieldCondition, Matcher, Rule, RulePack } from './rule'

/** What a rule looks at. */
export interface Subject {
  readonly component: string | null
  readonly level: Level | null
  readonly message: string
  /** The line carries neither time nor level of its own. */
  readonly bare: boolean
  /** The text of a field (of a path with dots), or null. Called only where a rule needs it. */
  readonly field: (name: string) => string | null
}

/** Number of a rule in `RuleSet.rules`, or NO_RULE. */
export type RuleNumber = number
export const NO_RULE: RuleNumber = -1

/** Patterns see no more than this of a message: nothing telling stands further back. */
export const MAX_PATTERN_LENGTH = 2000

/** Components whose patterns are kept apart; a hostile log must not fill the memory with names. */
const MAX_COMPONENTS = 1000

interface Candidate {
  readonly number: RuleNumber
  readonly rule: Rule
  readonly fields: readonly (readonly [string, (value: string | null) => boolean])[]
  readonly specificity: readonly number[]
}

interface TextCandidate extends Candidate {
  readonly text: string
}

interface PatternCandidate extends Candidate {
  readonly pattern: RegExp
}

interface PatternsOfComponent {
  readonly patterns: readonly PatternCandidate[]
  readonly anyMessage: readonly Candidate[]
}

/**
 * The rules of some packs, arranged so that 2,400 of them cost no more than 100: a message that is
 * one of the constants is found by one look-up, a prefix through a bucket of its first characters;
 * patterns are tried once for each distinct message, and only those of its component.
 *
 * A rule of the user's own goes before all that come with the viewer: who writes one means it.
 */
export class RuleSet {
  readonly rules: readonly Rule[]
  /** So many of the first ones are the user's own. */
  readonly ownCount: number
  readonly #layers: readonly RuleLayer[]
  readonly #remembered = new Map<string, readonly Candidate[]>()

  constructor(packs: readonly RulePack[], ownPacks: readonly RulePack[] = []) {
    const own = ownPacks.flatMap(({ rules }) => rules)
    const others = packs.flatMap(({ rules }) => rules)
    this.rules = [...own, ...others]
    this.ownCount = own.length
    this.#layers = [
      ...(own.length > 0 ? [new RuleLayer(own, 0)] : []),
      new RuleLayer(others, own.length),
    ]
  }

  /** The rule that the record fits; of several the user's own, then the most particular. */
  match(subject: Subject): RuleNumber {
    for (const candidate of this.#candidatesFor(subject)) {
      if (fits(candidate, subject)) return candidate.number
    }
    return NO_RULE
  }

  /**
   * The fields that `match` may ask for before it decides on a record with this message, level and
   * component, whatever their values are. Empty: these three say all.
   */
  fieldsAsked(subject: Omit<Subject, 'field'>): readonly string[] {
    const names = new Set<string>()
    for (const candidate of this.#candidatesFor(subject)) {
      if (!fitsApartFromFields(candidate, subject)) continue
      if (candidate.fields.length === 0) break
      for (const [name] of candidate.fields) names.add(name)
    }
    return [...names]
  }

  /** Whether a rule for bare lines knows this line: then it is a record and not the tail of one. */
  knowsBareLine(line: string): boolean {
    return this.#layers.some((layer) => layer.knowsBareLine(line))
  }

  #candidatesFor({ component, message }: Pick<Subject, 'component' | 'message'>) {
    // Joined, so it shares no memory with the megabytes of which a message can be a slice.
    const key = `${component ?? ''}\u0000${message}`
    const known = this.#remembered.get(key)
    if (known) return known
    const candidates = this.#layers.flatMap((layer) => layer.candidatesFor(component, message))
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear()
    if (message.length <= MAX_PATTERN_LENGTH) this.#remembered.set(key, candidates)
    return candidates
  }
}

/** Rules among which the more particular goes before the others. */
class RuleLayer {
  readonly #exact = new Map<string, TextCandidate[]>()
  readonly #prefixes: PrefixTable
  readonly #patterns: readonly PatternCandidate[]
  readonly #anyMessage: readonly Candidate[]
  readonly #components = new Map<string | null, PatternsOfComponent>()

  /** @param firstNumber of the first rule */
  constructor(rules: readonly Rule[], firstNumber: RuleNumber) {
    const prefixes: TextCandidate[] = []
    const patterns: PatternCandidate[] = []
    const anyMessage: Candidate[] = []
    rules.forEach((rule, at) => {
      const number = firstNumber + at
      const { text } = rule.match
      switch (text.kind) {
        case 'exact':
          for (const message of text.texts) {
            const candidates = this.#exact.get(message) ?? []
            candidates.push({ ...candidateOf(rule, number, 0), text: message })
            this.#exact.set(message, candidates)
          }
          break
        case 'prefix':
          for (const prefix of text.texts) {
            prefixes.push({ ...candidateOf(rule, number, prefix.length), text: prefix })
          }
          break
        case 'pattern':
          patterns.push({ ...candidateOf(rule, number, 0), pattern: new RegExp(text.pattern) })
          break
        case 'any':
          anyMessage.push(candidateOf(rule, number, 0))
          break
      }
    })
    for (const candidates of this.#exact.values()) candidates.sort(mostParticularFirst)
    this.#prefixes = new PrefixTable(prefixes)
    this.#patterns = patterns.sort(mostParticularFirst)
    this.#anyMessage = anyMessage.sort(mostParticularFirst)
  }

  knowsBareLine(line: string): boolean {
    const isBare = ({ rule }: Candidate) => rule.match.bare
    return this.#exact.get(line)?.some(isBare) === true || this.#prefixes.fitting(line).some(isBare)
  }

  /** What may explain a message, the most particular first; level and fields are still to be asked. */
  candidatesFor(component: string | null, message: string): readonly Candidate[] {
    const head = message.slice(0, MAX_PATTERN_LENGTH)
    const { patterns, anyMessage } = this.#ofComponent(component)
    return [
      ...(this.#exact.get(message) ?? []),
      ...this.#prefixes.fitting(message),
      ...patterns.filter(({ pattern }) => pattern.test(head)),
      ...anyMessage,
    ]
  }

  /** Most patterns are of one component: the others need not be tried. */
  #ofComponent(component: string | null): PatternsOfComponent {
    const known = this.#components.get(component)
    if (known) return known
    const mayFit = ({ rule }: Candidate) => fitsComponent(rule.match, component)
    const found = {
      patterns: this.#patterns.filter(mayFit),
      anyMessage: this.#anyMessage.filter(mayFit),
    }
    if (this.#components.size >= MAX_COMPONENTS) this.#components.clear()
    this.#components.set(component, found)
    return found
  }
}

/** Prefixes by their first characters, longest first. */
class PrefixTable {
  readonly #width: number
  readonly #buckets = new Map<string, TextCandidate[]>()

  constructor(candidates: readonly TextCandidate[]) {
    this.#width = candidates.reduce((width, { text }) => Math.min(width, text.length), 8)
    for (const candidate of candidates) {
      const key = candidate.text.slice(0, this.#width)
      const bucket = this.#buckets.get(key) ?? []
      bucket.push(candidate)
      this.#buckets.set(key, bucket)
    }
    for (const bucket of this.#buckets.values()) bucket.sort(mostParticularFirst)
  }

  fitting(message: string): readonly TextCandidate[] {
    const bucket = this.#buckets.get(message.slice(0, this.#width))
    return bucket?.filter(({ text }) => message.startsWith(text)) ?? []
  }
}

function candidateOf(rule: Rule, number: RuleNumber, textLength: number): Candidate {
  const { components, levels, fields } = rule.match
  const conditions = Object.entries(fields)
  return {
    number,
    rule,
    fields: conditions.map(([name, condition]) => [name, compileCondition(condition)] as const),
    specificity: [
      textLength,
      conditions.length,
      levels.length > 0 ? 1 : 0,
      Math.max(0, ...components.map((component) => component.split('.').length)),
      -number,
    ],
  }
}

function mostParticularFirst(a: Candidate, b: Candidate): number {
  for (const [index, value] of a.specificity.entries()) {
    const difference = (b.specificity[index] ?? 0) - value
    if (difference !== 0) return difference
  }
  return 0
}

function fits(candidate: Candidate, subject: Subject): boolean {
  return (
    fitsApartFromFields(candidate, subject) &&
    candidate.fields.every(([name, holds]) => holds(subject.field(name)))
  )
}

function fitsApartFromFields(
  { rule: { match } }: Candidate,
  { bare, component, level }: Omit<Subject, 'field'>,
): boolean {
  if (match.bare && !bare) return false
  return fitsLevel(match, level) && fitsComponent(match, component)
}

/** Whether a rule asks for no level or for this one. */
export function fitsLevel({ levels }: Matcher, level: Level | null): boolean {
  return levels.length === 0 || (level !== null && levels.includes(level))
}

/** A line that lost its component, or never had one, is known by its text alone: no pattern may claim it. */
export function fitsComponent(
  { components, text, bare }: Matcher,
  component: string | null,
): boolean {
  if (components.length === 0) return true
  if (component === null) return bare || text.kind === 'exact' || text.kind === 'prefix'
  return components.some((root) => isWithin(component, root))
}

const ANYWHERE = '*.'

/** `*.pion.ice` is a library, whichever program it runs in: `pion.ice`, `livekit.transport.pion.ice`. */
function isWithin(component: string, root: string): boolean {
  return root.startsWith(ANYWHERE)
    ? `.${component}.`.includes(`${root.slice(1)}.`)
    : component.startsWith(root) &&
        (component.length === root.length || component.charCodeAt(root.length) === 0x2e)
}

function compileCondition(condition: FieldCondition): (value: string | null) => boolean {
  const { equals, contains, prefix, pattern, exists } = condition
  const expression = pattern === undefined ? null : new RegExp(pattern)
  return (value) => {
    if (value === null) return exists === false
    return (
      exists !== false &&
      (equals === undefined || equals.includes(value)) &&
      (contains === undefined || contains.some((part) => value.includes(part))) &&
      (prefix === undefined || prefix.some((start) => value.startsWith(start))) &&
      (expression === null || expression.test(value.slice(0, MAX_PATTERN_LENGTH)))
    )
  }
}
