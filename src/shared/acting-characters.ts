/*
 * Names and logs are hostile input: terminal escapes can hide text, bidirectional and zero-width
 * characters can reorder it or make two names look alike (CVE-2021-25743, CVE-2021-42574). Every
 * character that acts instead of showing becomes a mark that shows and does nothing.
 */

/**
 * Control characters, lone surrogates, and everything that Unicode calls ignorable: zero-width and
 * bidirectional characters, soft hyphens, fillers, tags that can carry whole hidden messages. Left
 * alone are the tab, and the variation selectors of emoji.
 */
export const ACTING =
  /(?!\t|[\ufe00-\ufe0f])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\ufff9-\ufffb]/gu

const DELETE = 0x7f
const FIRST_PICTURE = 0x2400
const DELETE_PICTURE = 0x2421

/** The picture of a control character where there is one, else its number between brackets. */
export function markOf(character: string, [open, close]: readonly [string, string]): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(FIRST_PICTURE + code)
  if (code === DELETE) return String.fromCodePoint(DELETE_PICTURE)
  return `${open}U+${code.toString(16).toUpperCase().padStart(4, '0')}${close}`
}

/** One line for a terminal, a title, a menu: `a␛[31m<U+202E>b`. */
export function harmless(text: string): string {
  return text
    .replaceAll('\t', (tab) => markOf(tab, ['<', '>']))
    .replace(ACTING, (character) => markOf(character, ['<', '>']))
}
