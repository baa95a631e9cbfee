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

const CONTROL = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f`
/** Soft hyphen, Arabic letter mark, Mongolian vowel separator, Hangul and Khmer fillers, and the like. */
const INVISIBLE = String.raw`\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0`
const DIRECTION = String.raw`\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb`
/** Tag characters and further variation selectors, which can carry whole hidden messages. */
const HIDDEN_PLANES = String.raw`\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}`
const SURROGATE = String.raw`\ud800-\udfff`

const ACTING = new RegExp(`[${CONTROL}${INVISIBLE}${DIRECTION}${HIDDEN_PLANES}${SURROGATE}]|\\n`, 'gu')

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
