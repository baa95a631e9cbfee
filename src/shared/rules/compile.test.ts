import { describe, expect, test } from 'vitest'

import { NO_RULE, RuleSet, type Subject } from './compile'
import { parsePack } from './parse-pack'

interface Source {
  readonly id: string
  readonly match: Record<string, unknown>
  readonly [key: string]: unknown
}

/** Rules as people write them, with what they must have beside. */
function rulesOf(...sources: readonly Source[]): RuleSet {
  const text = { en: 'text', ru: 'текст' }
  const rules = sources.map((source) => ({
    category: 'noise',
    meaning: text,
    action: text,
    evidence: ['a/b c.go:1'],
    ...source,
  }))
  const result = parsePack({ pack: 'test', title: text, rules })
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes))
  return new RuleSet([result.pack])
}

/** A record as a rule sees it. */
interface Seen {
  readonly message?: string
  readonly component?: string | null
  readonly level?: Subject['level']
  readonly bare?: boolean
  readonly fields?: Readonly<Record<string, string>>
}

function matched(
  rules: RuleSet,
  { message = 'm', component = 'livekit', level = 'info', bare = false, fields = {} }: Seen,
): string | null {
  const number = rules.match({
    message,
    component,
    level,
    bare,
    field: (name) => fields[name] ?? null,
  })
  return rules.rules[number]?.id ?? null
}

describe('of several rules the most particular wins', () => {
  const message = 'closing room now'
  test.each<[string, Source[], Seen, string | null]>([
    [
      'exact before prefix',
      [
        { id: 'prefix', match: { prefix: 'closing room' } },
        { id: 'exact', match: { message } },
      ],
      { message },
      'exact',
    ],
    [
      'the longer prefix before the shorter',
      [
        { id: 'short', match: { prefix: 'closing' } },
        { id: 'long', match: { prefix: 'closing room' } },
      ],
      { message },
      'long',
    ],
    [
      'of one rule the prefix that fits counts',
      [
        { id: 'a', match: { prefix: ['closing', 'something very long'] } },
        { id: 'b', match: { prefix: 'closing room' } },
      ],
      { message },
      'b',
    ],
    [
      'prefix before pattern',
      [
        { id: 'pattern', match: { pattern: 'closing.*now' } },
        { id: 'prefix', match: { prefix: 'c' } },
      ],
      { message },
      'prefix',
    ],
    [
      'pattern before any message',
      [
        { id: 'any', match: { fields: { a: 'x', b: 'y' } } },
        { id: 'pattern', match: { pattern: 'now' } },
      ],
      { message, fields: { a: 'x', b: 'y' } },
      'pattern',
    ],
    [
      'a particular kind of text before any number of fields',
      [
        { id: 'prefix', match: { prefix: 'closing', fields: { a: 'x' }, level: 'info' } },
        { id: 'exact', match: { message } },
      ],
      { message, fields: { a: 'x' } },
      'exact',
    ],
    [
      'more fields before fewer',
      [
        { id: 'none', match: { message } },
        { id: 'two', match: { message, fields: { a: 'x', b: { exists: true } } } },
        { id: 'one', match: { message, fields: { a: 'x' } } },
      ],
      { message, fields: { a: 'x', b: 'y' } },
      'two',
    ],
    [
      'fields only where they hold',
      [
        { id: 'none', match: { message } },
        { id: 'one', match: { message, fields: { a: 'x' } } },
      ],
      { message, fields: { a: 'z' } },
      'none',
    ],
    [
      'fields before a level',
      [
        { id: 'level', match: { message, level: 'info' } },
        { id: 'field', match: { message, fields: { a: 'x' } } },
      ],
      { message, fields: { a: 'x' } },
      'field',
    ],
    [
      'a level before none',
      [
        { id: 'none', match: { message } },
        { id: 'level', match: { message, level: ['info', 'warn'] } },
      ],
      { message },
      'level',
    ],
    [
      'a level before a component',
      [
        { id: 'component', match: { message, component: 'livekit.room' } },
        { id: 'level', match: { message, level: 'info' } },
      ],
      { message, component: 'livekit.room' },
      'level',
    ],
    [
      'the more particular component',
      [
        { id: 'none', match: { message } },
        { id: 'root', match: { message, component: 'livekit' } },
        { id: 'below', match: { message, component: 'livekit.transport' } },
      ],
      { message, component: 'livekit.transport.pion' },
      'below',
    ],
    [
      'else the earlier',
      [
        { id: 'first', match: { message } },
        { id: 'second', match: { message } },
      ],
      { message },
      'first',
    ],
    [
      'patterns too: the earlier',
      [
        { id: 'first', match: { pattern: 'room' } },
        { id: 'second', match: { pattern: 'closing room now' } },
      ],
      { message },
      'first',
    ],
    ['none fits', [{ id: 'a', match: { message: 'other' } }], { message }, null],
  ])('%s', (_, sources, record, expected) =>
    expect(matched(rulesOf(...sources), record)).toBe(expected),
  )

  test('a rule of the user before all others, however particular those are', () => {
    const [own, builtin] = [
      { id: 'own', match: { pattern: 'room' } },
      { id: 'builtin', match: { message, component: 'livekit', level: 'info' } },
    ].map((source) => ({
      pack: source.id,
      title: { en: source.id, ru: source.id },
      rules: rulesOf(source).rules,
    }))
    const rules = new RuleSet([builtin!], [own!])
    expect([
      matched(rules, { message }),
      matched(rules, { message: 'no ROOM' }),
      matched(new RuleSet([builtin!]), { message }),
    ]).toEqual(['own', null, 'builtin'])
  })
})

describe('what a rule asks of a record', () => {
  test.each<[string, Record<string, unknown>, Seen, boolean]>([
    ['the whole message, byte for byte', { message: 'a b' }, { message: 'a b' }, true],
    ['no blank more', { message: 'a b' }, { message: 'a b ' }, false],
    ['no other case', { message: 'a b' }, { message: 'A b' }, false],
    ['any of some messages', { message: ['x', 'm'] }, {}, true],
    ['a prefix of one letter', { prefix: 'm' }, { message: 'many' }, true],
    ['a prefix longer than the message', { prefix: 'many' }, { message: 'man' }, false],
    ['the prefix is the message', { prefix: 'many' }, { message: 'many' }, true],
    ['a pattern anywhere', { pattern: 'b+$' }, { message: 'aabb' }, true],
    [
      'the component itself',
      { message: 'm', component: 'livekit' },
      { component: 'livekit' },
      true,
    ],
    [
      'a component below',
      { message: 'm', component: 'livekit' },
      { component: 'livekit.transport.pion.ice' },
      true,
    ],
    [
      'not one that only begins so',
      { message: 'm', component: 'livekit' },
      { component: 'livekit-recorder' },
      false,
    ],
    ['not one above', { message: 'm', component: 'livekit.room' }, { component: 'livekit' }, false],
    [
      'a library below any program',
      { message: 'm', component: '*.pion.ice' },
      { component: 'livekit.transport.pion.ice.tcp' },
      true,
    ],
    ['and alone', { message: 'm', component: '*.pion.ice' }, { component: 'pion.ice' }, true],
    [
      'but nothing that ends or begins alike',
      { message: 'm', component: '*.pion.ice' },
      { component: 'champion.icemaker' },
      false,
    ],
    ['any of some components', { message: 'm', component: ['sip', 'livekit'] }, {}, true],
    [
      'a record that lost its component passes an exact text',
      { message: 'm', component: 'sip' },
      { component: null },
      true,
    ],
    ['and a prefix', { prefix: 'm', component: 'sip' }, { component: null }, true],
    ['but no pattern', { pattern: 'm', component: 'sip' }, { component: null }, false],
    [
      'and no rule for any message',
      { fields: { a: 'x' }, component: 'sip' },
      { component: null, fields: { a: 'x' } },
      false,
    ],
    [
      'a pattern for bare lines knows no component',
      { pattern: 'm', component: 'sip', bare: true },
      { component: null, bare: true },
      true,
    ],
    ['a pattern without a component', { pattern: 'm' }, { component: null }, true],
    ['a level', { message: 'm', level: 'info' }, {}, true],
    ['another level', { message: 'm', level: ['warn', 'error'] }, {}, false],
    ['a level where there is none', { message: 'm', level: 'info' }, { level: null }, false],
    [
      'a bare line',
      { message: 'm', bare: true },
      { bare: true, component: null, level: null },
      true,
    ],
    ['a bare line, but it has a time', { message: 'm', bare: true }, {}, false],
    [
      'any line, and it is bare',
      { message: 'm' },
      { bare: true, component: null, level: null },
      true,
    ],
    ['a field', { message: 'm', fields: { a: 'x' } }, { fields: { a: 'x' } }, true],
    [
      'a field with another value',
      { message: 'm', fields: { a: 'x' } },
      { fields: { a: 'xx' } },
      false,
    ],
    ['a field that is missing', { message: 'm', fields: { a: 'x' } }, {}, false],
    [
      'an empty field',
      { message: 'm', fields: { streamKey: '' } },
      { fields: { streamKey: '' } },
      true,
    ],
    ['an empty field that is missing', { message: 'm', fields: { streamKey: '' } }, {}, false],
    [
      'a number as text',
      { message: 'm', fields: { current: 0 } },
      { fields: { current: '0' } },
      true,
    ],
    [
      'a truth as text',
      { message: 'm', fields: { remote: false } },
      { fields: { remote: 'false' } },
      true,
    ],
    [
      'any of some values',
      { message: 'm', fields: { a: { any: ['x', 5] } } },
      { fields: { a: '5' } },
      true,
    ],
    [
      'none of some values',
      { message: 'm', fields: { a: { any: ['x', 5] } } },
      { fields: { a: '6' } },
      false,
    ],
    [
      'a part',
      { message: 'm', fields: { a: { contains: ['no', 'es not ex'] } } },
      { fields: { a: 'does not exist' } },
      true,
    ],
    [
      'no part',
      { message: 'm', fields: { a: { contains: 'no part' } } },
      { fields: { a: 'does not exist' } },
      false,
    ],
    [
      'how a value begins',
      { message: 'm', fields: { a: { prefix: 'does' } } },
      { fields: { a: 'does not exist' } },
      true,
    ],
    [
      'how a value does not begin',
      { message: 'm', fields: { a: { prefix: 'not' } } },
      { fields: { a: 'does not exist' } },
      false,
    ],
    [
      'a pattern of a value',
      { message: 'm', fields: { a: { pattern: '^\\d+$' } } },
      { fields: { a: '12' } },
      true,
    ],
    [
      'all conditions of a value',
      { message: 'm', fields: { a: { prefix: 'does', contains: 'never' } } },
      { fields: { a: 'does not' } },
      false,
    ],
    [
      'a field that is there',
      { message: 'm', fields: { a: { exists: true } } },
      { fields: { a: '' } },
      true,
    ],
    ['a field that is not there', { message: 'm', fields: { a: { exists: true } } }, {}, false],
    ['no field', { message: 'm', fields: { a: { exists: false } } }, {}, true],
    [
      'no field, but there is one',
      { message: 'm', fields: { a: { exists: false } } },
      { fields: { a: '' } },
      false,
    ],
    [
      'all fields',
      { message: 'm', fields: { a: 'x', b: 'y' } },
      { fields: { a: 'x', b: 'z' } },
      false,
    ],
  ])('%s', (_, match, record, expected) => {
    expect(matched(rulesOf({ id: 'rule', match }), record)).toBe(expected ? 'rule' : null)
  })
})

test('what was found for a message once is not taken for another record with it', () => {
  const rules = rulesOf(
    { id: 'general', match: { message: 'm' } },
    { id: 'particular', match: { message: 'm', fields: { a: 'x' } } },
  )
  const found = [{}, { fields: { a: 'x' } }, {}, { fields: { a: 'x' } }].map((record) =>
    matched(rules, record),
  )
  expect(found).toEqual(['general', 'particular', 'general', 'particular'])
})

test('ten thousands of different messages are told right', () => {
  const rules = rulesOf(
    { id: 'prefix', match: { prefix: 'number ' } },
    { id: 'pattern', match: { pattern: '^\\d+$' } },
  )
  const found = new Set<string>()
  for (let at = 0; at < 45_000; at++) {
    found.add(
      `${matched(rules, { message: `number ${at}` })} ${matched(rules, { message: String(at) })}`,
    )
  }
  expect([...found]).toEqual(['prefix pattern'])
})

test('of a very long message the pattern sees the beginning only', () => {
  const rules = rulesOf({ id: 'pattern', match: { pattern: 'needle' } })
  const found = [`${'x'.repeat(1000)}needle`, `${'x'.repeat(3000)}needle`].map((message) =>
    matched(rules, { message }),
  )
  expect(found).toEqual(['pattern', null])
})

test('fields are read only where a rule asks for one', () => {
  const rules = rulesOf(
    { id: 'a', match: { message: 'm' } },
    { id: 'b', match: { message: 'n', fields: { room: 'x' } } },
  )
  const asked: string[] = []
  const record = (message: string): Subject => ({
    message,
    component: null,
    level: null,
    bare: false,
    field: (name) => (asked.push(name), null),
  })
  expect([rules.match(record('m')), rules.match(record('n')), asked]).toEqual([
    0,
    NO_RULE,
    ['room'],
  ])
})

test('knows the lines that are records of their own', () => {
  const rules = rulesOf(
    { id: 'bare-exact', match: { message: 'a bare line', bare: true } },
    { id: 'bare-prefix', match: { prefix: 'unable to connect: ', bare: true } },
    { id: 'not-bare', match: { message: 'a line', component: 'livekit' } },
    { id: 'not-bare-prefix', match: { prefix: 'other: ' } },
  )
  const lines = [
    'a bare line',
    'a bare line more',
    'unable to connect: x',
    'unable to',
    'a line',
    'other: x',
    '',
  ]
  expect(lines.filter((line) => rules.knowsBareLine(line))).toEqual([
    'a bare line',
    'unable to connect: x',
  ])
})

test('a bare prefix is known also where an exact rule that is not bare has the line', () => {
  const rules = rulesOf(
    { id: 'exact', match: { message: 'error: x' } },
    { id: 'bare', match: { prefix: 'error: ', bare: true } },
  )
  expect(rules.knowsBareLine('error: x')).toBe(true)
})

test('no rules know nothing', () => {
  const rules = new RuleSet([])
  expect([matched(rules, {}), rules.knowsBareLine('x')]).toEqual([null, false])
})
