import { expect, test } from 'vitest'

import { shiftOf, shiftText, writtenShift } from './shift'

test.each([
  [0, '', 's', '+ s'],
  [2000, '2', 's', '+2 s'],
  [-10_800_000, '-3', 'h', '−3 h'],
  [90_000, '90', 's', '+90 s'],
  [120_000, '2', 'm', '+2 m'],
  [-1, '-1', 'ms', '−1 ms'],
  [0.5, '0.5', 'ms', '+0.5 ms'],
])('%d ms', (shift, amount, unit, text) => {
  const written = writtenShift(shift)
  expect([written, shiftOf(written), shiftText(shift, (name) => name)]).toEqual([
    { amount, unit },
    shift,
    text,
  ])
})
