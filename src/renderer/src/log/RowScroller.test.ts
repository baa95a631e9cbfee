import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ROW_HEIGHT, RowScroller } from './RowScroller'

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
