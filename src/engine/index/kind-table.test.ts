import { describe, expect, test } from 'vitest'

import { NO_RULE } from '#shared/rules/compile'

import { ruleSetWith } from '../rules'
import { KindStats, merged } from './kind-stats'
import { KindTable } from './kind-table'

const rules = ruleSetWith([])
const rtmp = rules.rules.findIndex(({ category, when }) =>
  when.some(({ uses, verdict }) => uses.includes('rtmp') && verdict.category !== category),
)

test('a kind is rule, level, component, and of an unknown message its constant parts', () => {
  const table = new KindTable(rules)
  const numbers = [
    table.intern(0, 'info', 'livekit', 'a message'),
    table.intern(0, 'info', 'livekit', 'another message of this rule'),
    table.intern(0, 'warn', 'livekit', 'a message'),
    table.intern(0, 'info', null, 'a message'),
    table.intern(NO_RULE, null, null, 'took 15 ms for PA_nLYe4c5SY7Vz at 0xc0001730e0'),
    table.intern(NO_RULE, null, null, 'took 7 ms for PA_rGYKZsqq4kDF at 0xc0009'),
    table.intern(NO_RULE, null, null, 'took 7 ms for nobody'),
    table.intern(
      NO_RULE,
      null,
      null,
      'id 0c9f6575-cbf1-4c8a-a83e-feeb1d7b732a and 198.51.100.7:53417\n\tstack',
    ),
  ]
  expect({ numbers, unknown: [3, 4, 5].map((kind) => table.groupOf(kind)) }).toEqual({
    numbers: [0, 0, 1, 2, 3, 3, 4, 5],
    unknown: [
      'text:\0took \0 ms for \0 at \0',
      'text:\0took \0 ms for nobody',
      'text:\0id \0 and \0',
    ],
  })
})

test('a log of free text fills neither the table of messages nor that of kinds', () => {
  const table = new KindTable(rules)
  const numbers = new Set<number>()
  for (let at = 0; at < 6000; at++) {
    const kind = table.intern(NO_RULE, null, null, `${letters(at)} ${letters(at)}`)
    table.settle(kind)
    numbers.add(kind)
  }
  expect({ kinds: numbers.size, last: table.groupOf(4096) }).toEqual({
    kinds: 4097,
    last: 'text:\0…',
  })
  for (let at = 0; at < 70_000; at++) numbers.add(table.intern(0, null, letters(at), 'x'))
  expect({ kinds: table.kinds.length, last: Math.max(...numbers) }).toEqual({
    kinds: 0xffff,
    last: 0xfffe,
  })
})

/** A word without digits, which a shape would leave out. */
function letters(value: number): string {
  const digits = value.toString(26)
  return digits.replace(/./g, (digit) => String.fromCharCode(0x67 + Number.parseInt(digit, 26)))
}

test('the category follows the profile', () => {
  const table = new KindTable(rules)
  const kind = table.intern(rtmp, 'info', 'ingress', 'x')
  const unknown = table.intern(NO_RULE, null, null, 'x')
  expect(table.categoryOf(unknown, [])).toBe('unknown')
  expect(table.categoryOf(kind, [])).not.toBe(table.categoryOf(kind, ['rtmp']))
})

describe('occurrences', () => {
  test('first and last go by time, as threads are not quite in order', () => {
    const stats = new KindStats()
    for (const [record, time] of [
      [3, null],
      [5, 2000],
      [6, 1000],
      [7, null],
      [9, 1500],
    ] as const)
      stats.add(7, record, time)
    expect([stats.get(7), stats.get(8)]).toEqual([
      { count: 5, firstRecord: 3, firstTime: 1000, lastTime: 2000 },
      undefined,
    ])
  })

  test('two are merged to one', () => {
    const a = { count: 2, firstRecord: 9, firstTime: null, lastTime: null }
    const b = { count: 3, firstRecord: 4, firstTime: 5, lastTime: 6 }
    expect([merged(a, b), merged(b, a)]).toEqual([
      { count: 5, firstRecord: 4, firstTime: 5, lastTime: 6 },
      { count: 5, firstRecord: 4, firstTime: 5, lastTime: 6 },
    ])
  })
})

describe('a table for a part of a log', () => {
  const kindsOf = (table: KindTable, messages: readonly string[]) =>
    messages.map((message) => {
      const number = table.intern(NO_RULE, 'info', 'livekit', message)
      table.settle(number)
      return [number, table.kinds[number]?.message]
    })
  const first = ['one went away', 'two went away', 'half read', 'three went away']
  const later = ['four went away', 'one went away', 'nothing like it at all', 'half read']

  test.each([3, 4, 100])('begins with the numbers of the whole, of %i shapes at most', (limit) => {
    const whole = new KindTable(rules, limit)
    kindsOf(whole, first)
    const part = KindTable.ofPart(rules, whole.known)
    expect(part.kinds).toEqual(whole.kinds)
    expect(part.frozenTemplates === null).toBe(limit === 100)
    expect(kindsOf(part, later)).toEqual(kindsOf(whole, later))
  })
})
