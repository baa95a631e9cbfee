import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ROW_HEIGHT } from './RowHeights'
import { RowScroller } from './RowScroller'

const VIEWPORT = 30 * ROW_HEIGHT
const MILLIONS = 50_000_000

function scrollerOf(total: number, viewport = VIEWPORT): RowScroller {
  const scroller = new RowScroller()
  scroller.resize({ total, viewport })
  return scroller
}

describe.each([50, 400_000, 2_000_000, MILLIONS])('%d rows', (total) => {
  test('the wheel moves the same few rows', () => {
    const scroller = scrollerOf(total)
    scroller.scrollByPixels(5 * ROW_HEIGHT)
    expect(scroller.top).toBe(5)
    scroller.scrollByPixels(-2 * ROW_HEIGHT)
    expect(scroller.top).toBe(3)
  })

  test('the first and the last row are reached, by row and by thumb', () => {
    const scroller = scrollerOf(total)
    scroller.reveal(total - 1)
    expect([scroller.top, scroller.isAtEnd]).toEqual([total - 30, true])
    scroller.reveal(0)
    expect(scroller.top).toBe(0)
    scroller.scrollToNative(scroller.spacer - VIEWPORT)
    expect(scroller.top).toBe(total - 30)
    scroller.scrollToNative(0)
    expect(scroller.top).toBe(0)
  })

  test('the spacer stays far below the end of Chromium', () => {
    expect(scrollerOf(total).spacer).toBeLessThanOrEqual(10_000_000)
  })
})

test('native scrolling is exact while all rows fit', () => {
  const scroller = scrollerOf(50)
  scroller.scrollToNative(100)
  expect([scroller.isScaled, scroller.top * ROW_HEIGHT, scroller.nativeTop]).toEqual([
    false,
    100,
    100,
  ])
})

test('the thumb maps in proportion beyond', () => {
  const scroller = scrollerOf(MILLIONS)
  scroller.scrollToNative((scroller.spacer - VIEWPORT) / 2)
  expect([scroller.isScaled, scroller.top]).toEqual([true, (MILLIONS - 30) / 2])
})

test('what is read stays when rows are added', () => {
  const scroller = scrollerOf(1000)
  scroller.scrollTo(123.5)
  scroller.resize({ total: MILLIONS })
  expect(scroller.top).toBe(123.5)
})

test('fewer rows than fit stand at the top, which is the end too', () => {
  const scroller = scrollerOf(10)
  scroller.scrollTo(5)
  expect([scroller.top, scroller.isAtEnd]).toEqual([0, true])
})

test('reveal scrolls as little as it takes', () => {
  const scroller = scrollerOf(1000)
  scroller.reveal(29)
  expect(scroller.top).toBe(0)
  scroller.reveal(30)
  expect(scroller.top).toBe(1)
  scroller.reveal(0)
  expect(scroller.top).toBe(0)
})

test('mirroring there and back stays within what a pixel is worth', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (total, part) => {
        const scroller = scrollerOf(total)
        scroller.scrollTo(part * total)
        const { top } = scroller
        scroller.scrollToNative(scroller.nativeTop)
        const rowsPerPixel = scroller.isScaled ? total / scroller.spacer : 1 / ROW_HEIGHT
        expect(Math.abs(scroller.top - top)).toBeLessThanOrEqual(rowsPerPixel * 1.01)
      },
    ),
  )
})

describe('rows of many heights', () => {
  /** Draws what is in sight as the page does: measures it until nothing is news. */
  function draw(scroller: RowScroller, heightOf: (row: number) => number): void {
    for (let rounds = 0; ; rounds++) {
      expect(rounds).toBeLessThan(100)
      const { first, last } = scroller
      const rows = Array.from({ length: last.row - first.row + 1 }, (_, at) => first.row + at)
      const drawn = rows.filter((row) => row < scroller.total)
      if (!scroller.measured(drawn.map((row) => [row, heightOf(row)]))) return
    }
  }

  function varied(total: number): RowScroller {
    const scroller = scrollerOf(total)
    scroller.setVaries(true)
    return scroller
  }

  const tall = (row: number) => ROW_HEIGHT * (1 + ((row * 7919) % 5))

  test.each([50, MILLIONS])('%d: the wheel moves what is in sight by as many pixels', (total) => {
    const scroller = varied(total)
    scroller.scrollTo(20)
    draw(scroller, tall)
    const before = scroller.placeOf(22)!
    scroller.scrollByPixels(-100)
    draw(scroller, tall)
    expect(scroller.placeOf(22)).toBe(before + 100)
    scroller.scrollByPixels(30)
    draw(scroller, tall)
    expect(scroller.placeOf(22)).toBe(before + 70)
  })

  test.each([50, MILLIONS])('%d: the end is the foot of the last row', (total) => {
    const scroller = varied(total)
    scroller.scrollToEnd()
    draw(scroller, tall)
    const last = total - 1
    expect([scroller.placeOf(last)! + tall(last), scroller.isAtEnd]).toEqual([VIEWPORT, true])
    expect(scroller.nativeTop).toBe(scroller.spacer - VIEWPORT)
    scroller.reveal(0)
    draw(scroller, tall)
    expect([scroller.top, scroller.nativeTop]).toEqual([0, 0])
  })

  test('a page goes on where the last one ended, both ways', () => {
    const scroller = varied(1000)
    scroller.scrollTo(500)
    draw(scroller, tall)
    const { last } = scroller
    expect(scroller.turnPage(true, 500)).toBe(last.row)
    draw(scroller, tall)
    expect(scroller.first).toEqual({ row: last.row, y: 0 })
    scroller.turnPage(false, last.row)
    draw(scroller, tall)
    expect(scroller.placeOf(last.row)! + tall(last.row)).toBe(VIEWPORT)
  })

  test('a row taller than the screen is scrolled through', () => {
    const scroller = varied(3)
    const heightOf = (row: number) => (row === 1 ? 10 * VIEWPORT : ROW_HEIGHT)
    draw(scroller, heightOf)
    const tops: number[] = []
    for (let page = 0; page < 11; page++) {
      tops.push(scroller.placeOf(1) ?? Number.NaN)
      scroller.turnPage(true, 0)
      draw(scroller, heightOf)
    }
    const step = VIEWPORT - ROW_HEIGHT
    expect(tops.slice(0, 4)).toEqual([ROW_HEIGHT, 0, -step, -2 * step])
    expect(scroller.isAtEnd).toBe(true)
    scroller.reveal(1)
    expect(scroller.isAtEnd).toBe(true)
  })

  test('back to one line each, the row that is placed stays', () => {
    const scroller = varied(1000)
    scroller.scrollTo(500)
    draw(scroller, tall)
    const y = scroller.placeOf(503)!
    scroller.setVaries(false)
    scroller.place(503, y)
    expect([scroller.placeOf(503), scroller.heightOf(503)]).toEqual([y, ROW_HEIGHT])
  })

  const move = fc.oneof(
    fc.record({ by: fc.integer({ min: -900, max: 900 }) }),
    fc.record({ to: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ reveal: fc.nat() }),
    fc.record({ isForward: fc.boolean() }),
    fc.record({ viewport: fc.integer({ min: 60, max: 900 }) }),
    fc.record({ grow: fc.integer({ min: 0, max: 30 }) }),
    fc.constant('end' as const),
  )

  test('whatever is done, rows fill the screen, both ends are reached, and the mirror follows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 9 }),
        fc.array(move, { maxLength: 12 }),
        (total, lines, moves) => {
          const scroller = varied(total)
          const heightOf = (row: number) => ROW_HEIGHT * lines[row % lines.length]!
          draw(scroller, heightOf)
          for (const made of moves) {
            if (made === 'end') scroller.scrollToEnd()
            else if ('by' in made) scroller.scrollByPixels(made.by)
            else if ('to' in made) scroller.scrollToNative(made.to * scroller.spacer)
            else if ('reveal' in made) scroller.reveal(made.reveal % Math.max(1, scroller.total))
            else if ('isForward' in made) scroller.turnPage(made.isForward, 0)
            else if ('viewport' in made) scroller.resize({ viewport: made.viewport })
            else scroller.resize({ total: scroller.total + made.grow })
            draw(scroller, heightOf)
            const { first, last, viewport } = scroller
            if (scroller.total === 0) continue
            const foot = last.y + heightOf(last.row)
            expect(first.y).toBeLessThanOrEqual(0)
            expect(first.y + heightOf(first.row)).toBeGreaterThan(-1e-6)
            if (last.row < scroller.total - 1) expect(foot).toBeGreaterThanOrEqual(viewport - 1e-6)
            else if (foot < viewport - 1e-6) expect([first.row, first.y]).toEqual([0, 0])
            expect(scroller.top).toBeLessThanOrEqual(scroller.maxTop + 1e-6)
            expect(scroller.nativeTop).toBeGreaterThanOrEqual(0)
            if (made === 'end') expect(scroller.isAtEnd).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('heights far from what is in sight are given up, so memory does not grow', () => {
    const scroller = varied(100_000)
    for (let row = 0; row < 30_000; row += 40) {
      scroller.scrollTo(row)
      scroller.measured(Array.from({ length: 40 }, (_, at) => [row + at, 2 * ROW_HEIGHT]))
    }
    expect([scroller.heightOf(5), scroller.heightOf(29_990)]).toEqual([ROW_HEIGHT, 2 * ROW_HEIGHT])
  })
})
