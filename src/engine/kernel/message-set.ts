import { VARIABLE } from '../templates/shape'
import {
  allBut,
  ANY_CHARACTER,
  type Characters,
  charactersOf,
  DIGIT_CHARACTERS,
  holds,
  joined,
  WORD_CHARACTERS,
} from './characters'

/** A place in a message, and what can stand there. */
export interface Step {
  /** One of them leads to the next step, or back to this one. */
  readonly of: Characters
  readonly repeats: boolean
  /** How far on the steps are that can come instead. */
  readonly jumps: readonly number[]
}

function one(of: Characters): Step {
  return { of, repeats: false, jumps: [] }
}

function any(of: Characters): Step {
  return { of, repeats: true, jumps: [1] }
}

function jump(...jumps: number[]): Step {
  return { of: [], repeats: false, jumps }
}

function either(first: readonly Step[], ...others: readonly (readonly Step[])[]): readonly Step[] {
  const [second, ...rest] = others
  if (second === undefined) return first
  const following = either(second, ...rest)
  return [jump(1, first.length + 2), ...first, jump(following.length + 1), ...following]
}

const IN_NAME = joined([WORD_CHARACTERS, charactersOf('.:,/-µ')])
const CAPITALS: Characters = [[0x41, 0x5a]]
const HEXADECIMAL: Characters = [[0x61, 0x66]]

/** More than all that a mask leaves out but quoted texts, see CHANGING in templates/shape.ts. */
const NAME = either(
  [any(IN_NAME), one(DIGIT_CHARACTERS), ...either([any(IN_NAME), one(WORD_CHARACTERS)], [])],
  [one(CAPITALS), one(CAPITALS), any(CAPITALS), one(charactersOf('_')), any(WORD_CHARACTERS)],
  [...Array.from({ length: 12 }, () => one(HEXADECIMAL)), any(HEXADECIMAL)],
)
const ANYTHING = any(ANY_CHARACTER)
const IN_WORD = any(allBut(charactersOf(' ')))

/** Messages of which nothing is known but what stands in all of them: those of a mask, and more. */
export class MessageSet {
  readonly steps: readonly Step[]
  /** All of them begin so. */
  readonly start: string
  readonly isSingle: boolean

  private constructor(steps: readonly Step[], start: string) {
    this.steps = steps
    this.start = start
    this.isSingle = steps.every(({ jumps }) => jumps.length === 0)
  }

  /** All messages with a mask. */
  static ofMask(mask: string): MessageSet {
    const [start = '', ...others] = mask.split(VARIABLE)
    const steps = stepsOf(start)
    let before = start
    for (const text of others) {
      if (before.endsWith('"') && text.startsWith('"')) steps.push(ANYTHING)
      else steps.push(...NAME)
      steps.push(...stepsOf(text))
      before = text
    }
    return new MessageSet(steps, start)
  }

  /** All messages without quoted texts whose words fit those of a template. */
  static ofWords(words: string): MessageSet {
    const [start = '', ...others] = words.split(VARIABLE)
    const steps = others.flatMap((text) => [IN_WORD, ...stepsOf(text)])
    return new MessageSet([...stepsOf(start), ...steps], start)
  }

  /** All messages with a mask that begins so. */
  static ofMaskStart(begin: string): MessageSet {
    const { steps, start } = MessageSet.ofMask(begin)
    return new MessageSet([...steps, ANYTHING], start)
  }

  /** Whether one of them may begin with a text. */
  mayBegin(text: string): boolean {
    return this.#mayStartLike(text) && this.#placesAfter(text).size > 0
  }

  /** Whether a text may be one of them. */
  mayBe(text: string): boolean {
    return this.#mayStartLike(text) && this.#placesAfter(text).has(this.steps.length)
  }

  /** Most texts of rules are told from most messages by this alone. */
  #mayStartLike(text: string): boolean {
    return text.startsWith(this.start) || this.start.startsWith(text)
  }

  /** The steps that may come next behind a text. */
  #placesAfter(text: string): ReadonlySet<number> {
    let places = this.withJumps([0])
    for (let at = 0; at < text.length && places.size > 0; at++) {
      const code = text.charCodeAt(at)
      const next: number[] = []
      for (const place of places) {
        const step = this.steps[place]
        if (step && holds(step.of, code)) next.push(step.repeats ? place : place + 1)
      }
      places = this.withJumps(next)
    }
    return places
  }

  /** Some places, and those that may come instead. */
  withJumps(places: Iterable<number>): ReadonlySet<number> {
    const all = new Set(places)
    for (const place of all) {
      for (const distance of this.steps[place]?.jumps ?? []) all.add(place + distance)
    }
    return all
  }
}

/** Most messages are made of few characters. */
const KNOWN_STEPS: readonly Step[] = Array.from({ length: 128 }, (_, code) => one([[code, code]]))

function stepsOf(text: string): Step[] {
  const steps: Step[] = []
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    steps.push(KNOWN_STEPS[code] ?? one([[code, code]]))
  }
  return steps
}
