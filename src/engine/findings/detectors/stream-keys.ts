import type { KeyGuessing, UnknownKey } from '#shared/finding'

import type { ReadRecord } from '../../record-reader'
import type { Detector, Found, Seen } from '../detector'
import { fieldOf } from '../fields'
import { isNamed } from '../interests'
import { Top } from '../top'
import { Span, Trail } from '../trail'

/** Look-ups by a key that LiveKit may have made, or by an id that somebody takes for one. */
const MISTAKES = ['ingress.lookup-own-key', 'ingress.lookup-other-id']

/** Look-ups by what strangers try. */
const GUESSES = [
  'ingress.lookup-unknown-key',
  'ingress.lookup-empty-key',
  'ingress.lookup-word',
  'ingress.lookup-scanner-*',
  'ingress.lookup-auth-header',
]

const LEAST_GUESSES = 10
const LEAST_KEYS = 5
const LEAST_OF_ONE_KEY = 5
const MAX_UNKNOWN_KEYS = 3

class Key {
  count = 0
  readonly trail = new Trail()
}

/** Strangers who try keys, and apart from them one encoder that comes with the same wrong key. */
export class StreamKeys implements Detector {
  readonly rules = [...MISTAKES, ...GUESSES]
  readonly reads = this.rules
  readonly #guessed = new Top(() => ({ count: 0 }))
  readonly #mistaken = new Top(() => new Key())
  readonly #guesses = new Span()
  #count = 0
  #isPart = false

  take(seen: Seen, read: ReadRecord | null): void {
    const isMistake = isNamed(MISTAKES, seen.rule)
    if (!isMistake) {
      this.#count++
      this.#guesses.add(seen)
    }
    if (!read) {
      this.#isPart = true
      return
    }
    const key = fieldOf(read, 'streamKey') ?? ''
    if (isMistake) this.#mistaken.count(key).trail.add(seen)
    else this.#guessed.count(key)
  }

  findings(): readonly Found[] {
    return [...this.#guessing(), ...this.#encoders()]
  }

  #guessing(): Found[] {
    if (this.#count < LEAST_GUESSES || this.#guessed.size < LEAST_KEYS) return []
    const facts: KeyGuessing = {
      kind: 'key-guessing',
      attempts: this.#count,
      keys: this.#guessed.size,
      areAtLeast: this.#isPart || this.#guessed.hasForgotten,
      examples: this.#guessed
        .sorted()
        .flatMap(([key]) => (key === '' ? [] : [key]))
        .slice(0, 3),
    }
    const { place } = this.#guesses
    return [{ key: 'all', category: 'noise', facts, ...place, evidence: { rules: GUESSES } }]
  }

  #encoders(): Found[] {
    return this.#mistaken
      .sorted()
      .filter(([, { count }]) => count >= LEAST_OF_ONE_KEY)
      .slice(0, MAX_UNKNOWN_KEYS)
      .map(([key, { count, trail }]) => {
        const facts: UnknownKey = {
          kind: 'unknown-key',
          // Whoever reads a report need not know the whole of it.
          key: `${key.slice(0, 4)}…`,
          attempts: count,
          isAtLeast: this.#isPart || this.#mistaken.hasForgotten,
        }
        return { key: trail.place.firstRecord, category: 'client', facts, ...trail.span }
      })
  }
}
