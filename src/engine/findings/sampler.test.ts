import { expect, test } from 'vitest'

import { Sampler } from './sampler'
import { Top } from './top'

function takenOf(count: number): number[] {
  const sampler = new Sampler()
  return Array.from({ length: count }, (_, place) => place).filter(() => sampler.takes())
}

test('all of some, then fewer and fewer of very many, to the end', () => {
  expect(takenOf(49_999)).toHaveLength(49_999)
  const taken = takenOf(3_000_000)
  expect(taken.length).toBeLessThan(250_000)
  expect(taken.length).toBeGreaterThan(100_000)
  // Evenly, so that what came last is seen too.
  expect(taken.filter((place) => place > 2_900_000).length).toBeGreaterThan(1000)
})

test('a copy goes on as the sampler itself does', () => {
  const sampler = new Sampler()
  for (let count = 0; count < 70_000; count++) sampler.takes()
  const copy = sampler.copy()
  const next = Array.from({ length: 100 }, () => sampler.takes())
  expect(Array.from({ length: 100 }, () => copy.takes())).toEqual(next)
})

test('the most frequent of very many are remembered exactly', () => {
  const top = new Top(() => ({ count: 0 }))
  for (let place = 0; place < 100_000; place++) {
    top.count(place % 10 === 0 ? 'often' : `once ${place}`)
  }
  expect([top.sorted()[0], top.size <= 2000, top.hasForgotten]).toEqual([
    ['often', { count: 10_000 }],
    true,
    true,
  ])
})
