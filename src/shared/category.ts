/**
 * What a record means for the person who runs the server. Every record has exactly one.
 * The order is the order of importance: lists, side bar and triage show the first ones first.
 */
export const CATEGORIES = [
  'problem',
  'client',
  'unknown',
  'advice',
  'noise',
  'activity',
  'healthy',
] as const

export type Category = (typeof CATEGORIES)[number]

/** The category of a record that no rule explains. Rules themselves never name it. */
export const UNKNOWN = 'unknown' satisfies Category

/** Those in which a rule can put its records. */
export const RULE_CATEGORIES = [
  'problem',
  'client',
  'advice',
  'noise',
  'activity',
  'healthy',
] as const satisfies readonly Exclude<Category, typeof UNKNOWN>[]

export type RuleCategory = (typeof RULE_CATEGORIES)[number]

export function importanceOf(category: Category): number {
  return CATEGORIES.indexOf(category)
}
