import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Field, FieldValue } from '#shared/record'

import { findField, parseObject, unescapeText, valueText } from './json'

/** Fields as pairs, easy to compare: texts quoted, the rest as it is written. */
function pairs(fields: readonly Field[]): [string, unknown][] {
  return fields.map(({ name, value }) => [name, shown(value)])
}

function shown(value: FieldValue): unknown {
  switch (value.kind) {
    case 'text':
      return value.value
    case 'number':
    case 'literal':
      return { [value.kind]: value.value }
    case 'list':
      return value.items.map(shown)
    case 'object':
      return { object: pairs(value.fields) }
  }
}

test.each([
  ['nothing', '{}', [], true],
  [
    'every kind of value',
    '{"room": "r", "remote": false, "protocol": 8, "options": {"AutoSubscribe":true}, "ips": ["a/b", null, 1.5e3]}',
    [
      ['room', 'r'],
      ['remote', { literal: 'false' }],
      ['protocol', { number: '8' }],
      ['options', { object: [['AutoSubscribe', { literal: 'true' }]] }],
      ['ips', ['a/b', { literal: 'null' }, { number: '1.5e3' }]],
    ],
    true,
  ],
  // RL 031: sipTrunk stands twice in one object.
  [
    'repeated keys, in order',
    '{"sipTrunk": "ST_1", "status": 486, "sipTrunk": "ST_2"}',
    [
      ['sipTrunk', 'ST_1'],
      ['status', { number: '486' }],
      ['sipTrunk', 'ST_2'],
    ],
    true,
  ],
  [
    'keys of objects',
    '{"__proto__": {"polluted": true}, "constructor": 1, "toString": "x"}',
    [
      ['__proto__', { object: [['polluted', { literal: 'true' }]] }],
      ['constructor', { number: '1' }],
      ['toString', 'x'],
    ],
    true,
  ],
  [
    'numbers as they are written',
    '{"a": 1732616973.57013730, "b": 12345678901234567890, "c": -0.0}',
    [
      ['a', { number: '1732616973.57013730' }],
      ['b', { number: '12345678901234567890' }],
      ['c', { number: '-0.0' }],
    ],
    true,
  ],
  [
    'escapes',
    '{"error": "a \\"b\\" \\\\ \\n\\t\\u0441 \\ud83d\\ude00 \\u003c"}',
    [['error', 'a "b" \\ \n\tс 😀 <']],
    true,
  ],
  [
    'lone surrogates',
    '{"a": "\\ud83d", "b": "\\ude00x"}',
    [
      ['a', '\ud83d'],
      ['b', '\ude00x'],
    ],
    true,
  ],
  // RL 019: the tail is cut.
  [
    'cut in a list',
    '{"room": "r", "candidates": ["udp4 host 172.28.41.59:7882", "tcp4',
    [
      ['room', 'r'],
      ['candidates', ['udp4 host 172.28.41.59:7882', 'tcp4']],
    ],
    false,
  ],
  [
    'cut in a name',
    '{"room": "r", "roo',
    [
      ['room', 'r'],
      ['roo', { literal: '' }],
    ],
    false,
  ],
  ['cut after a name', '{"room":', [['room', { literal: '' }]], false],
  ['cut in an escape', '{"room": "r\\', [['room', 'r\\']], false],
  ['only its brace', '{', [], false],
  // RL 026: placeholders instead of values.
  [
    'a placeholder',
    '{"ip": {public_ip}, "x": 1}',
    [
      ['ip', { object: [['public_ip', { literal: '' }]] }],
      ['x', { number: '1' }],
    ],
    false,
  ],
  [
    'a masked value',
    '{"ip": ****.****, "port": 7881}',
    [
      ['ip', { literal: '****.****' }],
      ['port', { number: '7881' }],
    ],
    false,
  ],
  // RL 001: the poster masked the IP and took the comma and a quote along.
  [
    'a name without its opening quote',
    '{"ip":"139.11*.*"error":"context canceled"}',
    [
      ['ip', '139.11*.*'],
      ['error', 'context canceled'],
    ],
    false,
  ],
  // RL 022
  [
    'a value without its opening quote',
    '{"state": "JOINED", "participant":  1273", "pID": "PA_cbXTMP7PQeh8"}',
    [
      ['state', 'JOINED'],
      ['participant', { number: '1273' }],
      ['pID', 'PA_cbXTMP7PQeh8'],
    ],
    false,
  ],
  // RL 093
  [
    'backticks of Markdown',
    '{"message":` "failed to connect", "level": "WARNING"}`',
    [
      ['message', 'failed to connect'],
      ['level', 'WARNING'],
    ],
    false,
  ],
] as const)('%s', (_, text, expected, isComplete) => {
  const parsed = parseObject(text)
  expect({ fields: pairs(parsed.fields), isComplete: parsed.isComplete }).toEqual({
    fields: expected,
    isComplete,
  })
})

test('begins at a position and tells where the object ends', () => {
  expect(parseObject('message {"a": 1} tail', 8)).toEqual({
    fields: [{ name: 'a', value: { kind: 'number', value: '1' } }],
    end: 16,
    isComplete: true,
  })
})

describe('hostile text', () => {
  test.each([
    ['brackets', `{"a": ${'['.repeat(100_000)}`],
    ['closed brackets', `{"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['braces', '{"a":'.repeat(100_000)],
    ['closed braces', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['mixed', '{"a":[{"b":['.repeat(50_000)],
  ])('100,000 %s do not overflow the stack', (_, text) => {
    const { fields } = parseObject(text)
    expect([fields[0]?.name, depthOf(fields) <= 65]).toEqual(['a', true])
  })

  test.each([
    ['a text', `{"a": "${'x'.repeat(1_000_000)}"}`],
    ['escapes', `{"a": "${'\\"'.repeat(500_000)}"}`],
    ['a number', `{"a": ${'1'.repeat(1_000_000)}}`],
    ['commas', `{${','.repeat(1_000_000)}}`],
    ['quotes', `{${'"'.repeat(1_000_000)}}`],
    ['no end', `{"a": "${'x'.repeat(1_000_000)}`],
  ])('1 MB of %s is read once', (_, text) => {
    const { end } = parseObject(text)
    expect(end).toBe(text.length)
  })

  test('any text is read to an end, and JSON as JSON.parse reads it', () => {
    const letters = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      ' ',
      'a',
      '1',
      '`',
      '\n',
      'u',
    )
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 60 }), (rest) => {
        const text = `{${rest}`
        const { end } = parseObject(text)
        expect(end).toBeGreaterThan(0)
        expect(end).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (object) => {
        const text = JSON.stringify(object)
        const { fields, end, isComplete } = parseObject(text)
        const again: unknown = JSON.parse(valueText({ kind: 'object', fields }))
        expect({ again, end, isComplete }).toEqual({
          again: JSON.parse(text) as unknown,
          end: text.length,
          isComplete: true,
        })
      }),
    )
  })
})

function depthOf(fields: readonly Field[]): number {
  return 1 + fields.reduce((depth, { value }) => Math.max(depth, valueDepth(value)), 0)
}

function valueDepth(value: FieldValue): number {
  if (value.kind === 'object') return depthOf(value.fields)
  if (value.kind !== 'list') return 0
  return 1 + value.items.reduce((depth, item) => Math.max(depth, valueDepth(item)), 0)
}

test.each([
  ["Go's %q", String.raw`Err = EOF\nFailed\t\x41\U0001f600`, 'Err = EOF\nFailed\tA😀'],
  ['a code point that there is not', String.raw`\Uffffffff`, String.raw`\Uffffffff`],
  ['a quote and a backslash', String.raw`\"\\\/`, '"\\/'],
  ['an escape that is none', String.raw`\q`, 'q'],
  ['a last backslash', 'a\\', 'a\\'],
])('unescapes %s', (_, text, expected) => expect(unescapeText(text)).toBe(expected))

const { fields } = parseObject(
  '{"rtc.portUDP": 7882, "rtc": {"portTCP": 7881}, "room": "a", "room": "b", "init": {"Client": {"sdk": "JS"}}, "a.b": {"c.d": {"e": 1}}, "list": [1, "x", {"y": null}]}',
)

test.each([
  ['rtc.portUDP', '7882'],
  ['rtc.portTCP', '7881'],
  ['room', 'b'],
  ['init.Client.sdk', 'JS'],
  ['init.Client', '{"sdk":"JS"}'],
  ['a.b.c.d.e', '1'],
  ['list', '[1,"x",{"y":null}]'],
  ['init.client.sdk', null],
  ['room.x', null],
  ['__proto__', null],
  ['', null],
])('the field %s', (name, expected) => {
  const value = findField(fields, name)
  expect(value && valueText(value)).toBe(expected)
})
