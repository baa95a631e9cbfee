import fc from 'fast-check'
import { expect, test } from 'vitest'

import { CATEGORIES, type Category } from '#shared/category'

import { RecordIndex } from '../index/record-index'
import { Background } from '../background'
import { BLOCK_SIZE, BlockCounts } from './block-counts'
import { BlockTimes } from './block-times'
import { timelineOf } from './timeline'

const START = Date.UTC(2026, 10, 22)
const CATEGORY_OF: readonly (Category | null)[] = ['problem', 'noise', null, 'problem', 'healthy']

function sourceOf(records: readonly { readonly kind: number; readonly time: number | null }[]) {
  const index = new RecordIndex()
  const blocks = new BlockCounts()
  for (const [at, { kind, time }] of records.entries()) {
    index.append({ offset: at * 10, line: at + 1, kind, time })
    blocks.add(kind)
  }
  return {
    index,
    records: blocks,
    times: new BlockTimes(index),
    categoryOf: (kind: number) => CATEGORY_OF[kind] ?? null,
  }
}

/** Times that go on, stand, jump back and forth. */
const steps = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 900 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -3000, 86_400_000, -3_600_000) },
  ),
  { minLength: 1, maxLength: 9 },
)
const end = fc.option(fc.integer({ min: -5, max: 4000 }).map((second) => START + second * 1000))

test('every shown record of the range is counted once, on the bar of its time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 1, 7, BLOCK_SIZE, 3 * BLOCK_SIZE + 5),
      steps,
      fc.nat({ max: 5 }),
      fc.record({ from: end, until: end }),
      fc.constantFrom(1, 2, 60, 300),
      async (count, pattern, untimed, range, maxBars) => {
        let now = START
        const records = Array.from({ length: count }, (_, place) => {
          now += pattern[place % pattern.length]!
          return { kind: place % CATEGORY_OF.length, time: place < untimed ? null : now }
        })
        const seconds = records.flatMap(({ time }) =>
          time === null ? [] : [Math.floor(time / 1000) * 1000],
        )
        const first = range.from ?? seconds.reduce((a, b) => Math.min(a, b), Infinity)
        const last = range.until ?? seconds.reduce((a, b) => Math.max(a, b), -Infinity)
        const timeline = await timelineOf(sourceOf(records), range, maxBars, new Background())
        if (first > last || !Number.isFinite(first) || !Number.isFinite(last)) {
          expect(timeline).toBeNull()
          return
        }
        const { start, step, bars } = timeline!
        const expected = bars.map(() => CATEGORIES.map(() => 0))
        for (const { kind, time } of records) {
          const category = CATEGORY_OF[kind]
          const bar = time === null ? undefined : expected[Math.floor((time - start) / step)]
          if (category && bar) bar[CATEGORIES.indexOf(category)]!++
        }
        expect({ bars, fits: bars.length <= maxBars }).toEqual({ bars: expected, fits: true })
        expect(start).toBeLessThanOrEqual(first)
        expect(start + step * bars.length).toBeGreaterThan(last)
        expect(start + step).toBeGreaterThan(first)
      },
    ),
    { numRuns: 60 },
  )
}, 30_000)

test.each([
  [59, 60, 1000],
  [60, 60, 2000],
  [3599, 60, 60_000],
  [86_400 * 3, 100, 3_600_000],
  [86_400 * 365 * 400, 100, 8 * 364 * 86_400_000],
])('%i seconds in at most %i bars: %i ms each', async (seconds, maxBars, step) => {
  const source = sourceOf([
    { kind: 0, time: START },
    { kind: 0, time: START + seconds * 1000 },
  ])
  const timeline = await timelineOf(source, { from: null, until: null }, maxBars, new Background())
  expect(timeline?.step).toBe(step)
})
