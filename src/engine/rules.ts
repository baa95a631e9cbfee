import { parse } from 'yaml'

import { BUILTIN_PACKS } from '#shared/rules/builtin'
import { RuleSet } from '#shared/rules/compile'
import type { RulePack } from '#shared/rules/rule'
import { type PackResult, parsePack } from '#shared/rules/schema'

/** Reads a pack from YAML, with every mistake told. Never throws. */
export function readPack(yaml: string): PackResult {
  let data: unknown
  try {
    // Aliases could unfold a small file into gigabytes.
    data = parse(yaml, { maxAliasCount: 100, logLevel: 'error' })
  } catch (error) {
    return { ok: false, errors: [error instanceof Error ? error.message : String(error)] }
  }
  return parsePack(data)
}

/** The viewer's own rules, after those of the user: of two equally particular ones the user's wins. */
export function ruleSetWith(userPacks: readonly RulePack[]): RuleSet {
  return new RuleSet([...userPacks, ...BUILTIN_PACKS])
}
