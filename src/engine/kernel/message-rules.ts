import type { Subject } from '#shared/rules/compile'
import { fitsComponent, fitsLevel } from '#shared/rules/fits'
import { literalStart } from '#shared/rules/literal-start'
import type { Matcher, Rule } from '#shared/rules/rule'

import { requiredLiterals } from '../search/literals'
import { VARIABLE } from '../templates/shape'
import { MessageSet } from './message-set'
import { PatternAutomaton, type Share } from './pattern-automaton'

/** What a rule asks of a message. */
type Text = Exclude<Matcher['text'], { readonly kind: 'any' }>

/** Who logs, and how gravely. */
type Source = Pick<Subject, 'component' | 'level'>

/** What rules may make of the messages that fit some templates. */
export interface TemplateList {
  /** A message that holds one of them a rule may know, whatever it fits. */
  readonly literals: readonly string[]
  readonly templates: readonly ListedTemplate[]
}

export interface ListedTemplate {
  /** What stands in its words before and behind what varies; no tail where nothing does. */
  readonly words: readonly { readonly head: string; readonly tail: string | null }[]
  /** A rule may know a message that fits it. */
  readonly mayBeKnown: boolean
}

/** Sources and first words whose rules are kept apart; a hostile log must not fill the memory. */
const MAX_KEPT = 1000

/** Masks without a constant start: all texts of rules may begin such a message, and each is tried. */
const MAX_OPENINGS = 200

/** To look for more of them takes too long. */
const MAX_LITERALS = 12

/** Characters that bytes may stand for in another way. */
const UNSURE = /[\ud800-\udfff\ufffd]/

/**
 * Says what rules may make of messages of which only a part is known. Rules of bare lines do not
 * count: the messages are of records that say who logs.
 */
export class MessageRules {
  readonly #rules: readonly Rule[]
  readonly #bySource = new Map<string, readonly Matcher[]>()
  readonly #byFirstWord = new Map<string, readonly Text[]>()
  #openings = 0

  constructor(rules: readonly Rule[]) {
    this.#rules = rules
  }

  /**
   * Whether rules surely make the same of all messages with a mask, as far as the messages say it: null
   * where they may not, or literals of which then none may stand in a message. There are some only
   * where it has a quoted text, which can hold whatever a pattern looks for.
   */
  alike(source: Source, mask: string): readonly string[] | null {
    const messages = MessageSet.ofMask(mask)
    if (messages.start === '' && this.#openings++ > MAX_OPENINGS) return null
    const isQuoted = mask.includes(`"${VARIABLE}"`)
    const literals: string[] = []
    for (const text of this.#textsFor(source, mask)) {
      if (this.#shareOf(text, messages) !== 'some') continue
      const required = isQuoted ? literalsOf(text) : null
      if (required === null) return null
      literals.push(...required)
    }
    return literals
  }

  /**
   * The fields of which a record must have none, so that its message alone says which rule it fits;
   * null where a rule asks for a field that is not there, or for nothing.
   */
  fieldsToLack(source: Source): readonly string[] | null {
    const asked = this.#matchersFor(source)
      .filter(({ text }) => text.kind === 'any')
      .map(({ fields }) => fields)
    const holdWithout = asked.some((fields) =>
      Object.values(fields).every(({ exists }) => exists === false),
    )
    return holdWithout ? null : [...new Set(asked.flatMap((fields) => Object.keys(fields)))]
  }

  /**
   * What rules may know of messages without quoted texts whose shapes have this first word and as
   * many words as this one: by those of the templates that such a shape may fit, and at the end one
   * that fits all.
   */
  listOf(
    source: Source,
    shape: readonly string[],
    templates: readonly (readonly string[])[],
  ): TemplateList {
    const [first = '', ...others] = shape
    const setOf = (words: readonly string[]) =>
      // It stands there, whatever the template has in its place.
      MessageSet.ofWords([first, ...words.slice(1)].join(' '))
    const all = [first, ...others.map(() => VARIABLE)]
    const { telling, literals } = this.#textsOf(source, setOf(all))
    return {
      literals: [...literals],
      templates: [...templates, all].map((words) => {
        const messages = setOf(words)
        return {
          words: words.map(splitWord),
          mayBeKnown: telling.some((text) => this.#shareOf(text, messages) !== 'none'),
        }
      }),
    }
  }

  /** The texts that messages of a set may fit; instead of some it is enough to look for literals. */
  #textsOf(source: Source, messages: MessageSet) {
    const literals = new Set<string>()
    const telling = this.#textsFor(source, messages.start).filter((text) => {
      if (this.#shareOf(text, messages) === 'none') return false
      const required = literalsOf(text)
      if (required === null || literals.size + required.length > MAX_LITERALS) return true
      for (const literal of required) literals.add(literal)
      return false
    })
    return { telling, literals }
  }

  #shareOf(text: Text, messages: MessageSet): Share {
    switch (text.kind) {
      case 'exact':
        if (!text.texts.some((known) => messages.mayBe(known))) return 'none'
        return messages.isSingle ? 'all' : 'some'
      case 'prefix':
        if (text.texts.some((prefix) => messages.start.startsWith(prefix))) return 'all'
        return text.texts.some((prefix) => messages.mayBegin(prefix)) ? 'some' : 'none'
      case 'pattern':
        if (!messages.mayBegin(literalStart(text.pattern))) return 'none'
        return automatonOf(text.pattern)?.shareOf(messages) ?? 'some'
    }
  }

  /** The texts that rules for this source ask for, without those that no message with this mask fits. */
  #textsFor(source: Source, mask: string): readonly Text[] {
    const [word = ''] = mask.split(/(?<= )/, 1)
    return kept(this.#byFirstWord, `${keyOf(source)}\u0001${word}`, () => {
      const messages = MessageSet.ofMaskStart(word)
      return this.#matchersFor(source)
        .map(({ text }) => text)
        .filter((text) => text.kind !== 'any')
        .filter((text) => beginningsOf(text).some((begin) => messages.mayBegin(begin)))
    })
  }

  #matchersFor(source: Source): readonly Matcher[] {
    return kept(this.#bySource, keyOf(source), () =>
      this.#rules
        .map(({ match }) => match)
        .filter(
          (match) =>
            !match.bare && fitsLevel(match, source.level) && fitsComponent(match, source.component),
        ),
    )
  }
}

/** Of all documents: what a pattern is hangs on nothing else. */
const automata = new Map<string, PatternAutomaton | null>()

/** Made when it is needed: reading all patterns takes longer than a small log. */
function automatonOf(pattern: string): PatternAutomaton | null {
  return kept(automata, pattern, () => PatternAutomaton.of(pattern))
}

function keyOf({ component, level }: Source): string {
  return `${component}\u0001${level}`
}

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key)
  if (known !== undefined) return known
  const made = make()
  if (all.size >= MAX_KEPT) all.clear()
  all.set(key, made)
  return made
}

/** One of them begins every message that a text fits, or is all of it. */
function beginningsOf(text: Text): readonly string[] {
  return text.kind === 'pattern' ? [literalStart(text.pattern)] : text.texts
}

/** Literals of which one stands in every message that a text fits, or null where that is not known. */
function literalsOf(text: Text): readonly string[] | null {
  if (text.kind !== 'pattern') return null
  const literals = requiredLiterals(text.pattern, '')?.literals ?? []
  return literals.length === 0 || literals.some((literal) => UNSURE.test(literal)) ? null : literals
}

function splitWord(word: string) {
  const at = word.indexOf(VARIABLE)
  if (at < 0) return { head: word, tail: null }
  return { head: word.slice(0, at), tail: word.slice(at + 1) }
}
