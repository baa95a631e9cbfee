import { expect, test } from 'vitest'

import { nameSources } from './merged-sources'

test.each([
  [
    ['/var/log/a.log', '/var/log/b.log'],
    ['a.log', 'b.log'],
    ['a.log', 'b.log'],
  ],
  [
    ['/one/a.log', '/two/a.log'],
    ['one/a.log', 'two/a.log'],
    ['one_a.log', 'two_a.log'],
  ],
  [
    ['C:\\one\\a.log', 'docker:web'],
    ['a.log', 'docker:web'],
    ['a.log', 'docker_web'],
  ],
  [
    ['/журнал.log', '/дневник.log'],
    ['журнал.log', 'дневник.log'],
    ['x______.log', 'x_______.log'],
  ],
  [
    ['/a.log', '/a.log'],
    ['a.log', 'a.log'],
    ['a.log', 'a.log-2'],
  ],
  [
    ['/1.log', '/a.log'],
    ['1.log', 'a.log'],
    ['x1.log', 'a.log'],
  ],
  [
    ['/a b|c.log', '-'],
    ['a b|c.log', '-'],
    ['a_b_c.log', 'x-'],
  ],
])('%j', (places, names, ids) => {
  const named = nameSources(places)
  expect([named.map(({ name }) => name), named.map(({ id }) => id)]).toEqual([names, ids])
})
