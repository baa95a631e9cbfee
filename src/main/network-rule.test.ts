import { expect, test } from 'vitest'

import { isAllowedRequest } from './network-rule'

const server = new URL('http://localhost:5173/')

test.each([
  ['app://logsieve/index.html', true, true],
  ['data:image/png;base64,', true, true],
  ['devtools://devtools/bundled/a.js', true, true],
  ['http://localhost:5173/src/a.tsx', false, true],
  ['ws://localhost:5173/', false, true],
  ['http://localhost:5174/', false, false],
  ['http://example.org/', false, false],
  ['https://example.org/', false, false],
  ['wss://example.org/', false, false],
  ['ftp://example.org/', false, false],
  ['file:///etc/passwd', false, false],
  ['chrome://gpu', false, false],
  ['nonsense', false, false],
])('%s', (address, isAllowed, isAllowedWithServer) => {
  expect([isAllowedRequest(address, null), isAllowedRequest(address, server)]).toEqual([
    isAllowed,
    isAllowedWithServer,
  ])
})
