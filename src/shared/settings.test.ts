import { expect, test } from 'vitest'

import { settingsPatchSchema, settingsSchema } from './settings'

const defaults = {
  language: null,
  theme: 'system',
  uses: [],
  detailSize: 380,
  timeline: true,
  wrap: false,
}

test('an empty file has all defaults, an old one those that it lacks', () => {
  expect([settingsSchema.parse({}), settingsSchema.parse({ theme: 'dark' })]).toEqual([
    defaults,
    { ...defaults, theme: 'dark' },
  ])
})

test('a patch sets what it names and nothing else', () => {
  expect([settingsPatchSchema.parse({}), settingsPatchSchema.parse({ language: 'ru' })]).toEqual([
    {},
    { language: 'ru' },
  ])
})

test.each([
  [{ language: 'de' }],
  [{ theme: 'pink' }],
  [{ uses: ['fax'] }],
  [{ detailSize: 5 }],
  [{ detailSize: Number.NaN }],
  [{ unknown: 1 }],
  [null],
])('refused: %j', (patch) => expect(settingsPatchSchema.safeParse(patch).success).toBe(false))
