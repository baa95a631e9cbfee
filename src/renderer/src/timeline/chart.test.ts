import { expect, test } from 'vitest'

import { CATEGORIES } from '#shared/category'

import { barAt, pathsOf, rangeOf } from './chart'

const SIZE = { width: 40, height: 20 }

function counts(some: Partial<Record<(typeof CATEGORIES)[number], number>>): number[] {
  return CATEGORIES.map((category) => some[category] ?? 0)
}

function timeline(...bars: readonly (readonly number[])[]) {
  return { start: 60_000, step: 60_000, bars }
}

test('the most important stands at the foot, and is in sight however rare it is', () => {
  const paths = pathsOf(timeline(counts({ noise: 9999, problem: 1 }), counts({})), SIZE)
  expect(paths).toEqual([
    { category: 'problem', path: 'M0 20.0h19V16.0h-19z' },
    { category: 'noise', path: 'M0 16.0h19V0.0h-19z' },
  ])
})

test('a bar of few records is in sight beside one of very many', () => {
  const [noise] = pathsOf(timeline(counts({ noise: 1_000_000 }), counts({ noise: 1 })), SIZE)
  expect(noise?.path).toBe('M0 20.0h19V0.0h-19zM20 20.0h19V18.0h-19z')
})

test('narrow bars touch each other and lie on whole pixels', () => {
  const [noise] = pathsOf(timeline(...Array.from({ length: 3 }, () => counts({ noise: 1 }))), {
    width: 5,
    height: 4,
  })
  expect(noise?.path).toBe('M0 4.0h2V0.0h-2zM2 4.0h1V0.0h-1zM3 4.0h2V0.0h-2z')
})

test('no records, no paths', () => expect(pathsOf(timeline(counts({})), SIZE)).toEqual([]))

test.each([
  [-5, 0],
  [0, 0],
  [9.9, 0],
  [10, 1],
  [39, 3],
  [100, 3],
])('the bar at %d', (x, bar) => expect(barAt(x, 4, 40)).toBe(bar))

test('bars stand for whole seconds, whichever way they were dragged over', () => {
  const bars = timeline(counts({}), counts({}), counts({}))
  const range = { from: 120_000, until: 239_000 }
  expect([rangeOf(bars, 1, 2), rangeOf(bars, 2, 1)]).toEqual([range, range])
})
