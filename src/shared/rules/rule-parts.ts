import type { ExplainedRule, Rule, RuleTexts } from './rule'

/** Takes rule and texts apart. */
export function partsOf(whole: ExplainedRule): { readonly rule: Rule; readonly texts: RuleTexts } {
  const { id, category, match, proves, when, ...texts } = whole
  return {
    rule: {
      id,
      category,
      match,
      proves,
      when: when.map(({ uses, verdict }) => ({ uses, verdict: { category: verdict.category } })),
    },
    texts: {
      ...texts,
      when: when.map(({ verdict: { meaning, action, command } }) => ({ meaning, action, command })),
    },
  }
}

/** Joins again what `partsOf` took apart. */
export function withTexts(rule: Rule, { when, ...texts }: RuleTexts): ExplainedRule {
  return {
    ...rule,
    ...texts,
    when: rule.when.map(({ uses, verdict }, at) => {
      const said = when[at]
      if (!said) throw new Error(`no texts of the rule ${rule.id} where ${uses.join()} is used`)
      return { uses, verdict: { ...verdict, ...said } }
    }),
  }
}
