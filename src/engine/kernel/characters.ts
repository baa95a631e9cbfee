/** Characters by their codes: ranges in order that do not touch each other. */
export type Characters = readonly (readonly [from: number, to: number])[]

const LAST = 0xffff

export const ANY_CHARACTER: Characters = [[0, LAST]]
export const DIGIT_CHARACTERS: Characters = [[0x30, 0x39]]

/** `\w`. */
export const WORD_CHARACTERS: Characters = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]

/** `\s`. */
export const SPACE_CHARACTERS: Characters = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]

/** What a dot does not stand for. */
export const LINE_ENDS: Characters = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
]

export function charactersOf(text: string): Characters {
  return joined(
    [...new Set(text)].map((character) => {
      const code = character.charCodeAt(0)
      return [[code, code]]
    }),
  )
}

export function holds(characters: Characters, code: number): boolean {
  return characters.some(([from, to]) => code >= from && code <= to)
}

export function joined(sets: readonly Characters[]): Characters {
  const ranges: [number, number][] = []
  for (const [from, to] of sets.flat().sort(([a], [b]) => a - b)) {
    const last = ranges.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else ranges.push([from, to])
  }
  return ranges
}

export function allBut(characters: Characters): Characters {
  const ranges: [number, number][] = []
  let next = 0
  for (const [from, to] of characters) {
    if (from > next) ranges.push([next, from - 1])
    next = to + 1
  }
  if (next <= LAST) ranges.push([next, LAST])
  return ranges
}
