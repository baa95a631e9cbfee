import { expect, test } from 'vitest'

import { StartTurns } from './start-turns'

const never = () => false

/** Work that goes on until it is told to end. */
function work(begun: string[], name: string) {
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const start = async () => {
    begun.push(name)
    await ended
    return name
  }
  return { start, end }
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
}

test('no more run at a time than may, and each has its result', async () => {
  const turns = new StartTurns(2)
  const begun: string[] = []
  const [a, b, c] = [work(begun, 'a'), work(begun, 'b'), work(begun, 'c')]
  const results = Promise.all([a, b, c].map(({ start }) => turns.take(never, start)))
  await settle()
  expect(begun).toEqual(['a', 'b'])
  b.end()
  await settle()
  expect(begun).toEqual(['a', 'b', 'c'])
  a.end()
  c.end()
  expect(await results).toEqual(['a', 'b', 'c'])
})

test('what somebody looks at by then goes first', async () => {
  const turns = new StartTurns(1)
  const begun: string[] = []
  let urgent = ''
  const works = ['a', 'b', 'c'].map((name) => ({ name, ...work(begun, name) }))
  const all = Promise.all(works.map(({ name, start }) => turns.take(() => name === urgent, start)))
  urgent = 'c'
  for (const { end } of works) end()
  await all
  expect(begun).toEqual(['a', 'c', 'b'])
})

test('one that fails makes room too', async () => {
  const turns = new StartTurns(1)
  const failing = turns.take(never, () => Promise.reject(new Error('no')))
  const next = turns.take(never, () => Promise.resolve('next'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('next')
})
