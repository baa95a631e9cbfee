import { expect, test } from 'vitest'

import { withFirst } from './recent-list'

test.each([
  [[], ['/new']],
  [
    ['/a', '/b'],
    ['/new', '/a', '/b'],
  ],
  [
    ['/a', '/new', '/b'],
    ['/new', '/a', '/b'],
  ],
  [
    Array.from({ length: 10 }, (_, index) => `/${index}`),
    ['/new', '/0', '/1', '/2', '/3', '/4', '/5', '/6', '/7', '/8'],
  ],
])('%j', (paths, expected) => {
  expect(withFirst(paths, '/new')).toEqual(expected)
})
