import type { Level } from '../level'
import {
  type Candidate,
  type Candidates,
  CandidateTable,
  MAX_PATTERN_LENGTH,
  NO_RULE,
  type RuleNumber,
} from './candidates'
import { fitsComponent, fitsOrigin } from './fits'
import type { Rule, RulePack } from './rule'

export { MAX_PATTERN_LENGTH, NO_RULE, type RuleNumber }

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

/** What may explain the record that was asked for last. */
interface Asked {
  readonly component: string | null
  readonly message: string
  readonly candidates: readonly Candidates[]
}

/**
 * The rules of some packs, asked for the one that explains a record. A rule of the user's own goes
 * before all that come with the viewer: who writes one means it.
 */
export class RuleSet {
  readonly rules: readonly Rule[]
  /** So many of the first ones are the user's own. */
  readonly ownCount: number
  #madeTables: readonly CandidateTable[] | null = null
  /** Who asks for the rule of a record asks for its fields too. */
  #last: Asked | null = null

  constructor(packs: readonly RulePack[], ownPacks: readonly RulePack[] = []) {
    const own = ownPacks.flatMap(({ rules }) => rules)
    const others = packs.flatMap(({ rules }) => rules)
    this.rules = [...own, ...others]
    this.ownCount = own.length
  }

  /** Made when the first record asks: a thread that knows the messages of a log needs none. */
  get #tables(): readonly CandidateTable[] {
    return (this.#madeTables ??= [
      ...(this.ownCount > 0 ? [new CandidateTable(this.rules.slice(0, this.ownCount), 0)] : []),
      new CandidateTable(this.rules.slice(this.ownCount), this.ownCount),
    ])
  }

  /** The rule that the record fits; of several the user's own, then the most particular. */
  match(subject: Subject): RuleNumber {
    for (const candidates of this.#candidatesFor(subject)) {
      for (let at = 0; ; at++) {
        const candidate = candidates.at(at, subject.message)
        if (!candidate) break
        if (fits(candidate, subject)) return candidate.number
      }
      const byFields = candidates.byFields(subject)
      if (!byFields.mayFit(subject.field)) continue
      const candidate = byFields.candidates.find((one) => fitsInFields(one, subject))
      if (candidate) return candidate.number
    }
    return NO_RULE
  }

  /**
   * The fields that `match` may ask for before it decides on a record with this message, level and
   * component, whatever their values are. Empty: these three say all.
   */
  fieldsAsked(subject: Omit<Subject, 'field'>): readonly string[] {
    const names = new Set<string>()
    for (const candidates of this.#candidatesFor(subject)) {
      for (let at = 0; ; at++) {
        const candidate = candidates.at(at, subject.message)
        if (!candidate) break
        if (!fitsApartFromFields(candidate, subject)) continue
        if (candidate.conditions.length === 0) return [...names]
        for (const [name] of candidate.conditions) names.add(name)
      }
      const byFields = candidates.byFields(subject)
      for (const name of byFields.names) names.add(name)
      if (byFields.isCertain) break
    }
    return [...names]
  }

  /** Whether a rule for bare lines knows this line: then it is a record and not the tail of one. */
  knowsBareLine(line: string): boolean {
    return this.#tables.some((table) => table.knowsBareLine(line))
  }

  #candidatesFor({ component, message }: Pick<Subject, 'component' | 'message'>) {
    if (this.#last?.message === message && this.#last.component === component) {
      return this.#last.candidates
    }
    const candidates = this.#tables.map((table) => table.candidatesFor(component, message))
    this.#last = { component, message, candidates }
    return candidates
  }
}

function fits(candidate: Candidate, subject: Subject): boolean {
  return fitsApartFromFields(candidate, subject) && fitsInFields(candidate, subject)
}

function fitsInFields({ conditions }: Candidate, { field }: Subject): boolean {
  return conditions.every(([name, holds]) => holds(field(name)))
}

function fitsApartFromFields({ rule }: Candidate, subject: Omit<Subject, 'field'>): boolean {
  return fitsOrigin(rule.match, subject) && fitsComponent(rule.match, subject.component)
}
