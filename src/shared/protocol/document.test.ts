import { describe, expect, test } from 'vitest'

import { parseRequest } from './document'

const filter = {
  hiddenCategories: ['noise'],
  hiddenLevels: ['debug', 'none'],
  hiddenPrograms: ['redis', ''],
  hiddenSources: ['a.log'],
  group: null,
  finding: null,
  text: null,
  time: null,
}
const text = { query: 'a', isRegex: false, isCaseSensitive: true }

test.each([
  ['view.filter', { filter, anchor: null }],
  [
    'view.filter',
    {
      filter: {
        hiddenCategories: [],
        hiddenLevels: [],
        hiddenPrograms: [],
        hiddenSources: [],
        group: 'rule:x',
        finding: 'crash:5',
        text,
        time: { from: null, until: 1_795_068_002_000 },
      },
      anchor: 5,
    },
  ],
  ['profile.set', { uses: ['rtmp', 'turn'], anchor: 0 }],
  ['profile.set', { uses: [], anchor: null }],
  ['view.rows', { from: 0, count: 1000 }],
  ['view.rows', { from: Number.MAX_SAFE_INTEGER, count: 0 }],
  ['view.locate', { record: 50_000_000 }],
  ['view.locateLine', { line: 0 }],
  ['view.locateTime', { time: -6_795_364_578_872.5 }],
  ['record.get', { record: 7 }],
  ['view.seen', {}],
  ['view.marks', { slots: 300 }],
  ['view.nextProblem', { record: 5, isForward: false }],
  ['timeline.get', { bars: 200 }],
  ['triage.get', {}],
  ['search.set', { text, anchor: 5 }],
  ['search.set', { text, anchor: null }],
  ['search.next', { record: null, isForward: true }],
  ['search.highlight', { texts: ['a'], areParts: false }],
  ['search.clear', {}],
])('takes %s %j', (request, args) => {
  expect(parseRequest({ id: 3, request, args })).toEqual({
    ok: true,
    message: { id: 3, request, args },
  })
})

describe('refuses what is no request', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'view.rows'],
    ['a list', [1, 'view.rows', {}]],
    ['no id', { request: 'triage.get', args: {} }],
    ['an id that is no number', { id: '3', request: 'triage.get', args: {} }],
    ['a broken id', { id: 1.5, request: 'triage.get', args: {} }],
    ['an id below zero', { id: -1, request: 'triage.get', args: {} }],
    ['an id that is NaN', { id: Number.NaN, request: 'triage.get', args: {} }],
    ['no name', { id: 3, args: {} }],
    ['something more', { id: 3, request: 'triage.get', args: {}, more: 1 }],
  ])('%s', (_, data) => {
    expect(parseRequest(data)).toEqual({ ok: false, id: null, reason: 'not a request' })
  })

  test.each(['view.row', '', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'the name "%s"',
    (request) => {
      expect(parseRequest({ id: 3, request, args: {} })).toEqual({
        ok: false,
        id: 3,
        reason: 'unknown request',
      })
    },
  )
})

describe('refuses wrong arguments, and says for which request', () => {
  test.each([
    ['view.rows', undefined],
    ['view.rows', null],
    ['view.rows', {}],
    ['view.rows', { from: 0 }],
    ['view.rows', { from: -1, count: 5 }],
    ['view.rows', { from: 0, count: 1001 }],
    ['view.rows', { from: 0, count: '5' }],
    ['view.rows', { from: 0.5, count: 5 }],
    ['view.rows', { from: Infinity, count: 5 }],
    ['view.rows', { from: 2 ** 53, count: 5 }],
    ['view.rows', { from: 0, count: 5, path: '/etc/passwd' }],
    ['view.rows', [0, 5]],
    ['view.locate', { record: null }],
    ['view.locateLine', { record: 5 }],
    ['view.locateTime', { time: Number.POSITIVE_INFINITY }],
    ['view.marks', { slots: 0 }],
    ['view.marks', { slots: 2001 }],
    ['view.nextProblem', { record: 5 }],
    ['timeline.get', { bars: 1001 }],
    ['record.get', { record: Number.NaN }],
    ['record.get', { record: true }],
    ['triage.get', { rows: 5 }],
    ['triage.get', undefined],
    ['view.filter', { filter }],
    ['view.filter', { filter: null, anchor: null }],
    ['view.filter', { filter: { ...filter, hiddenCategories: ['nothing'] }, anchor: null }],
    [
      'view.filter',
      { filter: { ...filter, hiddenCategories: Array(8).fill('noise') }, anchor: null },
    ],
    ['view.filter', { filter: { ...filter, hiddenLevels: ['loud'] }, anchor: null }],
    ['view.filter', { filter: { ...filter, hiddenPrograms: ['x'.repeat(201)] }, anchor: null }],
    ['view.filter', { filter: { ...filter, hiddenSources: Array(51).fill('x') }, anchor: null }],
    ['view.filter', { filter: { ...filter, group: 'x'.repeat(501) }, anchor: null }],
    ['view.filter', { filter: { ...filter, group: undefined }, anchor: null }],
    ['view.filter', { filter: { ...filter, more: 1 }, anchor: null }],
    ['view.filter', { filter, anchor: '5' }],
    ['profile.set', { uses: 'rtmp', anchor: null }],
    ['profile.set', { uses: ['fax'], anchor: null }],
    ['profile.set', { uses: Array(7).fill('rtmp'), anchor: null }],
  ])('%s %j', (request, args) => {
    const parsed = parseRequest({ id: 3, request, args })
    expect({ ...parsed, reason: 'reason' in parsed && parsed.reason !== '' }).toEqual({
      ok: false,
      id: 3,
      reason: true,
    })
  })
})
