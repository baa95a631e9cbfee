import { expect, test } from 'vitest'

import { CATEGORIES, importanceOf, UNKNOWN } from './category'
import { levelOf } from './level'

test.each([
  ['info', 'info'],
  ['INFO', 'info'],
  ['Warning', 'warn'],
  ['WARN', 'warn'],
  ['TRC', 'trace'],
  ['DBG', 'debug'],
  ['INF', 'info'],
  ['WRN', 'warn'],
  ['ERR', 'error'],
  ['FTL', 'fatal'],
  ['PNC', 'fatal'],
  ['dpanic', 'error'],
  ['panic', 'fatal'],
  ['CRITICAL', 'fatal'],
  ['notice', 'info'],
  ['', null],
  ['i>', null],
  ['constructor', null],
])('the level "%s"', (word, level) => expect(levelOf(word)).toBe(level))

test('problems first, and what no rule explains before advice', () => {
  const sorted = [...CATEGORIES].sort((a, b) => importanceOf(a) - importanceOf(b))
  expect([sorted[0], sorted.indexOf(UNKNOWN) < sorted.indexOf('advice'), sorted.at(-1)]).toEqual([
    'problem',
    true,
    'healthy',
  ])
})
