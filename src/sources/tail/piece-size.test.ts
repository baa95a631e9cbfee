import { expect, test } from 'vitest'

import { PieceSize } from './piece-size'

const MB = 1024 * 1024

test('pieces grow on a quick line and shrink on a slow one, within bounds, and end where blocks do', () => {
  const size = new PieceSize(MB, () => 4 * MB)
  expect(size.endAt(0)).toBe(MB)
  expect(size.endAt(3 * MB + 5)).toBe(4 * MB)
  const ends = (milliseconds: readonly number[]) =>
    milliseconds.map((one) => {
      size.took(one)
      return size.endAt(0) / MB
    })
  expect(ends([10, 10, 10])).toEqual([2, 4, 4])
  expect(ends([500, 2000, 2000, 2000])).toEqual([4, 2, 1, 1])
})

test('the smallest is not larger than the largest', () => {
  const size = new PieceSize(MB, () => 64)
  size.took(1)
  expect(size.endAt(100)).toBe(128)
})

test('the largest is another one when somebody else reads over the same line, and when that one is done', () => {
  let most = 8 * MB
  const size = new PieceSize(MB, () => most)
  for (let pieces = 0; pieces < 3; pieces++) size.took(1)
  expect(size.endAt(0)).toBe(8 * MB)
  most = MB
  expect(size.endAt(0)).toBe(MB)
  size.took(1)
  most = 8 * MB
  expect(size.endAt(0)).toBe(2 * MB)
  size.took(1)
  expect(size.endAt(0)).toBe(4 * MB)
})
