import type { Level } from '../level'
import {
  type Candidate,
  type Candidates,
  CandidateTable,
  MAX_PATTERN_LENGTH,
  NO_RULE,
  type RuleNumber,
} from './candidates'
import { fitsComponent, fitsLevel } from './fits'
import type { Rule, RulePack } from './rule'

export { NO_RULE, type RuleNumber }

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

/** Messages whose candidates are remembered: more than there are constants, not more than is cheap. */
const MAX_REMEMBERED = 5000

/** The rules of some packs, asked for the one that explains a record. */
export class RuleSet {
  readonly rules: readonly Rule[]
  readonly #table: CandidateTable
  readonly #remembered = new Map<string, Candidates>()

  constructor(packs: readonly RulePack[]) {
    this.rules = packs.flatMap(({ rules }) => rules)
    this.#table = new CandidateTable(this.rules, 0)
  }

  /** The most particular rule that the record fits. */
  match(subject: Subject): RuleNumber {
    const candidates = this.#candidatesFor(subject)
    for (let at = 0; ; at++) {
      const candidate = candidates.at(at, subject.message)
      if (!candidate) return NO_RULE
      if (fits(candidate, subject)) return candidate.number
    }
  }

  /**
   * The fields that `match` may ask for before it decides on a record with this message, level and
   * component, whatever their values are. Empty: these three say all.
   */
  fieldsAsked(subject: Omit<Subject, 'field'>): readonly string[] {
    const names = new Set<string>()
    const candidates = this.#candidatesFor(subject)
    for (let at = 0; ; at++) {
      const candidate = candidates.at(at, subject.message)
      if (!candidate) break
      if (!fitsApartFromFields(candidate, subject)) continue
      if (candidate.conditions.length === 0) break
      for (const [name] of candidate.conditions) names.add(name)
    }
    return [...names]
  }

  /** Whether a rule for bare lines knows this line: then it is a record and not the tail of one. */
  knowsBareLine(line: string): boolean {
    return this.#table.knowsBareLine(line)
  }

  #candidatesFor({ component, message }: Pick<Subject, 'component' | 'message'>): Candidates {
    // Joined, so it shares no memory with the megabytes of which a message can be a slice.
    const key = `${component ?? ''}\u0000${message}`
    const known = this.#remembered.get(key)
    if (known) return known
    const candidates = this.#table.candidatesFor(component, message)
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear()
    if (message.length <= MAX_PATTERN_LENGTH) this.#remembered.set(key, candidates)
    return candidates
  }
}

function fits(candidate: Candidate, subject: Subject): boolean {
  return (
    fitsApartFromFields(candidate, subject) &&
    candidate.conditions.every(([name, holds]) => holds(subject.field(name)))
  )
}

function fitsApartFromFields(
  { rule: { match } }: Candidate,
  { bare, component, level }: Omit<Subject, 'field'>,
): boolean {
  if (match.bare && !bare) return false
  return fitsLevel(match, level) && fitsComponent(match, component)
}
