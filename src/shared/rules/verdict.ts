import type { Feature, Profile } from '../feature'
import type { Rule, Verdict } from './rule'

export interface ProfiledVerdict {
  readonly verdict: Verdict
  /** The used features that chose another verdict than the rule's own; else empty. */
  readonly because: readonly Feature[]
}

/** What a rule says where these features are used. */
export function verdictOf(rule: Rule, profile: Profile): ProfiledVerdict {
  for (const { uses, verdict } of rule.when) {
    const because = uses.filter((feature) => profile.includes(feature))
    if (because.length > 0) return { verdict, because }
  }
  return { verdict: rule, because: [] }
}
