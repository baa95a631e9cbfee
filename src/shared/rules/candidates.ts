import type { Level } from '../level'
import { fitsComponent, fitsOrigin } from './fits'
import { literalStart } from './literal-start'
import type { FieldCondition, Rule } from './rule'

/** Number of a rule in `RuleSet.rules`, or NO_RULE. */
export type RuleNumber = number
export const NO_RULE: RuleNumber = -1

/** Patterns see no more than this of a message: nothing telling stands further back. */
export const MAX_PATTERN_LENGTH = 2000

/** Components whose patterns are kept apart; a hostile log must not fill the memory with names. */
const MAX_COMPONENTS = 1000

export type Condition = readonly [name: string, holds: (value: string | null) => boolean]

/** A rule that may explain a message. What costs time is compiled when it is first asked for. */
export class Candidate {
  readonly number: RuleNumber
  readonly rule: Rule
  readonly #fieldCount: number
  readonly #hasLevel: number
  readonly #depth: number
  #conditions: readonly Condition[] | null = null
  #pattern: RegExp | null = null
  #start = ''

  constructor(rule: Rule, number: RuleNumber) {
    const { components, levels, fields } = rule.match
    this.number = number
    this.rule = rule
    this.#fieldCount = Object.keys(fields).length
    this.#hasLevel = levels.length > 0 ? 1 : 0
    this.#depth = Math.max(0, ...components.map((component) => component.split('.').length))
  }

  get conditions(): readonly Condition[] {
    return (this.#conditions ??= Object.entries(this.rule.match.fields).map(
      ([name, condition]) => [name, compileCondition(condition)] as const,
    ))
  }

  /** Whether its pattern, if it has one, fits the message. */
  fitsPattern(message: string): boolean {
    const { text } = this.rule.match
    if (text.kind !== 'pattern') return true
    if (this.#pattern === null) {
      this.#pattern = new RegExp(text.pattern)
      this.#start = literalStart(text.pattern)
    }
    return message.startsWith(this.#start) && this.#pattern.test(message)
  }

  /** Of two rules with texts alike; negative where this one is the more particular. */
  compare(other: Candidate): number {
    return (
      other.#fieldCount - this.#fieldCount ||
      other.#hasLevel - this.#hasLevel ||
      other.#depth - this.#depth ||
      this.number - other.number
    )
  }
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

/** The rules that take any message of some records, the most particular first: their fields decide. */
class FieldRules {
  readonly candidates: readonly Candidate[]
  /** The fields that may be asked for before one of them decides. */
  readonly names: readonly string[]
  /** One of them takes all records. */
  readonly isCertain: boolean
  readonly #takesRecordsWithout: boolean

  constructor(candidates: readonly Candidate[]) {
    this.candidates = candidates
    const certain = candidates.findIndex(({ conditions }) => conditions.length === 0)
    this.isCertain = certain >= 0
    const asking = this.isCertain ? candidates.slice(0, certain) : candidates
    this.names = [...new Set(asking.flatMap(({ conditions }) => conditions.map(([name]) => name)))]
    this.#takesRecordsWithout = candidates.some(({ conditions }) =>
      conditions.every(([, holds]) => holds(null)),
    )
  }

  /** False where a record has none of the fields that they ask for. */
  mayFit(field: (name: string) => string | null): boolean {
    return this.#takesRecordsWithout || this.names.some((name) => field(name) !== null)
  }
}

/** What decides beside message and component which of the rules fit. */
interface Origin {
  readonly level: Level | null
  readonly bare: boolean
}

/** The rules that may explain the records of one component whatever they say. */
class ComponentRules {
  readonly patterns: readonly Candidate[]
  readonly #anyMessage: readonly Candidate[]
  readonly #byFields = new Map<string, FieldRules>()

  constructor(patterns: readonly Candidate[], anyMessage: readonly Candidate[]) {
    this.patterns = patterns
    this.#anyMessage = anyMessage
  }

  byFields(origin: Origin): FieldRules {
    const key = `${origin.level} ${origin.bare}`
    const known = this.#byFields.get(key)
    if (known) return known
    const made = new FieldRules(
      this.#anyMessage.filter(({ rule }) => fitsOrigin(rule.match, origin)),
    )
    this.#byFields.set(key, made)
    return made
  }
}

/**
 * The rules that may explain one message, the most particular first; level and fields are still to
 * be asked. A pattern is tried only when nothing before it decided; behind all that know something of
 * the message come those that take any.
 */
export class Candidates {
  #found: readonly Candidate[]
  readonly #component: ComponentRules
  #tried = 0

  constructor(found: readonly Candidate[], component: ComponentRules) {
    this.#found = found
    this.#component = component
  }

  /** Those that take any message. */
  byFields(origin: Origin): FieldRules {
    return this.#component.byFields(origin)
  }

  /** @param message the same each time: it is not kept, being a slice of megabytes at times */
  at(index: number, message: string): Candidate | undefined {
    if (index < this.#found.length) return this.#found[index]
    const head = message.slice(0, MAX_PATTERN_LENGTH)
    const { patterns } = this.#component
    while (this.#tried < patterns.length) {
      const candidate = patterns[this.#tried++]
      if (candidate?.fitsPattern(head)) {
        this.#found = [...this.#found, candidate]
        return candidate
      }
    }
    return undefined
  }
}

const NONE: readonly Candidate[] = []

/**
 * Rules among which the more particular goes before the others, arranged so that 2,400 of them cost
 * no more than 100: a message that is one of the constants is found by one look-up, a prefix through
 * a bucket of its first characters; of the patterns only those of its component are tried.
 */
export class CandidateTable {
  readonly #exact = new Map<string, Candidate[]>()
  readonly #prefixes: PrefixTable
  readonly #patterns: Candidate[] = []
  readonly #anyMessage: Candidate[] = []
  readonly #components = new Map<string | null, ComponentRules>()

  /** @param firstNumber of the first rule */
  constructor(rules: readonly Rule[], firstNumber: RuleNumber) {
    const prefixes: Prefix[] = []
    rules.forEach((rule, at) => {
      const candidate = new Candidate(rule, firstNumber + at)
      const { text } = rule.match
      switch (text.kind) {
        case 'exact':
          for (const message of text.texts) {
            const others = this.#exact.get(message)
            if (others) others.push(candidate)
            else this.#exact.set(message, [candidate])
          }
          break
        case 'prefix':
          for (const prefix of text.texts) prefixes.push({ text: prefix, candidate })
          break
        case 'pattern':
          this.#patterns.push(candidate)
          break
        case 'any':
          this.#anyMessage.push(candidate)
          break
      }
    })
    for (const candidates of this.#exact.values()) {
      if (candidates.length > 1) candidates.sort((a, b) => a.compare(b))
    }
    this.#prefixes = new PrefixTable(prefixes)
    this.#patterns.sort((a, b) => a.compare(b))
    this.#anyMessage.sort((a, b) => a.compare(b))
  }

  candidatesFor(component: string | null, message: string): Candidates {
    const exact = this.#exact.get(message) ?? NONE
    const prefixes = this.#prefixes.fitting(message)
    return new Candidates(
      prefixes.length === 0 ? exact : [...exact, ...prefixes],
      this.#rulesOf(component),
    )
  }

  /** Whether a rule for bare lines knows this line. */
  knowsBareLine(line: string): boolean {
    const isBare = ({ rule }: Candidate) => rule.match.bare
    return this.#exact.get(line)?.some(isBare) === true || this.#prefixes.fitting(line).some(isBare)
  }

  /** Most are of one component: the others need not be tried. */
  #rulesOf(component: string | null): ComponentRules {
    const known = this.#components.get(component)
    if (known) return known
    const fitting = ({ rule }: Candidate) => fitsComponent(rule.match, component)
    const made = new ComponentRules(
      this.#patterns.filter(fitting),
      this.#anyMessage.filter(fitting),
    )
    if (this.#components.size >= MAX_COMPONENTS) this.#components.clear()
    this.#components.set(component, made)
    return made
  }
}

interface Prefix {
  readonly text: string
  readonly candidate: Candidate
}

/** Prefixes by their first characters, longest first. */
class PrefixTable {
  readonly #width: number
  readonly #buckets = new Map<string, Prefix[]>()

  constructor(prefixes: readonly Prefix[]) {
    this.#width = prefixes.reduce((width, { text }) => Math.min(width, text.length), 8)
    for (const prefix of prefixes) {
      const key = prefix.text.slice(0, this.#width)
      const bucket = this.#buckets.get(key)
      if (bucket) bucket.push(prefix)
      else this.#buckets.set(key, [prefix])
    }
    for (const bucket of this.#buckets.values()) {
      bucket.sort((a, b) => b.text.length - a.text.length || a.candidate.compare(b.candidate))
    }
  }

  fitting(message: string): readonly Candidate[] {
    const bucket = this.#buckets.get(message.slice(0, this.#width))
    if (!bucket) return NONE
    return bucket.filter(({ text }) => message.startsWith(text)).map(({ candidate }) => candidate)
  }
}
