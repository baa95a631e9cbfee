import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { untilFloodEnds } from './first-flood'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** What had come by each look, half a second after the other; gives the look at which it was over. */
async function lookAtWhich(...bytesAtLooks: readonly number[]): Promise<number> {
  const closing = new AbortController()
  let looks = -1
  const bytesSoFar = () => bytesAtLooks[Math.min(++looks, bytesAtLooks.length - 1)] ?? 0
  const ended = untilFloodEnds(bytesSoFar, closing.signal)
  await vi.advanceTimersByTimeAsync(20_000)
  await ended
  return looks
}

const MB = 1024 * 1024

test.each([
  ['a flood ends where little follows', [0, MB, 2 * MB, 3 * MB, 3 * MB + 10], 4],
  ['who begins late is waited for', [0, 0, 0, 100, 100], 4],
  ['who says nothing is not waited for', [0], 4],
  ['who has just begun may go on', [0, 10, 9 * MB, 9 * MB], 3],
  ['a live log never falls silent', [0, 100, 200, 300, 400, 500], 2],
])('%s', async (_, bytes, look) => {
  expect(await lookAtWhich(...bytes)).toBe(look)
})

test('it is over where nobody wants to know any more', async () => {
  const closing = new AbortController()
  const ended = untilFloodEnds(() => 0, closing.signal)
  closing.abort()
  await expect(ended).resolves.toBeUndefined()
})
