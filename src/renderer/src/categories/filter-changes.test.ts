import { expect, test } from 'vitest'

import { SHOW_ALL, type Filter } from '#shared/filter'

import {
  hidesSomething,
  isOnly,
  onlyCategory,
  showGroup,
  toggleCategory,
  toggleLevel,
  toggleProgram,
  toggleSource,
} from './filter-changes'

test('a category is hidden and shown again', () => {
  const hidden = toggleCategory(SHOW_ALL, 'noise')
  expect([hidden.hiddenCategories, toggleCategory(hidden, 'noise')]).toEqual([['noise'], SHOW_ALL])
})

test('a level is hidden and shown again', () => {
  const hidden = toggleLevel(SHOW_ALL, 'debug')
  expect([hidden.hiddenLevels, toggleLevel(hidden, 'debug')]).toEqual([['debug'], SHOW_ALL])
})

test('a program is hidden and shown again', () => {
  const hidden = toggleProgram(SHOW_ALL, 'redis')
  expect([hidden.hiddenPrograms, hidesSomething(hidden), toggleProgram(hidden, 'redis')]).toEqual([
    ['redis'],
    true,
    SHOW_ALL,
  ])
})

test('one of several logs is hidden and shown again', () => {
  const hidden = toggleSource(SHOW_ALL, 'a.log')
  expect([hidden.hiddenSources, hidesSomething(hidden), toggleSource(hidden, 'a.log')]).toEqual([
    ['a.log'],
    true,
    SHOW_ALL,
  ])
})

test('a category is shown alone, and asking again shows all', () => {
  const alone = onlyCategory(SHOW_ALL, 'problem')
  expect(alone.hiddenCategories).toEqual([
    'client',
    'unknown',
    'advice',
    'noise',
    'activity',
    'healthy',
  ])
  expect([isOnly(alone, 'problem'), isOnly(SHOW_ALL, 'problem')]).toEqual([true, false])
  expect(onlyCategory(alone, 'problem')).toEqual(SHOW_ALL)
})

test('a kind of message is shown even where its category was hidden', () => {
  const filter: Filter = {
    hiddenCategories: ['noise', 'healthy'],
    hiddenLevels: ['info'],
    hiddenPrograms: [],
    hiddenSources: ['a.log'],
    group: null,
    finding: null,
    text: null,
    time: null,
  }
  expect(showGroup(filter, { id: 'rule:x', category: 'noise' })).toEqual({
    hiddenCategories: ['healthy'],
    hiddenLevels: [],
    hiddenPrograms: [],
    hiddenSources: [],
    group: 'rule:x',
    finding: null,
    text: null,
    time: null,
  })
})

test('tells whether anything is hidden', () => {
  expect([hidesSomething(SHOW_ALL), hidesSomething({ ...SHOW_ALL, group: 'a' })]).toEqual([
    false,
    true,
  ])
})
