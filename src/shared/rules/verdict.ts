import type { Feature, Profile } from '../feature'
import type { Judgement, Rule } from './rule'

export interface ProfiledVerdict<Says extends Judgement> {
  readonly verdict: Says
  /** The used features that chose another verdict than the rule's own; else empty. */
  readonly because: readonly Feature[]
}

/** What a rule says where these features are used. */
export function verdictOf<Says extends Judgement>(
  rule: Rule<Says> & Says,
  profile: Profile,
): ProfiledVerdict<Says> {
  for (const { uses, verdict } of rule.when) {
    const because = uses.filter((feature) => profile.includes(feature))
    if (because.length > 0) return { verdict, because }
  }
  return { verdict: rule, because: [] }
}
