import { describe, expect, test } from 'vitest'

import { parsePack } from './schema'

const text = { en: 'text', ru: 'текст' }
const rule = {
  id: 'test.rule',
  match: { message: 'm' },
  category: 'noise',
  meaning: text,
  action: text,
  evidence: ['a/b c.go:1'],
}
const pack = { pack: 'test', title: text, rules: [rule] }

test('a whole rule is translated', () => {
  const result = parsePack({
    ...pack,
    rules: [
      {
        ...rule,
        match: {
          component: 'ingress',
          level: ['info', 'warn'],
          message: 'failed retrieving ingress info',
          bare: false,
          fields: {
            streamKey: '',
            count: 0,
            remote: true,
            error: { contains: 'does not exist', any: ['a', 5] },
          },
        },
        command: 'sysctl -w net.core.rmem_max=2500000',
        proves: 'rtmp',
        when: [
          { uses: 'rtmp', category: 'client' },
          { uses: ['whip', 'sip'], meaning: { en: 'other', ru: 'иное' }, command: 'ls' },
        ],
      },
    ],
  })
  expect(result).toEqual({
    ok: true,
    pack: {
      pack: 'test',
      title: text,
      rules: [
        {
          id: 'test.rule',
          category: 'noise',
          meaning: text,
          action: text,
          command: 'sysctl -w net.core.rmem_max=2500000',
          match: {
            components: ['ingress'],
            levels: ['info', 'warn'],
            text: { kind: 'exact', texts: ['failed retrieving ingress info'] },
            bare: false,
            fields: {
              streamKey: { equals: [''] },
              count: { equals: ['0'] },
              remote: { equals: ['true'] },
              error: { contains: ['does not exist'], equals: ['a', '5'] },
            },
          },
          evidence: ['a/b c.go:1'],
          proves: 'rtmp',
          when: [
            {
              uses: ['rtmp'],
              verdict: {
                category: 'client',
                meaning: text,
                action: text,
                command: 'sysctl -w net.core.rmem_max=2500000',
              },
            },
            {
              uses: ['whip', 'sip'],
              verdict: {
                category: 'noise',
                meaning: { en: 'other', ru: 'иное' },
                action: text,
                command: 'ls',
              },
            },
          ],
        },
      ],
    },
  })
})

test.each([
  [
    'a prefix keeps its blank at the end',
    { prefix: 'panic: ' },
    { kind: 'prefix', texts: ['panic: '] },
  ],
  ['several messages', { message: ['a', 'b'] }, { kind: 'exact', texts: ['a', 'b'] }],
  ['a pattern', { pattern: '^a+$' }, { kind: 'pattern', pattern: '^a+$' }],
  ['a component alone', { component: 'livekit' }, { kind: 'any' }],
  ['fields alone', { fields: { a: 'x' } }, { kind: 'any' }],
])('%s', (_, match, expected) => {
  const result = parsePack({ ...pack, rules: [{ ...rule, match }] })
  expect(result.ok && result.pack.rules[0]?.match.text).toEqual(expected)
})

describe('mistakes are told with their place', () => {
  const withMatch = (match: unknown) => ({ ...pack, rules: [{ ...rule, match }] })
  const withRule = (change: object) => ({
    ...pack,
    rules: [rule, { ...rule, id: 'test.second', ...change }],
  })

  test.each<[string, unknown, string[]]>([
    ['no object', 'text', ['pack: Invalid input: expected object, received string']],
    ['nothing', null, ['pack: Invalid input: expected object, received null']],
    ['no rules', { ...pack, rules: [] }, ['rules: Too small: expected array to have >=1 items']],
    ['a wrong name', { ...pack, pack: 'My Pack' }, ['pack: lower case words joined by hyphens']],
    ['an unknown key of the pack', { ...pack, rulez: [] }, ['pack: Unrecognized key: "rulez"']],
    [
      'a title in one language',
      { ...pack, title: { en: 'x' } },
      ['title.ru: Invalid input: expected string, received undefined'],
    ],
    [
      'no id',
      withRule({ id: undefined }),
      ['rules[1] (undefined).id: Invalid input: expected string, received undefined'],
    ],
    [
      'a wrong id',
      withRule({ id: 'Test Rule' }),
      ['rules[1] (Test Rule).id: lower case words joined by dots and hyphens'],
    ],
    [
      'an id twice',
      withRule({ id: 'test.rule' }),
      ['rules[1] (test.rule).id: "test.rule" occurs twice'],
    ],
    [
      'an unknown category',
      withRule({ category: 'unknown' }),
      [
        'rules[1] (test.second).category: Invalid option: expected one of "problem"|"client"|"advice"|"noise"|"activity"|"healthy"',
      ],
    ],
    [
      'an empty meaning',
      withRule({ meaning: { en: ' ', ru: 'x' } }),
      ['rules[1] (test.second).meaning.en: Too small: expected string to have >=1 characters'],
    ],
    [
      'no evidence',
      withRule({ evidence: [] }),
      ['rules[1] (test.second).evidence: Too small: expected array to have >=1 items'],
    ],
    [
      'an unknown key of the rule',
      withRule({ colour: 'red' }),
      ['rules[1] (test.second): Unrecognized key: "colour"'],
    ],
    [
      'an unknown feature',
      withRule({ proves: 'fax' }),
      [
        'rules[1] (test.second).proves: Invalid option: expected one of "rtmp"|"whip"|"url"|"sip"|"egress"|"turn"',
      ],
    ],
    [
      'a rule for everything',
      withMatch({}),
      [
        'rules[0] (test.rule).match: give a message, prefix or pattern, or at least a field or component',
      ],
    ],
    [
      'message and prefix',
      withMatch({ message: 'a', prefix: 'b' }),
      ['rules[0] (test.rule).match: give one of message, prefix and pattern'],
    ],
    [
      'an unknown key of the match',
      withMatch({ mesage: 'a', fields: { a: 'x' } }),
      ['rules[0] (test.rule).match: Unrecognized key: "mesage"'],
    ],
    [
      'an empty message',
      withMatch({ message: '' }),
      ['rules[0] (test.rule).match.message: Invalid input'],
    ],
    [
      'an unknown level',
      withMatch({ message: 'a', level: 'loud' }),
      ['rules[0] (test.rule).match.level: Invalid input'],
    ],
    [
      'a broken pattern',
      withMatch({ pattern: '(' }),
      [
        'rules[0] (test.rule).match.pattern: SyntaxError: Invalid regular expression: /(/: Unterminated group',
      ],
    ],
    [
      'look-ahead',
      withMatch({ pattern: 'a(?=b)' }),
      ['rules[0] (test.rule).match.pattern: no look-around and no back references'],
    ],
    [
      'look-behind',
      withMatch({ pattern: '(?<!a)b' }),
      ['rules[0] (test.rule).match.pattern: no look-around and no back references'],
    ],
    [
      'a back reference',
      withMatch({ pattern: '(a)\\1' }),
      ['rules[0] (test.rule).match.pattern: no look-around and no back references'],
    ],
    [
      'a named back reference',
      withMatch({ pattern: '(?<x>a)\\k<x>' }),
      ['rules[0] (test.rule).match.pattern: no look-around and no back references'],
    ],
    [
      'an empty condition',
      withMatch({ message: 'a', fields: { a: {} } }),
      ['rules[0] (test.rule).match.fields.a: Invalid input'],
    ],
    [
      'two mistakes',
      { ...withRule({ category: 'x', evidence: 'y' }), pack: 5 },
      [
        'pack: Invalid input: expected string, received number',
        'rules[1] (test.second).category: Invalid option: expected one of "problem"|"client"|"advice"|"noise"|"activity"|"healthy"',
        'rules[1] (test.second).evidence: Invalid input: expected array, received string',
      ],
    ],
  ])('%s', (_, source, expected) => {
    const result = parsePack(source)
    expect(result.ok ? [] : result.errors).toEqual(expected)
  })

  test('the pattern of a field', () => {
    const result = parsePack(withMatch({ message: 'a', fields: { a: { pattern: '(?=x)' } } }))
    expect(result.ok ? [] : result.errors).toHaveLength(1)
  })
})

test.each([
  ['a named group', '(?<x>a)'],
  ['a group that is not kept', '(?:a|b)+'],
  ['an escaped digit class', '\\d{1,3}\\.\\d'],
])('allowed in a pattern: %s', (_, pattern) => {
  expect(parsePack({ ...pack, rules: [{ ...rule, match: { pattern } }] }).ok).toBe(true)
})

test('a field named __proto__ is a field', () => {
  const fields = JSON.parse('{"__proto__": "x"}') as unknown
  const result = parsePack({ ...pack, rules: [{ ...rule, match: { message: 'm', fields } }] })
  expect([result.ok, ({} as Record<string, unknown>)['equals']]).toEqual([result.ok, undefined])
})
