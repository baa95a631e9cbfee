import { InvalidArgumentError } from 'commander'

import { CATEGORIES } from '#shared/category'
import { FEATURES } from '#shared/feature'
import { LEVELS } from '#shared/level'

/** A parser of comma separated words of a fixed set. */
function wordsOf<T extends string>(known: readonly T[]) {
  return (value: string): readonly T[] => {
    const words = value
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
    const wrong = words.filter((word) => !(known as readonly string[]).includes(word))
    if (wrong.length > 0) {
      throw new InvalidArgumentError(`"${wrong.join(',')}" is none of ${known.join(', ')}.`)
    }
    return known.filter((word) => words.includes(word))
  }
}

export const parseFeatures = wordsOf(FEATURES)
export const parseCategories = wordsOf(CATEGORIES)
export const parseLevels = wordsOf(LEVELS)

export function parsePattern(value: string): RegExp {
  try {
    return new RegExp(value)
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
}
