import type { Ranges } from '#shared/protocol/document'

/** More marks than that in one text show nothing. */
const MAX_RANGES = 500

/** Where a pattern with the flag `g` matches, in each line of a text by itself. */
export function rangesIn(text: string, pattern: RegExp): Ranges {
  const ranges: [number, number][] = []
  let lineStart = 0
  for (const line of text.split('\n')) {
    for (const match of line.matchAll(pattern)) {
      if (match[0] === '') continue
      if (ranges.length === MAX_RANGES) return ranges
      const start = lineStart + match.index
      ranges.push([start, start + match[0].length])
    }
    lineStart += line.length + 1
  }
  return ranges
}
