import type { z } from 'zod'

import type { Language, Localised } from '../language'
import { mistakeTexts, type ValueKind } from '../texts/mistakes'
import { type OwnMistake, RULE_ID } from './schema'

/** Something that is wrong with a pack. */
export interface Mistake {
  /** Keys that lead to it, or to what it is missing in. */
  readonly path: readonly (string | number)[]
  /** The same for people: `rules[3] (ingress.lookup-empty-key).match.level`. */
  readonly place: string
  readonly message: Localised
}

/** What a schema found, in words. */
export function mistakeOf(issue: z.core.$ZodIssue, source: unknown): Mistake {
  const { path, en, ru } = findingOf(issue, source, [])
  const keys = path.map((key) => (typeof key === 'symbol' ? String(key) : key))
  return {
    path: issue.code === 'unrecognized_keys' ? [...keys, ...issue.keys.slice(0, 1)] : keys,
    place: placeOf(source, path),
    message: { en, ru },
  }
}

interface Finding extends Localised {
  readonly path: readonly PropertyKey[]
  /** What was asked for, where the value is of another kind altogether. */
  readonly wanted: readonly ValueKind[]
}

function findingOf(
  issue: z.core.$ZodIssue,
  source: unknown,
  before: readonly PropertyKey[],
): Finding {
  const path = [...before, ...issue.path]
  if (issue.code === 'invalid_type') return ofKind([kindCalled(issue.expected)], path, source)
  if (issue.code !== 'invalid_union') {
    const words = (language: Language) => wordsOf(issue, language)
    return { path, en: words('en'), ru: words('ru'), wanted: [] }
  }
  // Of the ways in which it can be written, what is wrong with the one that was meant.
  const ways = issue.errors.flatMap(([first]) => (first ? [findingOf(first, source, path)] : []))
  const meant = ways.find((way) => way.wanted.length === 0 || way.path.length > path.length)
  return meant ?? ofKind([...new Set(ways.flatMap(({ wanted }) => wanted))], path, source)
}

function ofKind(
  wanted: readonly ValueKind[],
  path: readonly PropertyKey[],
  source: unknown,
): Finding {
  const value = valueAt(source, path)
  const words = (language: Language) => {
    const { kinds, missing, wrongKind, anyOf } = mistakeTexts[language]
    if (value === undefined) return missing
    return wrongKind(anyOf(wanted.map((kind) => kinds[kind])), kinds[kindOf(value)])
  }
  return { path, en: words('en'), ru: words('ru'), wanted }
}

/** @param name as schemas and JavaScript call it */
function kindCalled(name: string): ValueKind {
  const kinds: Readonly<Record<string, ValueKind>> = {
    string: 'text',
    number: 'number',
    boolean: 'boolean',
    array: 'list',
  }
  return kinds[name] ?? 'map'
}

function kindOf(value: unknown): ValueKind {
  if (value === null) return 'nothing'
  return kindCalled(Array.isArray(value) ? 'array' : typeof value)
}

function wordsOf(issue: z.core.$ZodIssue, language: Language): string {
  const texts = mistakeTexts[language]
  switch (issue.code) {
    case 'custom':
      return ownWords(issue.params?.['mistake'] as OwnMistake, language)
    case 'invalid_format':
      return issue.format === 'regex' && issue.pattern === String(RULE_ID)
        ? texts.ruleId
        : texts.packName
    case 'invalid_value':
      return texts.noChoice(issue.values.map(String))
    case 'too_small':
      return texts.empty
    case 'too_big':
      return texts.tooLong(Number(issue.maximum))
    case 'unrecognized_keys':
      return texts.unknownKeys(issue.keys)
    case 'invalid_type':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return issue.message
  }
}

function ownWords(mistake: OwnMistake, language: Language): string {
  const texts = mistakeTexts[language]
  return 'detail' in mistake ? texts[mistake.name](mistake.detail) : texts[mistake.name]
}

function valueAt(source: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    source,
  )
}

/** A position alone is of no use in a file of 400 rules. */
function placeOf(source: unknown, path: readonly PropertyKey[]): string {
  const place = path.reduce<string>((known, key, at) => {
    if (typeof key !== 'number') return known === '' ? String(key) : `${known}.${String(key)}`
    const item = valueAt(source, path.slice(0, at + 1))
    const name = typeof item === 'object' && item !== null && 'id' in item ? item.id : null
    return `${known}[${key}]${typeof name === 'string' ? ` (${name})` : ''}`
  }, '')
  return place === '' ? 'pack' : place
}
