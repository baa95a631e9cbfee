/**
 * What every text begins with that a pattern can match; empty where the pattern does not tell it
 * plainly. To look for it costs much less than to try the pattern.
 */
export function literalStart(pattern: string): string {
  if (!pattern.startsWith('^') || hasOuterAlternative(pattern)) return ''
  let start = ''
  for (let at = 1; at < pattern.length; at++) {
    let character = pattern[at] ?? ''
    if (character === '\\') {
      // `\.` is a point, but `\d` is no letter.
      character = pattern[++at] ?? ''
      if (/\w/.test(character)) break
    } else if (QUANTIFIER.test(character)) {
      // It may allow that the character before it is not there.
      return start.slice(0, -1)
    } else if (OTHER_SYNTAX.test(character)) {
      break
    }
    start += character
  }
  return start
}

const QUANTIFIER = /[?*+{]/
const OTHER_SYNTAX = /[.^$()[\]|}]/

/** `^a|b` may begin with anything, `^a(?:b|c)` may not. */
function hasOuterAlternative(pattern: string): boolean {
  let depth = 0
  let isInClass = false
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') at++
    else if (isInClass) isInClass = character !== ']'
    else if (character === '[') isInClass = true
    else if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === '|' && depth === 0) return true
  }
  return false
}
