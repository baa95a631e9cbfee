import { expect, test } from 'vitest'

import { roughly } from './rough-time'

test.each([
  [0, 10, 'seconds'],
  [34, 40, 'seconds'],
  [91, 2, 'minutes'],
  [3600, 60, 'minutes'],
  [6000, 2, 'hours'],
])('%d seconds are about %d %s', (seconds, count, unit) => {
  expect(roughly(seconds)).toEqual({ count, unit })
})
