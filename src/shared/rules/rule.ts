import type { RuleCategory } from '../category'
import type { Feature } from '../feature'
import type { Localised } from '../language'
import type { Level } from '../level'

/** A condition on one field of a record. Lists mean "any of". */
export interface FieldCondition {
  readonly equals?: readonly string[] | undefined
  readonly contains?: readonly string[] | undefined
  readonly prefix?: readonly string[] | undefined
  readonly pattern?: string | undefined
  readonly exists?: boolean | undefined
}

/** How a rule recognises its records; all that is given must hold, lists mean "any of". */
export interface Matcher {
  /** `a.b` with what is below it; `*.a.b` below anything. */
  readonly components: readonly string[]
  readonly levels: readonly Level[]
  readonly text:
    | { readonly kind: 'exact' | 'prefix'; readonly texts: readonly string[] }
    | { readonly kind: 'pattern'; readonly pattern: string }
    | { readonly kind: 'any' }
  /** Only lines that carry neither time nor level of their own. */
  readonly bare: boolean
  readonly fields: Readonly<Record<string, FieldCondition>>
}

/** In which category a rule puts its records. */
export interface Judgement {
  readonly category: RuleCategory
}

/** What a rule says about its records. */
export interface Verdict extends Judgement {
  readonly meaning: Localised
  readonly action: Localised
  /** A constant shell command worth copying, or null. Never built from the log. */
  readonly command: string | null
}

/** The programs whose versions a rule may tell. */
export const VERSIONED_PROGRAMS = ['livekit', 'ingress', 'egress', 'sip'] as const

export interface VersionRange {
  readonly from: string
  /** The last one that printed it; absent where the newest still does. */
  readonly to?: string | undefined
}

export type Versions = Partial<Record<(typeof VERSIONED_PROGRAMS)[number], VersionRange>>

/** One kind of message: all that reading a log needs to know of it. */
export interface Rule<Says extends Judgement = Judgement> extends Judgement {
  readonly id: string
  readonly match: Matcher
  /** The feature which is surely in use where this record occurs. */
  readonly proves: Feature | null
  /** Other verdicts where one of these features is used; the first that applies wins. */
  readonly when: readonly { readonly uses: readonly Feature[]; readonly verdict: Says }[]
}

/** A rule with all that people read about it. */
export interface ExplainedRule extends Rule<Verdict>, Verdict {
  /** Which line of whose source, or which thread, proves it: `repo path:line` or an https address. */
  readonly evidence: readonly string[]
  /** Which versions print such records, as far as their sources were read. */
  readonly versions?: Versions | undefined
}

type Wording = Omit<Verdict, 'category'>

/** What an explained rule has beside the rule. */
export interface RuleTexts extends Wording, Omit<ExplainedRule, keyof Rule | keyof Verdict> {
  /** One for each of `Rule.when`. */
  readonly when: readonly Wording[]
}

export interface RulePack<R extends Rule = Rule> {
  readonly pack: string
  readonly title: Localised
  readonly rules: readonly R[]
}
