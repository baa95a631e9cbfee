import { expect, test } from 'vitest'

import { Retries } from './retries'

const FAILURE = { code: 'unreachable', detail: 'gone' } as const

test.each([
  ['before', true],
  ['while it waits for the next attempt', false],
])('closed %s, nothing is waited for, and nothing said of it', async (_name, isBefore) => {
  const retries = new Retries({ isEndless: true, pausesMs: [60_000] })
  if (isBefore) retries.close()
  const next = retries.next(FAILURE, true)
  expect(retries.state.kind).toBe(isBefore ? 'connected' : 'waiting')
  retries.close()
  expect(await next).toBe(false)
  expect(retries.state).toEqual({ kind: 'connected' })
})
