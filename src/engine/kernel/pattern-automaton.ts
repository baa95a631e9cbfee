import { type AST, RegExpParser } from '@eslint-community/regexpp'

import {
  allBut,
  type Characters,
  DIGIT_CHARACTERS,
  holds,
  joined,
  LINE_ENDS,
  SPACE_CHARACTERS,
  WORD_CHARACTERS,
} from './characters'
import type { MessageSet } from './message-set'

/** Of how many of the messages of a set something is true. */
export type Share = 'none' | 'some' | 'all'

/** A pattern repeats its parts as often as it says, and a set has as many places as its message. */
const MAX_NODES = 2000
const MAX_STATES = 2000
const MAX_REACHED = 20_000

type Node =
  | { readonly kind: 'character'; readonly of: Characters; readonly next: number }
  | { readonly kind: 'either'; readonly next: number[] }
  | { readonly kind: 'assertion'; readonly holds: Assertion; readonly next: number }
  | { readonly kind: 'match' }

/** Whether something holds between two characters; null stands for the ends of the text. */
type Assertion = (before: State, next: number | null) => boolean

/** What the pattern may be at, before a character. */
interface State {
  readonly nodes: readonly number[]
  readonly isStart: boolean
  readonly isBehindWord: boolean
  /** By class of the character; MATCHED where the pattern matches whatever comes then. */
  readonly next: Map<number, State | typeof MATCHED>
}

const MATCHED = Symbol('matched')

type Reached = State | typeof MATCHED

/** Thrown for a pattern that is no automaton, or a very large one. */
class TooMuch extends Error {}

/**
 * A pattern as a finite automaton that is run over sets of messages instead of one message. It knows
 * no look-around and no references to groups.
 */
export class PatternAutomaton {
  readonly #nodes: Node[] = []
  readonly #start: number
  readonly #states = new Map<string, State>()
  /** Where classes of characters begin that the pattern cannot tell apart. */
  readonly #classes: readonly number[]
  readonly #codes = new Map<Characters, readonly number[]>()

  private constructor(pattern: string) {
    const parser = new RegExpParser({ ecmaVersion: 2025 })
    const { alternatives } = parser.parsePattern(pattern, 0, pattern.length)
    this.#start = this.#ofAlternatives(alternatives, this.#add({ kind: 'match' }))
    const sets = this.#nodes.flatMap((node) => (node.kind === 'character' ? [node.of] : []))
    const borders = [WORD_CHARACTERS, ...sets].flat().flatMap(([from, to]) => [from, to + 1])
    this.#classes = [...new Set([0, ...borders])].sort((a, b) => a - b)
  }

  /** Null for what is none. */
  static of(pattern: string): PatternAutomaton | null {
    try {
      return new PatternAutomaton(pattern)
    } catch {
      return null
    }
  }

  /** How many messages of a set the pattern matches; in doubt some. */
  shareOf(messages: MessageSet): Share {
    try {
      return this.#shareOf(messages)
    } catch (error) {
      if (error instanceof TooMuch) return 'some'
      throw error
    }
  }

  #shareOf(messages: MessageSet): Share {
    const { steps } = messages
    // What the pattern may be at, where the message is at a step; a match stays one.
    const reached = Array.from({ length: steps.length + 1 }, () => new Set<Reached>())
    const waiting: [place: number, state: Reached][] = []
    const reach = (place: number, state: Reached) => {
      for (const at of messages.withJumps([place])) {
        if (reached[at]?.has(state) !== false) continue
        reached[at].add(state)
        waiting.push([at, state])
      }
    }
    reach(0, this.#state([this.#start], true, false))
    for (let next = waiting.pop(), count = 0; next; next = waiting.pop()) {
      if (++count > MAX_REACHED) return 'some'
      const [place, state] = next
      const step = steps[place]
      if (!step) continue
      const following = step.repeats ? place : place + 1
      for (const code of this.#codesIn(step.of)) {
        reach(following, state === MATCHED ? MATCHED : this.#after(state, code))
      }
    }
    const isMatch = [...(reached.at(-1) ?? [])].map(
      (state) => state === MATCHED || this.#closure(state, null) === MATCHED,
    )
    if (!isMatch.includes(true)) return 'none'
    return isMatch.includes(false) ? 'some' : 'all'
  }

  /** A character of each class that the set holds. */
  #codesIn(of: Characters): readonly number[] {
    const [only] = of
    if (only && of.length === 1 && only[0] === only[1]) return [only[0]]
    let known = this.#codes.get(of)
    if (known === undefined) {
      const starts = of.map(([from]) => from)
      known = [...new Set([...starts, ...this.#classes.filter((code) => holds(of, code))])]
      this.#codes.set(of, known)
    }
    return known
  }

  #after(state: State, code: number): State | typeof MATCHED {
    const known = state.next.get(code)
    if (known !== undefined) return known
    const nodes = this.#closure(state, code)
    const next =
      nodes === MATCHED
        ? MATCHED
        : this.#state(
            // A match may begin anywhere.
            [this.#start, ...nodes.flatMap((number) => this.#behind(number, code))],
            false,
            holds(WORD_CHARACTERS, code),
          )
    state.next.set(code, next)
    return next
  }

  #behind(number: number, code: number): readonly number[] {
    const node = this.#nodes[number]
    return node?.kind === 'character' && holds(node.of, code) ? [node.next] : []
  }

  /** All nodes that are reached without a character. */
  #closure(state: State, next: number | null): readonly number[] | typeof MATCHED {
    const reached = new Set(state.nodes)
    for (const number of reached) {
      const node = this.#nodes[number]
      if (node?.kind === 'match') return MATCHED
      if (node?.kind === 'either') for (const other of node.next) reached.add(other)
      if (node?.kind === 'assertion' && node.holds(state, next)) reached.add(node.next)
    }
    return [...reached]
  }

  #state(nodes: readonly number[], isStart: boolean, isBehindWord: boolean): State {
    const sorted = [...new Set(nodes)].sort((a, b) => a - b)
    const key = `${isStart} ${isBehindWord} ${sorted.join(' ')}`
    const known = this.#states.get(key)
    if (known) return known
    if (this.#states.size >= MAX_STATES) {
      this.#states.clear()
      throw new TooMuch()
    }
    const state: State = { nodes: sorted, isStart, isBehindWord, next: new Map() }
    this.#states.set(key, state)
    return state
  }

  #add(node: Node): number {
    if (this.#nodes.length >= MAX_NODES) throw new TooMuch()
    return this.#nodes.push(node) - 1
  }

  #ofAlternatives(alternatives: readonly AST.Alternative[], next: number): number {
    const starts = alternatives.map(({ elements }) =>
      elements.reduceRight((following, element) => this.#ofElement(element, following), next),
    )
    return this.#add({ kind: 'either', next: starts })
  }

  #ofElement(element: AST.Element, next: number): number {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        return this.#add({ kind: 'character', of: charactersIn(element), next })
      case 'Group':
        if (element.modifiers) throw new TooMuch()
        return this.#ofAlternatives(element.alternatives, next)
      case 'CapturingGroup':
        return this.#ofAlternatives(element.alternatives, next)
      case 'Quantifier':
        return this.#ofQuantifier(element, next)
      case 'Assertion':
        return this.#add({ kind: 'assertion', holds: assertionOf(element), next })
      case 'Backreference':
      case 'ExpressionCharacterClass':
        throw new TooMuch()
    }
  }

  #ofQuantifier({ element, min, max }: AST.Quantifier, next: number): number {
    let start = next
    if (max === Infinity) {
      const either = { kind: 'either' as const, next: [next] }
      start = this.#add(either)
      either.next.push(this.#ofElement(element, start))
    } else {
      for (let count = min; count < max; count++) {
        start = this.#add({ kind: 'either', next: [next, this.#ofElement(element, start)] })
      }
    }
    for (let count = 0; count < min; count++) start = this.#ofElement(element, start)
    return start
  }
}

function assertionOf(assertion: AST.Assertion): Assertion {
  switch (assertion.kind) {
    case 'start':
      return ({ isStart }) => isStart
    case 'end':
      return (_, next) => next === null
    case 'word':
      return ({ isBehindWord }, next) => {
        const isBeforeWord = next !== null && holds(WORD_CHARACTERS, next)
        return (isBehindWord !== isBeforeWord) !== assertion.negate
      }
    case 'lookahead':
    case 'lookbehind':
      throw new TooMuch()
  }
}

function charactersIn(
  element: AST.Character | AST.CharacterSet | AST.CharacterClass | AST.CharacterClassElement,
): Characters {
  switch (element.type) {
    case 'Character':
      return [[element.value, element.value]]
    case 'CharacterClassRange':
      return [[element.min.value, element.max.value]]
    case 'CharacterClass': {
      const all = joined(element.elements.map(charactersIn))
      return element.negate ? allBut(all) : all
    }
    case 'CharacterSet':
      return charactersOfSet(element)
    case 'ClassStringDisjunction':
    case 'ExpressionCharacterClass':
      throw new TooMuch()
  }
}

function charactersOfSet(set: AST.CharacterSet): Characters {
  if (set.kind === 'any') return allBut(LINE_ENDS)
  if (set.kind === 'property') throw new TooMuch()
  const all = {
    digit: DIGIT_CHARACTERS,
    space: SPACE_CHARACTERS,
    word: WORD_CHARACTERS,
  }[set.kind]
  return set.negate ? allBut(all) : all
}
