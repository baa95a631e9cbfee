import { expect, test } from 'vitest'

import type { Matcher } from '#shared/rules/rule'

import { reasonsOf } from './reasons'

const ANY: Matcher = { components: [], levels: [], text: { kind: 'any' }, bare: false, fields: {} }

const RECORD = {
  message: 'failed retrieving ingress info',
  component: 'ingress',
  level: 'info',
  tree: [
    { name: 'streamKey', value: { kind: 'text', value: 'graphql' } },
    { name: 'error', value: { kind: 'text', value: 'ingress does not exist' } },
  ],
} as const

test('of several texts, components and values it names the one that was met', () => {
  const match: Matcher = {
    ...ANY,
    components: ['livekit', 'ingress'],
    levels: ['info', 'warn'],
    text: { kind: 'exact', texts: ['another', 'failed retrieving ingress info'] },
    fields: {
      streamKey: { equals: ['api', 'gql', 'graphql'] },
      error: { contains: ['not exist'] },
    },
  }
  expect(reasonsOf(match, RECORD)).toEqual([
    { says: 'exact', name: '', values: ['failed retrieving ingress info'] },
    { says: 'components', name: '', values: ['ingress'] },
    { says: 'levels', name: '', values: ['info'] },
    { says: 'fieldEquals', name: 'streamKey', values: ['graphql'] },
    { says: 'fieldContains', name: 'error', values: ['not exist'] },
  ])
})

test('a prefix, a pattern, a bare line and a missing field are told', () => {
  expect([
    ...reasonsOf({ ...ANY, text: { kind: 'prefix', texts: ['failed '] }, bare: true }, RECORD),
    ...reasonsOf({ ...ANY, text: { kind: 'pattern', pattern: '^failed' } }, RECORD),
    ...reasonsOf({ ...ANY, fields: { room: { exists: false } } }, RECORD),
  ]).toEqual([
    { says: 'prefix', name: '', values: ['failed '] },
    { says: 'bare', name: '', values: [] },
    { says: 'pattern', name: '', values: ['^failed'] },
    { says: 'fieldMissing', name: 'room', values: [] },
  ])
})

test('where none can be told apart, the first few stand for all', () => {
  const match: Matcher = { ...ANY, fields: { other: { equals: ['a', 'b', 'c', 'd'] } } }
  expect(reasonsOf(match, RECORD)).toEqual([
    { says: 'fieldEquals', name: 'other', values: ['a', 'b', 'c'] },
  ])
})
