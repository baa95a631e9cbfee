import fc from 'fast-check'
import { expect, test } from 'vitest'

import { LEVELS } from '../level'
import { BUILTIN_PACKS } from './builtin'
import { NO_RULE, RuleSet, type Subject } from './compile'
import { fitsComponent, fitsLevel } from './fits'
import type { FieldCondition, Rule } from './rule'

/** All rules, asked one after the other with nothing remembered. */
function bestOf(rules: readonly Rule[], subject: Subject): number {
  let best = NO_RULE
  let bestRank: readonly number[] = []
  rules.forEach((rule, number) => {
    const rank = rankOf(rule, subject)
    const at = rank?.findIndex((value, index) => value !== bestRank[index]) ?? -1
    if (rank && at >= 0 && (bestRank.length === 0 || rank[at]! > bestRank[at]!)) {
      best = number
      bestRank = rank
    }
  })
  return best
}

const KINDS = ['any', 'pattern', 'prefix', 'exact']
const expressions = new Map<string, RegExp>()

function expressionOf(pattern: string): RegExp {
  const expression = expressions.get(pattern) ?? new RegExp(pattern)
  expressions.set(pattern, expression)
  return expression
}

function fittingTexts(text: Rule['match']['text'], message: string): readonly string[] {
  switch (text.kind) {
    case 'exact':
      return text.texts.filter((known) => known === message)
    case 'prefix':
      return text.texts.filter((known) => message.startsWith(known))
    case 'pattern':
      return expressionOf(text.pattern).test(message) ? [''] : []
    case 'any':
      return ['']
  }
}

/** How particular a rule is for a record, the weightiest number first; null where it does not fit. */
function rankOf({ match }: Rule, { bare, component, field, level, message }: Subject) {
  const { text, components, fields, levels } = match
  const texts = fittingTexts(text, message)
  if (texts.length === 0 || (match.bare && !bare)) return null
  if (!fitsLevel(match, level) || !fitsComponent(match, component)) return null
  if (!Object.entries(fields).every(([name, condition]) => holds(condition, field(name))))
    return null
  return [
    KINDS.indexOf(text.kind),
    text.kind === 'prefix' ? Math.max(...texts.map(({ length }) => length)) : 0,
    Object.keys(fields).length,
    levels.length > 0 ? 1 : 0,
    Math.max(0, ...components.map((root) => root.split('.').length)),
  ]
}

function holds(
  { equals, contains, prefix, pattern, exists }: FieldCondition,
  value: string | null,
) {
  if (value === null) return exists === false
  return [
    exists !== false,
    equals?.includes(value) ?? true,
    contains?.some((part) => value.includes(part)) ?? true,
    prefix?.some((start) => value.startsWith(start)) ?? true,
    pattern === undefined || expressionOf(pattern).test(value),
  ].every(Boolean)
}

const rules = BUILTIN_PACKS.flatMap((pack) => pack.rules)

function textsOf({ match: { text } }: Rule): readonly string[] {
  return text.kind === 'exact' || text.kind === 'prefix' ? text.texts : []
}

/** What the packs ask for, so that chance meets it often enough. */
const known = {
  texts: rules.flatMap(textsOf),
  patterns: rules.flatMap(({ match: { text } }) =>
    text.kind === 'pattern' ? [text.pattern.replaceAll('\\b', '')] : [],
  ),
  components: [...new Set(rules.flatMap(({ match }) => match.components))],
  values: rules.flatMap(({ match }) =>
    Object.values(match.fields).flatMap(({ equals = [], contains = [], prefix = [] }) => [
      ...equals,
      ...contains,
      ...prefix,
    ]),
  ),
}

const message = fc.oneof(
  fc.constantFrom(...known.texts),
  fc.constantFrom(...known.patterns).chain((pattern) => fc.stringMatching(new RegExp(pattern))),
  fc.string(),
)
const component = fc.option(
  fc.constantFrom(...known.components).map((name) => name.replace('*.', 'livekit.transport.')),
)
const seen = fc.record({
  component,
  level: fc.option(fc.constantFrom(...LEVELS)),
  bare: fc.boolean(),
  value: fc.option(fc.constantFrom(...known.values)),
})

test('the rule found is the one that asking all of them finds', { timeout: 60_000 }, () => {
  // One for all: what it remembers of a message must serve every level and component.
  const ruleSet = new RuleSet(BUILTIN_PACKS)
  fc.assert(
    fc.property(message, fc.array(seen, { minLength: 1, maxLength: 5 }), (text, records) => {
      for (const { value, ...record } of records) {
        const subject: Subject = { ...record, message: text, field: () => value }
        expect(ruleSet.match(subject)).toBe(bestOf(rules, subject))
        if (ruleSet.fieldsAsked(subject).length > 0) continue
        expect(ruleSet.match({ ...subject, field: () => null })).toBe(ruleSet.match(subject))
      }
    }),
    { numRuns: 150 },
  )
})
