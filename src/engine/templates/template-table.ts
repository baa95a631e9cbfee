import { partition } from './partition'
import { VARIABLE } from './shape'

/** What the messages of one unknown statement look like. */
export interface Template {
  /** The same for as long as the log grows, unless what was told apart turns out to be one. */
  readonly id: string
  /** The constant texts; between two of them stands what changes. */
  readonly constants: readonly string[]
}

export interface ComponentShape {
  readonly component: string
  readonly shape: string
}

/** Shapes that are told apart; a log of free text must not fill the memory. */
const MAX_SHAPES = 4096

/** A log of statements alone has fewer. */
const MANY_SHAPES = 512

/** Stands for all that is not told apart. */
const OTHER_SHAPE = '…'

/**
 * The templates of the unknown messages of a log, by component.
 *
 * Exact: every unknown record has one shape, every shape one template, so counts add up and a filter
 * shows just the records that were counted. The result hangs on the set of shapes and the order in
 * which they first occur in the log; not on how it was cut or on who scanned it.
 *
 * Approximate: which shapes are one statement is guessed from the set of them (see partition), so two
 * statements can be taken as one, or one as two while little of it was seen. When as many shapes
 * are known as are told apart, the templates stay as they are: a further message is counted with a
 * template that fits it word for word, or with all that fit none.
 */
export class TemplateTable {
  readonly #maxShapes: number
  readonly #components = new Map<string, ComponentTemplates>()
  #count = 0

  /** @param maxShapes no limit for a part of a log, whose shapes go into the table of the whole */
  constructor(maxShapes = MAX_SHAPES) {
    this.#maxShapes = maxShapes
  }

  /** Shapes so far: while they are no more, no template becomes another. */
  get count(): number {
    return this.#count
  }

  /** Not full yet, but with more shapes than programs have statements that nobody knows. */
  get isFillingUp(): boolean {
    return !this.isFull && this.#count >= MANY_SHAPES
  }

  /** Further shapes are counted with others. */
  get isFull(): boolean {
    return this.#count >= this.#maxShapes
  }

  /** The shape under which a message is counted. */
  admit(component: string, shape: string): string {
    const known = this.#components.get(component)
    if (!this.isFull || known?.has(shape)) return shape
    if (shape === OTHER_SHAPE) return shape
    return known?.fitting(shape)?.first ?? OTHER_SHAPE
  }

  /** A record with an admitted shape is surely in the log. */
  add(component: string, shape: string): void {
    let known = this.#components.get(component)
    if (known?.has(shape) || this.isFull) return
    if (!known) {
      known = new ComponentTemplates(component)
      this.#components.set(component, known)
    }
    known.add(shape)
    this.#count++
  }

  /** All shapes that are told apart. */
  *shapes(): Generator<string> {
    for (const { shape } of this.componentShapes()) yield shape
  }

  /** The same with their components: a table that is given them in this order says the same. */
  *componentShapes(): Generator<ComponentShape> {
    for (const [component, known] of this.#components) {
      for (const shape of known.shapes) yield { component, shape }
    }
  }

  /**
   * The words of the templates that a shape of so many words may fit; of several that it fits, the
   * first one counts.
   */
  candidates(component: string, words: number, first: string): readonly (readonly string[])[] {
    const known = this.#components.get(component)
    return known?.candidates(words, first).map((template) => template.words) ?? []
  }

  /** The template of an admitted shape, also of one that is not yet surely in the log. */
  templateOf(component: string, shape: string): Template {
    const known = shape === OTHER_SHAPE ? undefined : this.#components.get(component)
    return known?.templateOf(shape) ?? templateFrom(component, shape, shape.split(' '))
  }
}

interface KnownTemplate extends Template {
  readonly words: readonly string[]
  /** The shape of the first one of its records. */
  readonly first: string
}

/** The shapes of one component, and the templates that they make: made anew when somebody asks. */
class ComponentTemplates {
  readonly #component: string
  /** In the order in which they first occurred. */
  readonly #shapes = new Map<string, KnownTemplate | null>()
  /** Templates by how many words they have and which one is the first. */
  readonly #arranged = new Map<string, KnownTemplate[]>()
  #isStale = false

  constructor(component: string) {
    this.#component = component
  }

  get shapes(): Iterable<string> {
    return this.#shapes.keys()
  }

  has(shape: string): boolean {
    return this.#shapes.has(shape)
  }

  add(shape: string): void {
    this.#shapes.set(shape, null)
    this.#isStale = true
  }

  templateOf(shape: string): Template | undefined {
    this.#renew()
    return this.#shapes.get(shape) ?? this.fitting(shape)
  }

  /** The template that a shape fits word for word. */
  fitting(shape: string): KnownTemplate | undefined {
    const words = shape.split(' ')
    const [first = ''] = words
    return this.candidates(words.length, first).find((known) =>
      known.words.every((word, at) => fits(words[at] ?? '', word)),
    )
  }

  candidates(words: number, first: string): readonly KnownTemplate[] {
    this.#renew()
    return [first, VARIABLE].flatMap((word) => this.#arranged.get(keyOf(words, word)) ?? [])
  }

  #renew(): void {
    if (!this.#isStale) return
    this.#isStale = false
    this.#arranged.clear()
    const order = new Map([...this.#shapes.keys()].map((shape, at) => [shape, at]))
    const placeOf = (shape: string) => order.get(shape) ?? 0
    for (const { members, words } of partition([...this.#shapes.keys()])) {
      const first = members.reduce((a, b) => (placeOf(b) < placeOf(a) ? b : a))
      const known = templateFrom(this.#component, first, words)
      for (const shape of members) this.#shapes.set(shape, known)
      const [word = ''] = words
      const key = keyOf(words.length, word.includes(VARIABLE) ? VARIABLE : word)
      const others = this.#arranged.get(key)
      if (others) others.push(known)
      else this.#arranged.set(key, [known])
    }
  }
}

function keyOf(words: number, first: string): string {
  return `${words} ${first}`
}

function templateFrom(component: string, first: string, words: readonly string[]): KnownTemplate {
  const constants = words.join(' ').split(VARIABLE)
  return { id: `${component}${VARIABLE}${first}`, first, words, constants }
}

/** Whether a word is one of those that a word of a template stands for. */
function fits(word: string, pattern: string): boolean {
  const at = pattern.indexOf(VARIABLE)
  if (at < 0 || word === pattern) return word === pattern
  const end = pattern.slice(at + 1)
  return (
    word.length >= pattern.length - 1 && word.startsWith(pattern.slice(0, at)) && word.endsWith(end)
  )
}
