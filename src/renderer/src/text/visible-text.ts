import { ACTING, markOf } from '#shared/acting-characters'

export interface Segment {
  readonly kind: 'text' | 'mark'
  readonly text: string
}

/** Colours of a terminal: dropped, as they carry no text. Every other escape stays, as marks. */
// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const COLOURS = /\u001b\[[\d;:]{0,64}m/gu

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
    segments.push({ kind: 'mark', text: markOf(character, ['⟦', '⟧']) })
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
