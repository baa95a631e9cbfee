import { describe, expect, test } from 'vitest'

import { parseBuiltinPack, type ParsedPack, parsePack } from './parse-pack'

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

function mistakesIn(result: ParsedPack): string[] {
  return result.ok ? [] : result.mistakes.map(({ place, message }) => `${place}: ${message.en}`)
}

describe('a user need not say everything', () => {
  const { action, evidence, ...short } = rule
  const { title, ...untitled } = pack

  test.each<[string, unknown, unknown]>([
    ['text', 'text', { en: 'text', ru: 'text' }],
    ['one language', { ru: 'текст' }, { en: 'текст', ru: 'текст' }],
    ['both', { en: 'text', ru: 'текст' }, { en: 'text', ru: 'текст' }],
  ])('a meaning as %s', (_, meaning, expected) => {
    const result = parsePack({ ...pack, rules: [{ ...rule, meaning }] })
    expect(result.ok && result.pack.rules[0]?.meaning).toEqual(expected)
  })

  test('title, action and evidence are optional', () => {
    const result = parsePack({ ...untitled, rules: [short] })
    expect(result.ok && [result.pack.title, result.pack.rules[0]]).toEqual([
      { en: 'test', ru: 'test' },
      expect.objectContaining({ action: { en: '', ru: '' }, evidence: [] }),
    ])
    expect(mistakesIn(parseBuiltinPack({ ...untitled, rules: [short] }))).toEqual([
      'title: this is missing',
      'rules[0] (test.rule).action: this is missing',
      'rules[0] (test.rule).evidence: this is missing',
    ])
    expect([action, evidence, title]).toEqual([rule.action, rule.evidence, pack.title])
  })
})

describe('mistakes are told with their place', () => {
  const withMatch = (match: unknown) => ({ ...pack, rules: [{ ...rule, match }] })
  const withRule = (change: object) => ({
    ...pack,
    rules: [rule, { ...rule, id: 'test.second', ...change }],
  })

  test.each<[string, unknown, string[]]>([
    ['no object', 'text', ['pack: this should be keys with values, not a text']],
    ['nothing', null, ['pack: this should be keys with values, not nothing']],
    ['no rules', { ...pack, rules: [] }, ['rules: this must not be empty']],
    ['a wrong name', { ...pack, pack: 'My Pack' }, ['pack: lower case words joined by hyphens']],
    ['an unknown key of the pack', { ...pack, rulez: [] }, ['pack: there is no such key: rulez']],
    [
      'a title in no language',
      { ...pack, title: {} },
      ['title: give the text in at least one language'],
    ],
    ['no id', withRule({ id: undefined }), ['rules[1].id: this is missing']],
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
        'rules[1] (test.second).category: this should be one of problem, client, advice, noise, activity, healthy',
      ],
    ],
    [
      'an empty meaning',
      withRule({ meaning: { en: ' ', ru: 'x' } }),
      ['rules[1] (test.second).meaning.en: this must not be empty'],
    ],
    [
      'no meaning',
      withRule({ meaning: undefined }),
      ['rules[1] (test.second).meaning: this is missing'],
    ],
    [
      'an unknown key of the rule',
      withRule({ colour: 'red' }),
      ['rules[1] (test.second): there is no such key: colour'],
    ],
    [
      'an unknown feature',
      withRule({ proves: 'fax' }),
      ['rules[1] (test.second).proves: this should be one of rtmp, whip, url, sip, egress, turn'],
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
      ['rules[0] (test.rule).match: there is no such key: mesage'],
    ],
    [
      'an empty message',
      withMatch({ message: '' }),
      ['rules[0] (test.rule).match.message: this must not be empty'],
    ],
    [
      'an unknown level',
      withMatch({ message: 'a', level: 'loud' }),
      [
        'rules[0] (test.rule).match.level: this should be one of trace, debug, info, warn, error, fatal',
      ],
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
      ['rules[0] (test.rule).match.fields.a: an empty condition'],
    ],
    [
      'two mistakes',
      { ...withRule({ category: 'x', evidence: 'y' }), pack: 5 },
      [
        'pack: this should be a text, not a number',
        'rules[1] (test.second).category: this should be one of problem, client, advice, noise, activity, healthy',
        'rules[1] (test.second).evidence: this should be a list, not a text',
      ],
    ],
  ])('%s', (_, source, expected) => {
    const result = parsePack(source)
    expect(mistakesIn(result)).toEqual(expected)
  })

  test('the pattern of a field', () => {
    const result = parsePack(withMatch({ message: 'a', fields: { a: { pattern: '(?=x)' } } }))
    expect(mistakesIn(result)).toEqual([
      'rules[0] (test.rule).match.fields.a.pattern: no look-around and no back references',
    ])
  })
})

test('in Russian too', () => {
  const result = parsePack({ ...pack, pack: 'My Pack', rules: [{ ...rule, match: {} }, 5] })
  expect(result.ok ? [] : result.mistakes.map(({ message }) => message.ru)).toEqual([
    'строчные слова через дефис',
    'укажите message, prefix или pattern либо хотя бы одно поле или компонент',
    'здесь нужно: ключи со значениями, а стоит: число',
  ])
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
