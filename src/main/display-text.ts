import { harmless } from '#shared/acting-characters'

/** The same for what has several lines, which stay lines. */
export function displayLines(text: string, maxLength = 2000): string {
  return text
    .trim()
    .slice(0, maxLength)
    .split('\n')
    .map((line) => displayText(line))
    .join('\n')
}

/**
 * A name of a file or host as text that cannot lie: somebody else chose it. Control characters
 * become their pictures, marks that reorder text become `<U+202E>`, and what is too long loses its middle.
 */
export function displayText(text: string, maxLength = 1000): string {
  const visible = harmless(text)
  const characters = Array.from(visible)
  if (characters.length <= maxLength) return visible
  const half = Math.floor((maxLength - 1) / 2)
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`
}
