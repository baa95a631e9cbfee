import { z } from 'zod'

import { FEATURES } from '../feature'
import { LEVELS } from '../level'
import {
  type FieldCondition,
  type Rule,
  type RulePack,
  type Verdict,
  VERSIONED_PROGRAMS,
} from './rule'

/*
 * The YAML that people write, and its translation to the `RulePack` that the compiler takes.
 * Limits keep a pack of a stranger from exhausting the viewer.
 */

const MAX_TEXT_LENGTH = 4000

const text = z.string().trim().min(1).max(MAX_TEXT_LENGTH)
const localised = z.strictObject({ en: text, ru: text })

/** YAML reads `key: 0` as a number and `key: true` as a boolean; fields are compared as text. */
const scalar = z.union([z.string().max(MAX_TEXT_LENGTH), z.number(), z.boolean()]).transform(String)

function oneOrMany<T extends z.ZodType>(item: T) {
  return z.union([item.transform((value) => [value]), z.array(item).min(1)])
}

/**
 * Look-around and back references are refused: without them V8 can fall back to its engine of
 * linear time, so that no pack can hang the viewer on a hostile line (see engine/process.ts).
 */
const NEEDS_BACKTRACKING = /\(\?<?[=!]|\\[1-9]|\\k</

const pattern = text.superRefine((source, context) => {
  try {
    new RegExp(source)
  } catch (error) {
    context.addIssue({ code: 'custom', message: String(error) })
  }
  if (NEEDS_BACKTRACKING.test(source)) {
    context.addIssue({ code: 'custom', message: 'no look-around and no back references' })
  }
})

const fieldCondition = z.union([
  scalar.transform((value): FieldCondition => ({ equals: [value] })),
  z
    .strictObject({
      any: z.array(scalar).min(1).optional(),
      contains: oneOrMany(scalar).optional(),
      prefix: oneOrMany(scalar).optional(),
      pattern: pattern.optional(),
      exists: z.boolean().optional(),
    })
    .refine((condition) => Object.keys(condition).length > 0, 'an empty condition')
    .transform(({ any, ...rest }): FieldCondition => ({
      ...(any === undefined ? {} : { equals: any }),
      ...rest,
    })),
])

const match = z
  .strictObject({
    component: oneOrMany(text).default([]),
    level: oneOrMany(z.enum(LEVELS)).default([]),
    // Not trimmed: a prefix such as "panic: " ends in a blank on purpose.
    message: oneOrMany(z.string().min(1).max(MAX_TEXT_LENGTH)).optional(),
    prefix: oneOrMany(z.string().min(1).max(MAX_TEXT_LENGTH)).optional(),
    pattern: pattern.optional(),
    bare: z.boolean().default(false),
    fields: z.record(z.string().min(1), fieldCondition).default({}),
  })
  .refine(
    ({ message, prefix, pattern }) =>
      [message, prefix, pattern].filter((given) => given !== undefined).length <= 1,
    'give one of message, prefix and pattern',
  )
  .refine(
    ({ component, message, prefix, pattern, fields }) =>
      (message ?? prefix ?? pattern) !== undefined ||
      Object.keys(fields).length > 0 ||
      component.length > 0,
    'give a message, prefix or pattern, or at least a field or component',
  )

const category = z.enum(['problem', 'client', 'advice', 'noise', 'activity', 'healthy'])

const version = z.string().regex(/^v\d+\.\d+\.\d+$/, 'a version such as v1.13.5')
const versionRange = z.strictObject({ from: version, to: version.optional() })

const rule = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'lower case words joined by dots and hyphens'),
  match,
  category,
  meaning: localised,
  action: localised,
  command: text.optional(),
  evidence: z.array(text).min(1),
  versions: z.partialRecord(z.enum(VERSIONED_PROGRAMS), versionRange).optional(),
  proves: z.enum(FEATURES).optional(),
  when: z
    .array(
      z.strictObject({
        uses: oneOrMany(z.enum(FEATURES)),
        category: category.optional(),
        meaning: localised.optional(),
        action: localised.optional(),
        command: text.optional(),
      }),
    )
    .default([]),
})

const pack = z
  .strictObject({
    pack: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower case words joined by hyphens'),
    title: localised,
    rules: z.array(rule).min(1).max(20_000),
  })
  .superRefine(({ rules }, context) => {
    const seen = new Set<string>()
    rules.forEach(({ id }, index) => {
      if (seen.has(id)) {
        context.addIssue({
          code: 'custom',
          path: ['rules', index, 'id'],
          message: `"${id}" occurs twice`,
        })
      }
      seen.add(id)
    })
  })

function toRule(source: z.output<typeof rule>): Rule {
  const { message, prefix, pattern } = source.match
  const verdict: Verdict = {
    category: source.category,
    meaning: source.meaning,
    action: source.action,
    command: source.command ?? null,
  }
  return {
    id: source.id,
    ...verdict,
    match: {
      components: source.match.component,
      levels: source.match.level,
      text: message
        ? { kind: 'exact', texts: message }
        : prefix
          ? { kind: 'prefix', texts: prefix }
          : pattern === undefined
            ? { kind: 'any' }
            : { kind: 'pattern', pattern },
      bare: source.match.bare,
      fields: source.match.fields,
    },
    evidence: source.evidence,
    ...(source.versions === undefined ? {} : { versions: source.versions }),
    proves: source.proves ?? null,
    when: source.when.map(({ uses, ...other }) => ({
      uses,
      verdict: {
        category: other.category ?? verdict.category,
        meaning: other.meaning ?? verdict.meaning,
        action: other.action ?? verdict.action,
        command: other.command ?? verdict.command,
      },
    })),
  }
}

export type PackResult =
  | { readonly ok: true; readonly pack: RulePack }
  /** One line for each mistake: where it stands, and what is wrong. */
  | { readonly ok: false; readonly errors: readonly string[] }

/** Checks what a YAML or JSON parser read from a pack file. Never throws. */
export function parsePack(source: unknown): PackResult {
  const result = pack.safeParse(source)
  if (result.success) {
    const { rules, ...rest } = result.data
    return { ok: true, pack: { ...rest, rules: rules.map(toRule) } }
  }
  return {
    ok: false,
    errors: result.error.issues.map(({ path, message }) => `${placeOf(source, path)}: ${message}`),
  }
}

/** `rules[3] (ingress.lookup-empty-key).match.level`: a position alone is of no use in a file of 400 rules. */
function placeOf(source: unknown, path: readonly PropertyKey[]): string {
  let value = source
  let place = ''
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
    place += typeof key === 'number' ? `[${key}]` : place === '' ? String(key) : `.${String(key)}`
    if (typeof key === 'number' && typeof value === 'object' && value !== null && 'id' in value) {
      place += ` (${String(value.id)})`
    }
  }
  return place === '' ? 'pack' : place
}
