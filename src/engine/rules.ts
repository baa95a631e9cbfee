import { BUILTIN_PACKS } from '#shared/rules/builtin'
import { RuleSet } from '#shared/rules/compile'
import type { RulePack } from '#shared/rules/rule'

/** The rules of the user and those that come with the viewer. */
export function ruleSetWith(ownPacks: readonly RulePack[]): RuleSet {
  return new RuleSet(BUILTIN_PACKS, ownPacks)
}
