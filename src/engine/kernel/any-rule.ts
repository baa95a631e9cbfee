import type { Matcher, Rule } from '#shared/rules/rule'

/** A rule for tests that takes what it is told to take, and says nothing of it. */
export function ruleOf(id: string, match: Partial<Matcher> = {}): Rule {
  return {
    id,
    category: 'noise',
    match: { components: [], levels: [], bare: false, fields: {}, text: { kind: 'any' }, ...match },
    proves: null,
    when: [],
  }
}
