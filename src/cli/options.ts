import { InvalidArgumentError } from 'commander'

import { CATEGORIES } from '#shared/category'
import { FEATURES } from '#shared/feature'
import { LEVELS } from '#shared/level'
import { readShift, type Shift } from '#shared/merged-sources'
import { reasonOf } from '#shared/reason-of'
import type { Milliseconds } from '#shared/record'
import { readTime, type WrittenTime } from '#shared/written-time'

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

/** A time with its date: a command line has no day that a bare one could be meant on. */
function parseTime(value: string): WrittenTime {
  const time = readTime(value, null)
  if (time) return time
  throw new InvalidArgumentError(
    'It must be a date or a date and a time in UTC, such as 2026-11-20T17:33:05Z or "2026-11-20 17:33".',
  )
}

export function parseSince(value: string): Milliseconds {
  return parseTime(value).first
}

/** Up to the end of what is named: of the minute, or of the day. */
export function parseUntil(value: string): Milliseconds {
  return parseTime(value).last
}

export function parsePattern(value: string): RegExp {
  try {
    return new RegExp(value)
  } catch (error) {
    throw new InvalidArgumentError(reasonOf(error))
  }
}

/** An option that may be given several times; its default is no list. */
export function parsePaths(value: string, before: readonly string[] | boolean): readonly string[] {
  return [...(Array.isArray(before) ? (before as readonly string[]) : []), value]
}

/** Adds `livekit.log=+2s` to those before. */
export function parseShift(value: string, before: readonly Shift[] = []): readonly Shift[] {
  const shift = readShift(value)
  if (shift !== null) return [...before, shift]
  throw new InvalidArgumentError(
    'It must be a name and a time, such as sfu.log=+2s or sfu.log=-3h.',
  )
}
