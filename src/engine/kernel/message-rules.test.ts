import fc from 'fast-check'
import { expect, test } from 'vitest'

import { NO_RULE, RuleSet } from '#shared/rules/compile'
import type { Matcher } from '#shared/rules/rule'

import { maskOf, shapeOf, VARIABLE } from '../templates/shape'
import { ruleOf } from './any-rule'
import { anyName } from './any-text'
import { MessageRules } from './message-rules'

const MATCHERS: readonly Partial<Matcher>[] = [
  { text: { kind: 'exact', texts: ['took ab away', 'ab', 'took a1_b2 away'] } },
  { text: { kind: 'exact', texts: ['took ba'] }, components: ['sip'] },
  { text: { kind: 'prefix', texts: ['took b', 'Ab a', 'took a a '] } },
  { text: { kind: 'prefix', texts: ['ab-', 'took a1', 'took '] }, levels: ['error'] },
  { text: { kind: 'pattern', pattern: '^took a(?:b|a) a' } },
  { text: { kind: 'pattern', pattern: 'b bb? a$' } },
  { text: { kind: 'pattern', pattern: 'Ab(?: a)?$' } },
  { text: { kind: 'pattern', pattern: '^(?:away|ba) \\w+' } },
  { text: { kind: 'pattern', pattern: '^took \\S+ away$' } },
  { text: { kind: 'pattern', pattern: 'b_\\d|ms' } },
  { text: { kind: 'pattern', pattern: '(?=a)a' } },
  { text: { kind: 'any' }, fields: { error: { contains: ['EOF'] } } },
  { text: { kind: 'any' }, fields: { room: { exists: false } } },
]

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('took', 'away', 'a', 'b', 'ab', 'ba', 'bb', 'ab-', '') },
  { weight: 1, arbitrary: fc.constantFrom('Ab', 'tAb', 'a1_b2', 'b2_a1') },
  { weight: 1, arbitrary: anyName },
)
const part = fc.constantFrom(
  'took',
  'away',
  'ab',
  'a',
  VARIABLE,
  VARIABLE,
  `a${VARIABLE}`,
  `${VARIABLE}b`,
)
const rules = fc
  .uniqueArray(fc.nat(MATCHERS.length - 1), { maxLength: 3 })
  .map((places) => places.map((place) => ruleOf(`r${place}`, MATCHERS[place])))
const words = fc.array(word, { minLength: 1, maxLength: 5 })
const names = fc.array(fc.oneof(fc.constantFrom('a1_b2', 'c3_d4', '12ms', '7'), anyName))
const component = fc.constantFrom('livekit', 'sip', null)
const level = fc.constantFrom('info' as const, 'error' as const)

const RUNS = Number(process.env['LOGSIEVE_PROPERTY_RUNS'] ?? 150) * 10

function setOf(known: ReturnType<(typeof rules)['generate']>['value']): RuleSet {
  return new RuleSet([{ pack: 'p', title: { en: '', ru: '' }, rules: known }])
}

test('rules make the same of messages that are alike', { timeout: 600_000 }, () => {
  let alike = 0
  fc.assert(
    fc.property(rules, words, names, component, level, (known, parts, names, ...of) => {
      const [component, level] = of
      const message = parts.join(' ')
      const mask = maskOf(message)
      const literals = new MessageRules(known).alike({ component, level }, mask)
      if (literals === null) return
      const isAvoided = (text: string) => literals.some((literal) => text.includes(literal))
      if (isAvoided(message)) return
      const set = setOf(known)
      const numberOf = (text: string) =>
        set.match({ component, level, message: text, bare: false, field: () => null })
      const others = names.map((name) => parts.with(-1 - (name.length % parts.length), name))
      for (const other of others.map((changed) => changed.join(' '))) {
        if (maskOf(other) !== mask || isAvoided(other)) continue
        alike++
        expect(numberOf(other)).toBe(numberOf(message))
      }
    }),
    { numRuns: RUNS },
  )
  expect(alike).toBeGreaterThan(RUNS / 30)
})

function fits(known: string, { head, tail }: { head: string; tail: string | null }): boolean {
  if (tail === null) return known === head
  return known.length >= head.length + tail.length && known.startsWith(head) && known.endsWith(tail)
}

test('no rule knows a message of a template that no rule may know', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(
      rules,
      words,
      fc.array(fc.array(part, { minLength: 1, maxLength: 5 }), { maxLength: 4 }),
      component,
      level,
      (known, parts, templates, component, level) => {
        const message = parts.join(' ')
        const shape = shapeOf(message).split(' ')
        fc.pre(message === message.trim() && !shape.join(' ').includes(`"${VARIABLE}"`))
        const messages = new MessageRules(known)
        if (messages.fieldsToLack({ component, level }) === null) return
        const candidates = templates.filter(({ length }) => length === shape.length)
        const list = messages.listOf({ component, level }, shape, candidates)
        const fitting = list.templates.find((template) =>
          template.words.every((pattern, at) => fits(shape[at] ?? '', pattern)),
        )
        expect(fitting).toBeDefined()
        if (fitting?.mayBeKnown || list.literals.some((text) => message.includes(text))) return
        const subject = { component, level, message, bare: false, field: () => null }
        expect(setOf(known).match(subject)).toBe(NO_RULE)
      },
    ),
    { numRuns: RUNS },
  )
})

test('says of which fields a rule hangs that asks for no text', () => {
  const source = { component: null, level: null }
  const rule = (at: number) => ruleOf(`r${at}`, MATCHERS.at(at))
  expect(new MessageRules([rule(0), rule(-2)]).fieldsToLack(source)).toEqual(['error'])
  expect(new MessageRules([rule(-2), rule(-1)]).fieldsToLack(source)).toBe(null)
})

test('messages are alike whose rule shows in their mask', () => {
  const known = new MessageRules(MATCHERS.map((match, at) => ruleOf(`r${at}`, match)))
  const masks = ['took \0 away', 'took \0', 'away: \0', 'b \0 away']
  const alike = (level: 'info' | 'error') =>
    masks.filter((mask) => known.alike({ component: 'livekit', level }, mask) !== null)
  expect([alike('info'), alike('error')]).toEqual([[], []])
  const few = new MessageRules([ruleOf('a', MATCHERS[8]), ruleOf('b', MATCHERS[7])])
  expect(
    masks.filter((mask) => few.alike({ component: null, level: null }, mask) !== null),
  ).toEqual(masks)
})
