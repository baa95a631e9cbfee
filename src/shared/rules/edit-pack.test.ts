import { describe, expect, test } from 'vitest'

import { putRule, ruleText } from './edit-pack'
import { readPack } from './pack-text'

const RULE = ruleText({
  id: 'mine.second',
  match: { component: 'app', prefix: 'payment: ' },
  category: 'client',
  meaning: 'The bank said: no.',
})

const PACK = `# My own rules.
pack: mine   # short
title: {en: Mine, ru: Мои}
rules:
  # The first one.
  - id: mine.first
    match: { message: "a" } # a, not b

    category: noise
    meaning: >-
      Folded
      text.
  - {id: mine.third, match: {prefix: c}, category: noise, meaning: c}
# The end.
`

function put(text: string | null, rule: string): string {
  const result = putRule(text, rule, 'my-rules')
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes))
  return result.text
}

test('a pack that is not there yet begins with what editors need', () => {
  expect(put(null, RULE)).toBe(`# yaml-language-server: $schema=./rule-pack.schema.json
pack: my-rules
rules:
  - id: mine.second
    match:
      component: app
      prefix: "payment: "
    category: client
    meaning: "The bank said: no."
`)
  expect(put('\n', RULE)).toBe(put(null, RULE))
})

const OWN_LINES = RULE.trimEnd().split('\n')

test.each([
  ['as it is', PACK],
  ['without a last line end', PACK.replace('# The end.\n', '').trimEnd()],
  ['with a comment behind the last rule', PACK.replace('meaning: c}', 'meaning: c} # c')],
  [
    'not indented',
    'pack: a\nrules:\n- id: a.b\n  match: {message: a}\n  category: noise\n  meaning: |\n    A text\n',
  ],
])('a new rule goes behind the others, of which no byte changes: %s', (_, pack) => {
  const lines = put(pack, RULE).split('\n')
  const at = lines.findIndex((line) => line.includes('mine.second'))
  const own = lines.splice(at, OWN_LINES.length)
  expect(own.map((line) => line.trim().replace(/^- /, ''))).toEqual(
    OWN_LINES.map((line) => line.trim()),
  )
  expect(lines.join('\n').trimEnd()).toBe(pack.trimEnd())
})

test('a rule with the same id is replaced where it stands, and no other line changes', () => {
  const text = put(PACK, RULE.replace('mine.second', 'mine.first'))
  expect(text).toBe(`# My own rules.
pack: mine   # short
title: {en: Mine, ru: Мои}
rules:
  # The first one.
  - id: mine.first
    match:
      component: app
      prefix: "payment: "
    category: client
    meaning: "The bank said: no."
  - {id: mine.third, match: {prefix: c}, category: noise, meaning: c}
# The end.
`)
})

test('a list in brackets is written as lines', () => {
  const pack = 'pack: a\nrules: [{id: a.b, match: {message: a}, category: noise, meaning: m}]\n'
  const result = readPack(put(pack, RULE))
  expect(result.ok && result.pack.rules.map(({ id }) => id)).toEqual(['a.b', 'mine.second'])
})

test('a rule is kept as it was written', () => {
  const written = `# why\nid: mine.x\nmatch: {message: "x"} # only x\n\ncategory: noise\nmeaning: m\n`
  expect(put(PACK, written)).toContain(`  - # why
    id: mine.x
    match: {message: "x"} # only x

    category: noise
    meaning: m
# The end.`)
})

test('put twice it is the same', () => {
  expect(put(put(PACK, RULE), RULE)).toBe(put(PACK, RULE))
})

describe('is refused', () => {
  test('a rule with a mistake, told by its own lines', () => {
    const result = putRule(PACK, RULE.replace('client', 'clinet'), 'x')
    expect(result.ok ? null : [result.in, result.mistakes[0]?.line]).toEqual(['rule', 5])
  })

  test('a pack with a mistake: what is in it would be lost', () => {
    const result = putRule(PACK.replace('noise', 'nosie'), RULE, 'x')
    expect(result.ok ? null : [result.in, result.mistakes[0]?.line]).toEqual(['pack', 9])
  })
})
