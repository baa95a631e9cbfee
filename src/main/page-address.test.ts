import { expect, test } from 'vitest'

import { isPageItself, pageAddress } from './page-address'

const own = { url: 'app://logsieve/index.html', origin: 'app://logsieve', developmentServer: null }

test.each<[string, boolean, string | undefined, string]>([
  ['packaged', true, undefined, own.url],
  ['packaged, whatever the environment says', true, 'http://localhost:5173', own.url],
  ['no server', false, undefined, own.url],
  ['a server', false, 'http://localhost:5173', 'http://localhost:5173/'],
  ['a server elsewhere', false, 'http://example.org:5173', own.url],
  ['a host that only begins like it', false, 'http://localhost.example.org', own.url],
  ['another scheme', false, 'file:///tmp/a.html', own.url],
  ['nonsense', false, 'nonsense', own.url],
])('%s', (_name, isPackaged, rendererUrl, url) => {
  expect(pageAddress(isPackaged, rendererUrl).url).toBe(url)
})

test.each([
  ['app://logsieve/index.html', true],
  ['app://logsieve/index.html#a', true],
  ['app://logsieve/', true],
  ['app://logsieve/assets/a.js', false],
  ['app://logsieve.example.org/index.html', false],
  ['https://example.org/#app://logsieve/index.html', false],
  ['file:///index.html', false],
])('a navigation to %s: %s', (address, isAllowed) => {
  expect(isPageItself(address, own)).toBe(isAllowed)
})
