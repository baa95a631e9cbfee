import { expect, test } from 'vitest'

import { draftFrom } from './draft'

const origin = { component: 'livekit', fieldNames: [] }

test.each<[string, string, string[] | null, [string, string, string]]>([
  [
    'a known message, as it is',
    'room (closed)',
    null,
    ['message', 'room (closed)', 'my-rules.room-closed'],
  ],
  [
    'an unknown one without variables',
    'room closed',
    ['room closed'],
    ['message', 'room closed', 'my-rules.room-closed'],
  ],
  [
    'one that varies at its end',
    'cannot reach 192.0.2.7',
    ['cannot reach ', ''],
    ['prefix', 'cannot reach ', 'my-rules.cannot-reach'],
  ],
  [
    'one that varies in between',
    'took 5 ms (max 7)',
    ['took ', ' ms (max ', ')'],
    ['pattern', '^took .* ms \\(max .*\\)$', 'my-rules.took-ms-max'],
  ],
  [
    'one that begins with what varies',
    '5 apples',
    ['', ' apples'],
    ['pattern', '^.* apples$', 'my-rules.apples'],
  ],
  [
    'one of several lines',
    'cannot reach 7 of it\nstack',
    ['cannot reach ', ' of it'],
    ['prefix', 'cannot reach ', 'my-rules.cannot-reach-of-it'],
  ],
  ['no words at all', '***', null, ['message', '***', 'my-rules.rule']],
  ['nothing', '', null, ['any', '', 'my-rules.rule']],
])('a rule for %s', (_, message, template, expected) => {
  const { textKind, text, id, component, category } = draftFrom({ ...origin, message, template })
  expect([textKind, text, id, component, category]).toEqual([...expected, 'livekit', null])
})

test('the pattern fits the message that it was made of', () => {
  const message = 'a+b (1) [x] {2} ^$ \\ | 3?'
  const template = ['a+b (', ') [x] {', '} ^$ \\ | ', '?']
  const { text } = draftFrom({ ...origin, message, template })
  expect(new RegExp(text).test(message)).toBe(true)
})
