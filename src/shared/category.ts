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

export function importanceOf(category: Category): number {
  return CATEGORIES.indexOf(category)
}
