import { parse } from 'yaml'

import type { TrialStatus, TriedRule } from '#shared/protocol/trial'
import { type RuleSource, ruleText } from '#shared/rules/edit-pack'
import { readRule } from '#shared/rules/pack-text'
import { parsePack } from '#shared/rules/parse-pack'

import type { LogDocument } from '../log-document'
import { RuleTrial } from './rule-trial'

/** A rule as it is being written: by hand, or in a form. */
export type Draft = { readonly yaml: string } | { readonly source: RuleSource }

/** Tries drafts of a rule, of which the newest wins. */
export class Trials {
  readonly #tell: (status: TrialStatus) => void
  #current: RuleTrial | null = null
  #number = 0

  constructor(tell: (status: TrialStatus) => void) {
    this.#tell = tell
  }

  /** Says what is wrong with a draft, or begins to count its records. */
  try(document: LogDocument, draft: Draft): TriedRule {
    this.end()
    const number = ++this.#number
    const yaml = 'yaml' in draft ? draft.yaml : ruleText(draft.source)
    const source = 'yaml' in draft ? sourceOf(yaml) : draft.source
    const result = readRule(yaml)
    const mistakes = result.ok ? [] : result.mistakes
    const countable = result.ok ? result : parsePack(onlyConditions(source))
    if (!countable.ok) return { number, yaml, source, mistakes, isCounted: false }
    const trial = new RuleTrial()
    this.#current = trial
    document
      .tryRules(trial, countable.pack, (status) => this.#tell({ ...status, number }))
      // The document was closed: its next one is asked anew.
      .catch(() => undefined)
    return { number, yaml, source, mistakes, isCounted: true }
  }

  end(): void {
    this.#current?.cancel()
    this.#current = null
  }
}

/** A pack with the conditions of a rule that is not written to its end. */
function onlyConditions(source: RuleSource | null): unknown {
  const rule = { id: 'draft', match: source?.['match'], category: 'noise', meaning: '-' }
  return { pack: 'draft', rules: [rule] }
}

function sourceOf(yaml: string): RuleSource | null {
  try {
    const data: unknown = parse(yaml, { maxAliasCount: 100, logLevel: 'error' })
    const isMap = typeof data === 'object' && data !== null && !Array.isArray(data)
    return isMap ? (data as RuleSource) : null
  } catch {
    return null
  }
}
