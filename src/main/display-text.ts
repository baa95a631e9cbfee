/** Marks that reorder or hide text: bidi controls, zero-width characters, soft hyphen, line separators. */
const HIDDEN = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu
const CONTROL = /\p{Cc}/gu

/**
 * A name of a file or host as text that cannot lie: somebody else chose it. Control characters
 * become their pictures, marks that reorder text become `<U+202E>`, and what is too long loses its middle.
 */
export function displayText(text: string, maxLength = 1000): string {
  const visible = text.replace(CONTROL, controlPicture).replace(HIDDEN, codePoint)
  const characters = Array.from(visible)
  if (characters.length <= maxLength) return visible
  const half = Math.floor((maxLength - 1) / 2)
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`
}

function controlPicture(mark: string): string {
  const code = codeOf(mark)
  if (code === 0x7f) return '\u2421'
  // Those from U+0080 on have no pictures.
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : codePoint(mark)
}

function codeOf(mark: string): number {
  return mark.codePointAt(0) ?? 0
}

function codePoint(mark: string): string {
  return `<U+${codeOf(mark).toString(16).toUpperCase().padStart(4, '0')}>`
}
