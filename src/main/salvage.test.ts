import { expect, test } from 'vitest'

import { settingsSchema } from '#shared/settings'

import { salvage } from './salvage'

const defaults = settingsSchema.parse({})

test.each<[string, Record<string, unknown>, object, number]>([
  ['nothing', {}, {}, 0],
  ['all good', { theme: 'dark', uses: ['rtmp'] }, { theme: 'dark', uses: ['rtmp'] }, 0],
  ['one broken line', { theme: 'pink', language: 'ru' }, { language: 'ru' }, 1],
  ['another type', { detailSize: '12', uses: 'rtmp' }, {}, 2],
  ['of a newer version', { theme: 'light', fontSize: 12 }, { theme: 'light' }, 0],
  [
    'names of the language',
    JSON.parse('{"__proto__": {"theme": "dark"}, "constructor": 1}'),
    {},
    0,
  ],
])('%s', (_name, stored, kept, complaints) => {
  const result = salvage(settingsSchema, stored)
  expect([result.state, result.complaints.length]).toEqual([{ ...defaults, ...kept }, complaints])
})
