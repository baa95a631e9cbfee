import { expect, test } from 'vitest'

import { refusalOfSender, type Sender } from './sender'

const main = { origin: 'app://logsieve', parent: null }

test.each<[string, Sender['senderFrame'], boolean, string | null]>([
  ['the page', main, true, null],
  ['a frame that is gone', null, true, 'the sender is gone'],
  ['a web contents without a window', main, false, 'the sender is not a window of the app'],
  ['a frame in the page', { ...main, parent: main }, true, 'the sender is not a main frame'],
  [
    'another host',
    { ...main, origin: 'app://elsewhere' },
    true,
    "the sender's origin is app://elsewhere",
  ],
  [
    'the web',
    { ...main, origin: 'https://logsieve' },
    true,
    "the sender's origin is https://logsieve",
  ],
  ['an opaque origin', { ...main, origin: 'null' }, true, "the sender's origin is null"],
  ['a file', { ...main, origin: 'file://' }, true, "the sender's origin is file://"],
])('%s', (_name, senderFrame, isKnownWindow, refusal) => {
  expect(refusalOfSender({ senderFrame }, { isKnownWindow, pageOrigin: 'app://logsieve' })).toBe(
    refusal,
  )
})
