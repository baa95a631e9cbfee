import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { SHOW_ALL } from '#shared/filter'
import { indexOf } from '#testing/index-of-lines'
import { sharedTestFolder } from '#testing/test-folder'

import { LogBytes } from '../log-bytes'
import { LogDocument } from '../log-document'
import { ruleSetWith } from '../rules'
import { DocumentSearch } from './document-search'

const RECORDS = 30_000

/** So that a block is as much as a worker is given in one go. */
const PADDING = ' '.repeat(600)

/** One in seven holds the needle, and from the middle on there are none for long. */
const isNeedle = (record: number) => record % 7 === 0 && (record < 9000 || record > 26_000)
const LINES = Array.from({ length: RECORDS }, (_, record) =>
  isNeedle(record) ? `record ${record} with a needle${PADDING}` : `record ${record}${PADDING}`,
)
const NEEDLES = [...LINES.keys()].filter(isNeedle)
const CONTENT = LINES.map((line) => `${line}\n`).join('')
const INDEX = indexOf(LINES.map((line) => line.length + 1))

const folder = sharedTestFolder()
const path = join(folder, 'log')
writeFileSync(path, CONTENT)

const text = (query: string) => ({ query, isRegex: false, isCaseSensitive: true })
const needle = text('needle')

const record = fc.integer({ min: 0, max: RECORDS })
const step = fc.oneof(
  fc.record({ do: fc.constant('allow' as const), to: record }),
  fc.record({ do: fc.constant('truncate' as const), to: record }),
  fc.record({ do: fc.constant('look' as const), to: record }),
  fc.constant({ do: 'move' as const, to: 0 }),
  fc.constant({ do: 'wait' as const, to: 0 }),
)

test('whatever happens meanwhile, what is found is right, and begins where somebody looks', async () => {
  const bytes = await LogBytes.open(path)
  let hasChanged = false
  const search = new DocumentSearch(
    {
      files: bytes.files,
      startOf: (number) => (number < RECORDS ? INDEX.offsetOf(number) : CONTENT.length),
      placesOf: (from, to) => INDEX.placesOf(from, to),
      isMerged: () => false,
      kindOf: (number) => number % 3,
    },
    () => (hasChanged = true),
  )
  const change = async () => {
    hasChanged = false
    await search.until(() => hasChanged)
  }
  /** What is counted and what is there, less what should be. */
  const surplus = () => {
    const { from, to, count, blocks } = search.matches
    const expected = NEEDLES.filter((number) => number >= from && number < to)
    const pairs = Array.from({ length: blocks }, (_, block) =>
      Array.from(search.matches.pairsIn(block)),
    )
    const inPairs = pairs.flat().reduce((sum, value, at) => sum + (at % 2 === 1 ? value : 0), 0)
    const there = NEEDLES.filter((number) => search.matches.has(number))
    return [count, inPairs, there.length].map((value) => value - expected.length)
  }
  await fc.assert(
    fc.asyncProperty(
      record,
      record,
      fc.array(step, { maxLength: 6 }),
      async (limit, around, steps) => {
        search.set(null)
        search.truncate(0)
        search.allow(limit)
        search.set(needle, around)
        await change()
        // It goes both ways, in jobs that end where they will.
        const begin = Math.min(around, limit) & ~4095
        expect(search.matches.from <= begin && begin <= search.matches.to).toBe(true)
        for (const { do: what, to } of steps) {
          if (what === 'allow') search.allow(Math.max(search.limit, to))
          if (what === 'truncate') search.truncate(to)
          if (what === 'move') search.onMoved()
          if (what === 'look') {
            search.set(text('record'), to)
            search.set(needle, to)
          }
          if (what === 'wait') await change()
          expect(surplus()).toEqual([0, 0, 0])
        }
        await search.until(() => false)
        const { from, to, count } = search.matches
        expect([from, to, surplus()]).toEqual([0, search.limit, [0, 0, 0]])
        expect(count).toBe(NEEDLES.filter((number) => number < search.limit).length)
      },
    ),
    { numRuns: 40 },
  )
  await search.close()
  await bytes.close()
})

test('a view by text begins where somebody reads, and no row of it moves', async () => {
  const document = await LogDocument.open(path, ruleSetWith([]), 0, [])
  await document.readOn(() => true)
  let turn = 0
  let tell = () => undefined as void
  document.onSearch = () => tell()
  /** The records at some positions of the view. */
  const sample = async (shown: number) => {
    const positions = [0, 1, 500, 1000, 1284, 1285, 1286, shown - 1]
    const places = positions.filter((position) => position >= 0 && position < shown)
    const sampled = new Map<number, number | undefined>()
    for (const place of places) sampled.set(place, (await document.rows(place, 1)).rows[0]?.record)
    return sampled
  }
  await fc.assert(
    fc.asyncProperty(record, async (around) => {
      // Another one each time, for what was found before is known.
      const query = {
        query: 'needle(?:){' + String(++turn) + '}',
        isRegex: true,
        isCaseSensitive: true,
      }
      document.setSearch(query, around)
      const before = around === 0 ? null : around - 1
      const next = NEEDLES.find((number) => number >= around) ?? NEEDLES[0]
      expect((await document.navigation.nextMatch(before, true))?.record).toBe(next)
      await document.prepare(query, around)
      document.setFilter({ ...SHOW_ALL, text: query }, around)
      let number = 0
      let known = new Map<number, number | undefined>()
      for (let isDone = false; !isDone;) {
        const changed = new Promise<void>((resolve) => (tell = resolve))
        isDone = document.searchStatus().state === 'done'
        const { view, records } = document.status()
        const hidden = Object.values(view.hidden).reduce((sum, count) => sum + count, 0)
        expect(view.shown + hidden + view.hiddenByText).toBe(records)
        const sampled = await sample(view.shown)
        const isSame = ([position, before]: readonly [number, number | undefined]) =>
          !sampled.has(position) || sampled.get(position) === before
        expect(view.view !== number || [...known].every(isSame)).toBe(true)
        number = view.view
        known = sampled
        if (document.isViewStale) document.renewView(null)
        else if (!isDone) await changed
      }
      const { shown } = document.status().view
      expect([document.isViewStale, shown, (await sample(shown)).get(1284)]).toEqual([
        false,
        NEEDLES.length,
        NEEDLES[1284],
      ])
    }),
    { numRuns: 12 },
  )
  await document.close()
})
