import { VARIABLE } from './shape'

/** Words of a shape. Split at single blanks, so that joined again they are the shape. */
type Words = readonly string[]

/** Shapes of one statement, as far as can be told. */
export interface Part {
  readonly members: readonly string[]
  /** Its constant words, and what is constant in the others: `room=\0,`. */
  readonly words: Words
}

/** So many different plain words in one place are names and not the words of several statements. */
const MANY_WORDS = 4
/** Paths, addresses and `key=value` need less evidence. */
const MANY_DATA = 2

/** So many of its words a statement must have constant; one that is so in part counts a half. */
const CONSTANT_SHARE = 1 / 3

interface Shape {
  readonly text: string
  readonly words: Words
}

/**
 * Groups shapes of equally many words into statements. A place in which many different words occur
 * while the rest agrees is a variable; one with few tells statements apart. This looks at the set
 * of shapes: their order, and how often each occurs, change nothing.
 */
export function partition(shapes: readonly string[]): Part[] {
  const cells = new Map<number, Shape[]>()
  for (const text of shapes) {
    const words = text.split(' ')
    const cell = cells.get(words.length) ?? []
    cell.push({ text, words })
    cells.set(words.length, cell)
  }
  return [...cells.values()].flatMap((cell) => split(cell))
}

function split(shapes: readonly Shape[]): Part[] {
  const [first] = shapes
  if (!first) return []
  const values = first.words.map((_, place) => valuesAt(shapes, place))
  const varying = values.flatMap((known, place) => (known.size > 1 ? [{ place, known }] : []))
  const telling = varying.filter(({ known }) => !isVariable(known))
  if (telling.length === 0) {
    const words = values.map(common)
    if (varying.length === 0 || hasEnough(words)) {
      return [{ members: shapes.map(({ text }) => text), words }]
    }
  }
  const { place } = (telling.length > 0 ? telling : varying).reduce((best, other) =>
    other.known.size < best.known.size ? other : best,
  )
  return groupedAt(shapes, place).flatMap(split)
}

function valuesAt(shapes: readonly Shape[], place: number): ReadonlySet<string> {
  return new Set(shapes.map(({ words }) => words[place] ?? ''))
}

function groupedAt(shapes: readonly Shape[], place: number): Shape[][] {
  const groups = new Map<string | undefined, Shape[]>()
  for (const shape of shapes) {
    const group = groups.get(shape.words[place])
    if (group) group.push(shape)
    else groups.set(shape.words[place], [shape])
  }
  return [...groups.values()]
}

function hasEnough(words: Words): boolean {
  const constants = words.map((word) =>
    !/\p{L}/u.test(word) ? 0 : word.includes(VARIABLE) ? 0.5 : 1,
  )
  const sum = constants.reduce<number>((all, part) => all + part, 0)
  return sum >= Math.max(1, words.length * CONSTANT_SHARE)
}

function isVariable(values: ReadonlySet<string>): boolean {
  if (values.size >= MANY_WORDS) return true
  return values.size >= MANY_DATA && [...values].every(looksLikeData)
}

/** Something else than a word of a sentence, apart from the punctuation around it. */
function looksLikeData(word: string): boolean {
  return /[^\p{L}'’-]|\p{Ll}\p{Lu}/u.test(word.replace(/^[("'[]+|[)"'\],.:;!?]+$/g, ''))
}

/** What some words have in common at their ends, cut where words end: `a=1,` and `a=2,` are `a=\0,`. */
function common(values: ReadonlySet<string>): string {
  const [first = ''] = values
  if (values.size === 1) return first
  const words = [...values]
  const shortest = Math.min(...words.map(({ length }) => length))
  const agree = (place: (word: string) => number) =>
    words.every((word) => word[place(word)] === first[place(first)])
  const cuts = (place: (word: string) => number) =>
    words.some((word) => isInWord(word, place(word)))
  let start = 0
  while (start < shortest && agree(() => start)) start++
  while (start > 0 && cuts(() => start)) start--
  let end = 0
  while (end < shortest - start && agree((word) => word.length - 1 - end)) end++
  while (end > 0 && cuts((word) => word.length - end)) end--
  return `${first.slice(0, start)}${VARIABLE}${first.slice(first.length - end)}`
}

const IN_WORD = /[\p{L}\p{N}_\uD800-\uDFFF]/u

/** Whether a cut at this place would go through a word, or a character. */
function isInWord(text: string, place: number): boolean {
  return IN_WORD.test(text[place - 1] ?? '') && IN_WORD.test(text[place] ?? '')
}
