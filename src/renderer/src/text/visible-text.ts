/*
 * A log is hostile input: terminal escapes can hide text, bidirectional and zero-width characters
 * can reorder it or make two names look alike (CVE-2021-25743, CVE-2021-42574). Here every character
 * that acts instead of showing becomes a mark that shows and does nothing.
 */

export interface Segment {
  readonly kind: 'text' | 'mark'
  readonly text: string
}

/** Colours of a terminal: dropped, as they carry no text. Every other escape stays, as marks. */
// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const COLOURS = /\u001b\[[\d;:]{0,64}m/gu

/**
 * Control characters, lone surrogates, and everything that Unicode calls ignorable: zero-width and
 * bidirectional characters, soft hyphens, fillers, tags that can carry whole hidden messages. Left
 * alone are the tab, and the variation selectors of emoji.
 */
const ACTING =
  /(?!\t|[\ufe00-\ufe0f])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\ufff9-\ufffb]/gu

const DELETE = 0x7f
const FIRST_PICTURE = 0x2400
const DELETE_PICTURE = 0x2421

function markOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(FIRST_PICTURE + code)
  if (code === DELETE) return String.fromCodePoint(DELETE_PICTURE)
  return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`
}

/**
 * The pieces of `text` that may be shown as they are, and the marks for all others, in order.
 * With `keepLines`, line ends stay what they are: for a block of text that wraps.
 */
export function visibleText(text: string, keepLines = false): readonly Segment[] {
  let plain = text.replace(COLOURS, '')
  if (keepLines) plain = plain.replaceAll('\r\n', '\n')
  const segments: Segment[] = []
  let end = 0
  for (const { 0: character, index } of plain.matchAll(ACTING)) {
    if (keepLines && character === '\n') continue
    if (index > end) segments.push({ kind: 'text', text: plain.slice(end, index) })
    segments.push({ kind: 'mark', text: markOf(character) })
    end = index + character.length
  }
  if (end < plain.length) segments.push({ kind: 'text', text: plain.slice(end) })
  return segments
}

/** The same as one string, for titles and other places that take no elements. */
export function visibleString(text: string): string {
  return visibleText(text)
    .map((segment) => segment.text)
    .join('')
}
