/** Text that records are searched for: in one physical line of theirs, wherever it stands. */
export interface TextQuery {
  readonly query: string
  readonly isRegex: boolean
  readonly isCaseSensitive: boolean
}

export const MAX_QUERY_LENGTH = 1000

/** What a pattern names by a letter without meaning that letter: `\W`, `\p{Lu}`. */
const ESCAPE = /\\[pP]\{[^}]*\}|\\./gsu

/** Who writes a capital letter means one; who writes none means any. */
export function isSmartlySensitive(query: string, isRegex: boolean): boolean {
  return /\p{Lu}/u.test(isRegex ? query.replace(ESCAPE, '') : query)
}

export function isSameQuery(a: TextQuery | null, b: TextQuery | null): boolean {
  if (a === null || b === null) return a === b
  return a.query === b.query && a.isRegex === b.isRegex && a.isCaseSensitive === b.isCaseSensitive
}
