import { beforeEach, expect, test } from 'vitest'

import { TransferRate } from './transfer-rate'

let now: number
let rate: TransferRate

beforeEach(() => {
  now = 1000
  rate = new TransferRate(() => now)
})

function come(bytes: number, milliseconds: number): void {
  now += milliseconds
  rate.add(bytes)
}

test('it takes as long as what has come before', () => {
  for (let second = 0; second < 5; second++) come(100, 1000)
  expect(rate.secondsFor(1000)).toBe(10)
})

test('nothing is said before there is anything to go by', () => {
  const atFirst = rate.secondsFor(1000)
  come(100, 1000)
  expect([atFirst, rate.secondsFor(1000)]).toEqual([null, null])
})

test('what has come long ago does not count', () => {
  for (let second = 0; second < 60; second++) come(1_000_000, 1000)
  for (let second = 0; second < 60; second++) come(100, 1000)
  expect(rate.secondsFor(1000)).toBeCloseTo(10, 0)
})

test('on a line that has stopped it takes longer and longer', () => {
  for (let second = 0; second < 5; second++) come(100, 1000)
  now += 15_000
  expect(rate.secondsFor(1000)).toBe(40)
})
