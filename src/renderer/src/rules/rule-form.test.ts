import { expect, test } from 'vitest'

import { fieldLine, formOf, type RuleForm, sourceOf } from './rule-form'

const FORM: RuleForm = {
  id: 'my-rules.a',
  textKind: 'prefix',
  text: 'payment: ',
  component: 'app',
  levels: ['warn', 'error'],
  fields: [
    fieldLine('a', 'equals', 'x'),
    fieldLine('b', 'contains', 'y'),
    fieldLine('c', 'missing'),
    fieldLine('d', 'exists'),
    fieldLine('e.f', 'pattern', '^z$'),
  ],
  category: 'client',
  meaning: 'A text.',
  action: 'Another.',
}

test('a form says a rule, and the rule the form', () => {
  const source = sourceOf(FORM)
  expect(source).toEqual({
    id: 'my-rules.a',
    match: {
      component: 'app',
      level: ['warn', 'error'],
      prefix: 'payment: ',
      fields: {
        a: 'x',
        b: { contains: 'y' },
        c: { exists: false },
        d: { exists: true },
        'e.f': { pattern: '^z$' },
      },
    },
    category: 'client',
    meaning: 'A text.',
    action: 'Another.',
  })
  // Keys are new with every form.
  const fields = FORM.fields.map((line) => ({ ...line, key: expect.any(Number) }))
  expect(formOf(source)).toEqual({ ...FORM, fields })
})

test('what is left empty is not said', () => {
  const form = { ...FORM, textKind: 'any', component: ' ', levels: ['info'], action: '' } as const
  expect(sourceOf({ ...form, fields: [fieldLine()] })).toEqual({
    id: 'my-rules.a',
    match: { level: 'info' },
    category: 'client',
    meaning: 'A text.',
  })
})

test('a rule that is not written to its end is a form all the same', () => {
  expect(formOf({ match: { message: 'a' } })).toMatchObject({ id: '', category: null, meaning: '' })
})

test.each([
  ['another key', { when: [] }],
  ['two languages', { meaning: { en: 'a', ru: 'б' } }],
  ['several messages', { match: { message: ['a', 'b'] } }],
  ['several components', { match: { component: ['a', 'b'], message: 'a' } }],
  ['bare lines', { match: { message: 'a', bare: true } }],
  ['two texts', { match: { message: 'a', prefix: 'b' } }],
  ['an unknown level', { match: { message: 'a', level: 'loud' } }],
  ['two conditions on a field', { match: { fields: { a: { contains: 'x', exists: true } } } }],
  ['several values of a field', { match: { fields: { a: { any: ['x', 'y'] } } } }],
  ['no match', { match: null }],
])('more than the form can show: %s', (_, change) => {
  const rule = { id: 'a', match: { message: 'a' }, category: 'noise', meaning: 'm', ...change }
  expect(formOf(rule)).toBeNull()
})
