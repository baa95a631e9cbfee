import { fitsComponent, fitsLevel } from '#shared/rules/fits'
import { literalStart } from '#shared/rules/literal-start'
import type { Matcher, Rule } from '#shared/rules/rule'
import type { Subject } from '#shared/rules/compile'

import { requiredLiterals } from '../search/literals'
import { VARIABLE } from '../templates/shape'

/** What plain messages are made of, see kernel/words.ts. */
const PLAIN = /^[ !#-/:-[\]^a-~]*$/
/** Stands in the first word alone. */
const CAPITAL = /[A-Z]/

/** What a template stands for, word by word; VARIABLE for any text. */
type Words = readonly string[]

/** A template, and whether a rule may know a message that fits it. */
export interface PlainTemplate {
  readonly words: readonly { readonly head: string; readonly tail: string | null }[]
  readonly mayBeKnown: boolean
}

/** Says which messages of plain words no rule knows. Answers "may" in any doubt. */
export class PlainMessages {
  readonly #rules: readonly Rule[]

  constructor(rules: readonly Rule[]) {
    this.#rules = rules
  }

  /**
   * The fields of which a record must have none, so that its message alone says which rule it fits;
   * null where a rule asks for a field that is not there, or for nothing.
   */
  fieldsToLack(subject: Omit<Subject, 'field'>): readonly string[] | null {
    const asked = this.#rulesFor(subject)
      .filter(({ text }) => text.kind === 'any')
      .map(({ fields }) => fields)
    const holdWithout = asked.some((fields) =>
      Object.values(fields).every(({ exists }) => exists === false),
    )
    return holdWithout ? null : [...new Set(asked.flatMap((fields) => Object.keys(fields)))]
  }

  /** Those of the templates that a plain message can fit, and at the end one that fits all. */
  templates(
    subject: Omit<Subject, 'field'>,
    templates: readonly Words[],
  ): readonly PlainTemplate[] {
    const matchers = this.#rulesFor(subject)
    const [first = '', ...others] = subject.message.split(' ')
    return [...templates, [first, ...others.map(() => VARIABLE)]]
      .filter((words) => words.every((word, at) => canBePlain(word, at === 0)))
      .map((words) => ({
        words: words.map((word) => {
          const [head = '', tail] = word.split(VARIABLE)
          return { head, tail: tail ?? null }
        }),
        mayBeKnown: matchers.some((match) => mayKnow(match, words, first)),
      }))
  }

  #rulesFor({ component, level }: Omit<Subject, 'field'>): readonly Matcher[] {
    return this.#rules
      .map(({ match }) => match)
      .filter((match) => !match.bare && fitsLevel(match, level) && fitsComponent(match, component))
  }
}

/** Whether a word of a plain message can fit it: it has one variable at most, and the rest is plain. */
function canBePlain(word: string, isFirst: boolean): boolean {
  const parts = word.split(VARIABLE)
  return parts.length <= 2 && PLAIN.test(parts.join('')) && (isFirst || !CAPITAL.test(word))
}

/** Whether the text that a rule asks for may be a plain message with this first word that fits the words. */
function mayKnow({ text }: Matcher, words: Words, first: string): boolean {
  switch (text.kind) {
    case 'any':
      return false
    case 'exact':
      return text.texts.some((known) => fits(known, words))
    case 'prefix':
      return text.texts.some((prefix) => mayBegin(prefix, words))
    case 'pattern':
      return mayMatch(text.pattern, words, first)
  }
}

function mayMatch(pattern: string, words: Words, first: string): boolean {
  const start = literalStart(pattern)
  if (start !== '') return mayBegin(start, words)
  const hasCapital = CAPITAL.test(first)
  const literals = requiredLiterals(pattern, '')?.literals
  return (
    literals === undefined ||
    literals.some((literal) => PLAIN.test(literal) && (hasCapital || !CAPITAL.test(literal)))
  )
}

function fits(message: string, words: Words): boolean {
  const parts = message.split(' ')
  return parts.length === words.length && parts.every((part, at) => fitsWord(part, words[at] ?? ''))
}

/** Whether a message that fits the words may begin so. */
function mayBegin(start: string, words: Words): boolean {
  if (!PLAIN.test(start)) return false
  const parts = start.split(' ')
  const last = parts.pop() ?? ''
  const next = words[parts.length]
  if (next === undefined || !parts.every((part, at) => fitsWord(part, words[at] ?? '')))
    return false
  const [head = '', tail] = next.split(VARIABLE)
  return head.startsWith(last) || (tail !== undefined && last.startsWith(head))
}

function fitsWord(word: string, pattern: string): boolean {
  const [head = '', tail] = pattern.split(VARIABLE)
  if (tail === undefined) return word === head
  return word.length >= head.length + tail.length && word.startsWith(head) && word.endsWith(tail)
}
