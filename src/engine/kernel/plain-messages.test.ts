import fc from 'fast-check'
import { expect, test } from 'vitest'

import { NO_RULE, RuleSet } from '#shared/rules/compile'
import type { Matcher } from '#shared/rules/rule'

import { VARIABLE } from '../templates/shape'
import { PlainMessages } from './plain-messages'

const VERDICT = {
  category: 'noise' as const,
  meaning: { en: '', ru: '' },
  action: { en: '', ru: '' },
  command: null,
  evidence: [],
  proves: null,
  when: [],
}
const ANY: Matcher = {
  components: [],
  levels: [],
  bare: false,
  fields: {},
  text: { kind: 'any' },
}

const MATCHERS: readonly Partial<Matcher>[] = [
  { text: { kind: 'exact', texts: ['took ab away', 'ab'] } },
  { text: { kind: 'exact', texts: ['took ba'] }, components: ['sip'] },
  { text: { kind: 'prefix', texts: ['took b', 'Ab a', 'took a a '] } },
  { text: { kind: 'prefix', texts: ['ab-'] }, levels: ['error'] },
  { text: { kind: 'pattern', pattern: '^took a(?:b|a) a' } },
  { text: { kind: 'pattern', pattern: 'b bb? a$' } },
  { text: { kind: 'pattern', pattern: 'Ab(?: a)?$' } },
  { text: { kind: 'pattern', pattern: '^(?:away|ba) \\w+' } },
  { text: { kind: 'any' }, fields: { error: { contains: ['EOF'] } } },
  { text: { kind: 'any' }, fields: { room: { exists: false } } },
]

const word = fc.constantFrom('took', 'away', 'a', 'b', 'ab', 'ba', 'bb', 'ab-', '')
const first = fc.oneof(word, fc.constantFrom('Ab', 'tAb'))
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
  .map((places) =>
    places.map((place) => ({ ...VERDICT, id: `r${place}`, match: { ...ANY, ...MATCHERS[place] } })),
  )

function fits(known: string, pattern: string): boolean {
  const [head = '', tail] = pattern.split(VARIABLE)
  if (tail === undefined) return known === head
  return known.length >= head.length + tail.length && known.startsWith(head) && known.endsWith(tail)
}

test('no rule knows a message of a template that no rule may know', () => {
  fc.assert(
    fc.property(
      rules,
      fc.tuple(first, fc.array(word, { maxLength: 4 })).map((words) => words.flat()),
      fc.array(fc.array(part, { minLength: 1, maxLength: 5 }), { maxLength: 4 }),
      fc.constantFrom('livekit', 'sip', null),
      fc.constantFrom('info' as const, 'error' as const),
      (known, words, templates, component, level) => {
        const subject = { component, level, message: words.join(' '), bare: false }
        const plain = new PlainMessages(known)
        if (plain.fieldsToLack(subject) === null) return
        const candidates = templates.filter(({ length }) => length === words.length)
        const fitting = plain
          .templates(subject, candidates)
          .find((template) =>
            template.words.every(({ head, tail }, at) =>
              fits(words[at] ?? '', tail === null ? head : head + VARIABLE + tail),
            ),
          )
        expect(fitting).toBeDefined()
        if (fitting?.mayBeKnown) return
        const set = new RuleSet([{ pack: 'p', title: { en: '', ru: '' }, rules: known }])
        expect(set.match({ ...subject, field: () => null })).toBe(NO_RULE)
      },
    ),
    { numRuns: 5000 },
  )
})

test('says of which fields a rule hangs that asks for no text', () => {
  const subject = { component: null, level: null, message: 'took', bare: false }
  const rule = (at: number) => ({ ...VERDICT, id: `r${at}`, match: { ...ANY, ...MATCHERS[at] } })
  expect(new PlainMessages([rule(0), rule(8)]).fieldsToLack(subject)).toEqual(['error'])
  expect(new PlainMessages([rule(8), rule(9)]).fieldsToLack(subject)).toBe(null)
})
