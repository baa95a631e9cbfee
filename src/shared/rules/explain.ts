import type { ExplainedRule, Rule, RulePack } from './rule'
import { withTexts } from './rule-parts'

/*
 * Two thirds of the packs are texts, and of few rules anybody ever asks for them. So reading a log
 * goes without, and they are loaded when the first is asked for.
 */

/** A rule with its texts: those of a user have them, those that come with the viewer get them. */
export async function explained(rule: Rule): Promise<ExplainedRule> {
  if (isExplained(rule)) return rule
  const { TEXTS } = await import('virtual:rule-texts')
  const texts = TEXTS[rule.id]
  if (!texts) throw new Error(`no texts of the rule ${rule.id}`)
  return withTexts(rule, texts)
}

export async function explainedPack(pack: RulePack): Promise<RulePack<ExplainedRule>> {
  return { ...pack, rules: await Promise.all(pack.rules.map(explained)) }
}

function isExplained(rule: Rule): rule is ExplainedRule {
  return 'meaning' in rule
}
