import { z } from 'zod'

import { RULE_CATEGORIES } from '../category'
import { FEATURES } from '../feature'
import type { Localised } from '../language'
import { LEVELS } from '../level'
import { type FieldCondition, VERSIONED_PROGRAMS } from './rule'

/*
 * The YAML that people write: packs that come with the viewer, and those of its users, who need not
 * say everything in two languages. Limits keep a pack of a stranger from exhausting the viewer.
 * Checks that are our own give only a name; texts/mistakes.ts has the words.
 */

const MAX_TEXT_LENGTH = 4000

const PACK_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
export const RULE_ID = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/

/** A check of our own that found something, and what it found. */
export type OwnMistake =
  | { readonly name: 'noLanguage' | 'backtracks' | 'emptyCondition' | 'oneText' | 'nothingAsked' }
  | { readonly name: 'idTwice' | 'badPattern'; readonly detail: string }

function told(mistake: OwnMistake) {
  return { params: { mistake } }
}

const text = z.string().trim().min(1).max(MAX_TEXT_LENGTH)
const bothLanguages = z.strictObject({ en: text, ru: text })

/** A text in one language serves for both. */
const anyLanguage = z.union([
  text.transform((value): Localised => ({ en: value, ru: value })),
  z
    .strictObject({ en: text.optional(), ru: text.optional() })
    .refine(({ en, ru }) => (en ?? ru) !== undefined, told({ name: 'noLanguage' }))
    .transform(({ en = '', ru = '' }): Localised => ({ en: en || ru, ru: ru || en })),
])

/** YAML reads `key: 0` as a number and `key: true` as a boolean; fields are compared as text. */
const scalar = z.union([z.string().max(MAX_TEXT_LENGTH), z.number(), z.boolean()]).transform(String)

function oneOrMany<T extends z.ZodType>(item: T) {
  return z.union([item.transform((value) => [value]), z.array(item).min(1)])
}

/**
 * Look-around and back references are refused: without them V8 can fall back to its engine of
 * linear time, so that no pack can hang the viewer on a hostile line (see engine/linear-patterns.ts).
 */
const NEEDS_BACKTRACKING = /\(\?<?[=!]|\\[1-9]|\\k</

const pattern = text.superRefine((source, context) => {
  try {
    new RegExp(source)
  } catch (error) {
    context.addIssue({ code: 'custom', ...told({ name: 'badPattern', detail: String(error) }) })
  }
  if (NEEDS_BACKTRACKING.test(source)) {
    context.addIssue({ code: 'custom', ...told({ name: 'backtracks' }) })
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
    .refine((condition) => Object.keys(condition).length > 0, told({ name: 'emptyCondition' }))
    .transform(({ any, ...rest }): FieldCondition => ({
      ...(any === undefined ? {} : { equals: any }),
      ...rest,
    })),
])

// Not trimmed: a prefix such as "panic: " ends in a blank on purpose.
const messages = oneOrMany(z.string().min(1).max(MAX_TEXT_LENGTH))

const match = z
  .strictObject({
    component: oneOrMany(text)
      .default([])
      .describe('Who wrote it: `livekit` with all below it, `*.pion.ice` below anything.'),
    level: oneOrMany(z.enum(LEVELS)).default([]).describe('The level that the program wrote.'),
    message: messages.optional().describe('The whole message.'),
    prefix: messages.optional().describe('What the message begins with.'),
    pattern: pattern.optional().describe('A regular expression for the message.'),
    bare: z
      .boolean()
      .default(false)
      .describe('Only lines that have neither a time nor a level of their own.'),
    fields: z
      .record(z.string().min(1), fieldCondition)
      .default({})
      .describe('By the name of a field, or a path with dots: its value, or conditions on it.'),
  })
  .refine(
    ({ message, prefix, pattern }) =>
      [message, prefix, pattern].filter((given) => given !== undefined).length <= 1,
    told({ name: 'oneText' }),
  )
  .refine(
    ({ component, message, prefix, pattern, fields }) =>
      (message ?? prefix ?? pattern) !== undefined ||
      Object.keys(fields).length > 0 ||
      component.length > 0,
    told({ name: 'nothingAsked' }),
  )
  .describe('How its records are recognised: all that is given must hold, lists mean "any of".')

const category = z.enum(RULE_CATEGORIES)

const version = z.string().regex(/^v\d+\.\d+\.\d+$/, 'a version such as v1.13.5')
const versionRange = z.strictObject({ from: version, to: version.optional() })

interface Wording {
  readonly localised: z.ZodType<Localised>
  readonly title: z.ZodType<Localised | undefined>
  readonly action: z.ZodType<Localised>
  readonly evidence: z.ZodType<string[]>
}

function packSchema({ localised, title, action, evidence }: Wording) {
  const rule = z.strictObject({
    id: z.string().regex(RULE_ID).describe('Its own name, in this pack only once.'),
    match,
    category: category.describe('What the record means for who runs the server.'),
    meaning: localised.describe('What has happened. In one language, or as `en` and `ru`.'),
    action: action.describe('What to do, where there is something to do.'),
    command: text.optional().describe('A shell command worth copying.'),
    evidence: evidence.describe('What proves it: `repository path:line`, or an https address.'),
    versions: z
      .partialRecord(z.enum(VERSIONED_PROGRAMS), versionRange)
      .optional()
      .describe('Which versions of a program print it.'),
    proves: z.enum(FEATURES).optional().describe('A feature that is surely in use then.'),
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
      .default([])
      .describe('What it means instead where a feature is in use.'),
  })
  return z
    .strictObject({
      pack: z.string().regex(PACK_NAME).describe('Its name.'),
      title,
      rules: z.array(rule).min(1).max(20_000),
    })
    .superRefine(({ rules }, context) => {
      const seen = new Set<string>()
      rules.forEach(({ id }, index) => {
        if (seen.has(id)) {
          const mistake = told({ name: 'idTwice', detail: id })
          context.addIssue({ code: 'custom', path: ['rules', index, 'id'], ...mistake })
        }
        seen.add(id)
      })
    })
}

const NO_TEXT: Localised = { en: '', ru: '' }

/** A pack that comes with the viewer. */
export const builtinPack = packSchema({
  localised: bothLanguages,
  title: bothLanguages,
  action: bothLanguages,
  evidence: z.array(text).min(1),
})

/** A pack of a user. */
export const ownPack = packSchema({
  localised: anyLanguage,
  title: anyLanguage.optional(),
  action: anyLanguage.default(NO_TEXT),
  evidence: z.array(text).default([]),
})

export type PackSource = z.output<typeof ownPack>
