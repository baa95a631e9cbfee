import { expect, test } from 'vitest'

import { ruleSetWith } from '../../rules'
import { isNamed } from '../interests'
import { OPEN_RULES } from '../open-things'
import { DETECTORS } from './index'

test('every rule that a detector names is there', () => {
  const ids = ruleSetWith([]).rules.map(({ id }) => id)
  const detectors = DETECTORS.map((make) => make())
  const named = [
    ...OPEN_RULES,
    ...detectors.flatMap(({ rules, reads = [] }) => [...rules, ...reads]),
  ]
  expect(named.filter((name) => !ids.some((id) => isNamed([name], id)))).toEqual([])
})

test('what a detector reads it also follows', () => {
  const strays = DETECTORS.map((make) => make()).flatMap(({ rules, reads = [] }) =>
    reads.filter((name) => !rules.includes(name)),
  )
  expect(strays).toEqual([])
})
