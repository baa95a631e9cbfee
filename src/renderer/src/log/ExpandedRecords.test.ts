import { expect, test } from 'vitest'

import type { RecordDetail } from '#shared/record'

import { ExpandedRecords, hasRest, restOf } from './ExpandedRecords'

test.each([
  ['one line', { raw: 'a', message: 'a' }, ''],
  ['a stack', { raw: 'panic: x\n\ngoroutine 1', message: 'panic: x' }, '\ngoroutine 1'],
  ['line ends in the message alone', { raw: 'msg="a\\nb\\nc"', message: 'a\nb\nc' }, 'b\nc'],
])('%s', (_, detail, text) => {
  expect(restOf(detail)).toEqual({ text, omittedLines: 0 })
})

test('of a thousand lines, or of very long ones, some are left out and counted', () => {
  const lines = Array.from({ length: 1001 }, (_, at) => `line ${at}`)
  const long = ['first', 'x'.repeat(20_000), 'last']
  const rests = [lines, long].map((raw) => restOf({ raw: raw.join('\n'), message: '' }))
  expect(rests.map(({ text, omittedLines }) => [text.length <= 16_000, omittedLines])).toEqual([
    [true, 600],
    [true, 1],
  ])
})

test.each([
  [{ lines: 1, message: 'a' }, false],
  [{ lines: 2, message: 'a' }, true],
  [{ lines: 1, message: 'a\nb' }, true],
])('%j has more than its first line: %s', (row, has) => expect(hasRest(row)).toBe(has))

test('a record is open at once, its text comes, and a closed one stays closed', async () => {
  let news = 0
  const expanded = new ExpandedRecords(
    (record) =>
      record === 9
        ? Promise.reject(new Error('gone'))
        : Promise.resolve({ raw: 'a\nb', message: 'a' } as RecordDetail),
    () => news++,
  )
  for (const record of [1, 2, 9]) expanded.expand(record)
  const atOnce = [1, 2, 3].map((record) => expanded.restOf(record))
  expanded.collapse(2)
  await new Promise((resolve) => setTimeout(resolve))
  expect([atOnce, [1, 2, 9].map((record) => expanded.restOf(record)?.text), news]).toEqual([
    [null, null, undefined],
    ['b', undefined, undefined],
    2,
  ])
  expect([expanded.has(1), expanded.has(9)]).toEqual([true, false])
})

test('of very many, the longest open are closed', () => {
  const expanded = new ExpandedRecords(
    () => new Promise(() => undefined),
    () => undefined,
  )
  for (let record = 0; record < 600; record++) expanded.expand(record)
  expect([expanded.has(99), expanded.has(100), expanded.has(599)]).toEqual([false, true, true])
})

test('records with other numbers stay open, and their texts come', async () => {
  const asked: number[] = []
  const expanded = new ExpandedRecords(
    (record) => {
      asked.push(record)
      return Promise.resolve({ raw: `a\n${record}`, message: 'a' } as RecordDetail)
    },
    () => undefined,
  )
  expanded.expand(1)
  await new Promise((resolve) => setTimeout(resolve))
  // Its text is on its way, under a number that is another record's then.
  expanded.expand(2)
  expanded.renumber(expanded.records, [2, 102])
  await new Promise((resolve) => setTimeout(resolve))
  expect([expanded.records, [2, 102].map((record) => expanded.restOf(record)?.text)]).toEqual([
    [2, 102],
    ['1', '102'],
  ])
  expect(asked).toEqual([1, 2, 102])
})
