import type { Language } from '../../language'
import type { Milliseconds } from '../../record'

/** Units of time with their signs, the largest first. */
type Units = readonly (readonly [seconds: number, sign: string])[]

interface Manner {
  readonly language: Language
  readonly units: Units
  readonly quotes: readonly [string, string]
  readonly more: (count: string) => string
}

/** Names that are listed before the rest is only counted. */
const MAX_LISTED = 3
const MAX_QUOTED = 80

/** Numbers, times and names as a language writes them. */
export class Wording {
  readonly #manner: Manner
  // Made when they are asked for: of all that a page loads at its start they would take longest.
  #numbers: Intl.NumberFormat | null = null
  #plurals: Intl.PluralRules | null = null

  constructor(manner: Manner) {
    this.#manner = manner
  }

  number(value: number): string {
    this.#numbers ??= new Intl.NumberFormat(this.#manner.language)
    return this.#numbers.format(value)
  }

  /** A number with its noun, in the form that goes with it. */
  count(value: number, forms: Partial<Record<Intl.LDMLPluralRule, string>>): string {
    this.#plurals ??= new Intl.PluralRules(this.#manner.language)
    const form = forms[this.#plurals.select(value)] ?? forms.other ?? forms.many ?? ''
    return `${this.number(value)} ${form}`
  }

  /** `1 h 5 min`: the two largest units, or one where the second is nothing. */
  duration(seconds: number): string {
    const whole = Math.round(seconds)
    const { units } = this.#manner
    const largest = units.findIndex(([size]) => whole >= size)
    const shown = largest < 0 ? units.slice(-1) : units.slice(largest, largest + 2)
    let rest = whole
    const parts = shown.map(([size, sign]) => {
      const amount = Math.floor(rest / size)
      rest -= amount * size
      return { amount, text: `${this.number(amount)} ${sign}` }
    })
    return parts
      .filter(({ amount }, place) => place === 0 || amount > 0)
      .map(({ text }) => text)
      .join(' ')
  }

  between(from: Milliseconds, to: Milliseconds): string {
    return this.duration(Math.abs(to - from) / 1000)
  }

  /** `2026-11-20 17:33:33 UTC` */
  time(time: Milliseconds): string {
    return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`
  }

  /** A text of the log: nothing in it is markup. */
  quoted(text: string): string {
    const [opening, closing] = this.#manner.quotes
    const whole = text.replace(/[`\s]+/g, ' ').trim()
    const part = whole.length > MAX_QUOTED ? `${whole.slice(0, MAX_QUOTED)}…` : whole
    return `${opening}${part}${closing}`
  }

  list(texts: readonly string[]): string {
    const shown = texts.slice(0, MAX_LISTED).map((text) => this.quoted(text))
    const rest = texts.length - shown.length
    return [...shown, ...(rest > 0 ? [this.#manner.more(this.number(rest))] : [])].join(', ')
  }

  /** Sentences behind each other, without those that there is no reason for. */
  sentences(...sentences: readonly (string | false | null)[]): string {
    return sentences.filter(Boolean).join(' ')
  }
}
