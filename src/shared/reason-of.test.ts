import { expect, test } from 'vitest'

import { reasonOf } from './reason-of'

test('an error says its message, and anything else itself', () => {
  expect([new TypeError('no file'), 'a text', undefined, 7].map(reasonOf)).toEqual([
    'no file',
    'a text',
    'undefined',
    '7',
  ])
})
