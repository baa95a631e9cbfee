import { expect, test } from 'vitest'

import { contentTypeOf, resolveAppPath } from './app-address'

test.each([
  ['app://logsieve/', '/app/out/renderer/index.html'],
  ['app://logsieve/index.html', '/app/out/renderer/index.html'],
  ['app://logsieve/index.html?a=/../b#c', '/app/out/renderer/index.html'],
  ['app://logsieve/assets/index-BxY_1-z.js', '/app/out/renderer/assets/index-BxY_1-z.js'],
  // The parser takes the dots away: what is left lies in the folder.
  ['app://logsieve/../../etc/passwd', '/app/out/renderer/etc/passwd'],
])('%s', (address, path) => {
  expect(resolveAppPath(address, '/app/out/renderer')).toBe(path)
})

test.each([
  'app://elsewhere/index.html',
  'app://logsieve.example.org/index.html',
  'app://user@logsieve/index.html',
  'app://logsieve:80/index.html',
  'file:///etc/passwd',
  'https://logsieve/index.html',
  'app://logsieve/%2e%2e%2fmain/index.js',
  'app://logsieve/..%2fmain/index.js',
  'app://logsieve/..%5cmain/index.js',
  'app://logsieve/..\\main\\index.js',
  'app://logsieve/%00',
  'app://logsieve/a%20b.js',
  'app://logsieve//etc/passwd',
  'app://logsieve/.env',
  'app://logsieve/assets/',
  'app://logsieve/C:/a.js',
  'not an address',
])('%s is refused', (address) => {
  expect(resolveAppPath(address, '/app/out/renderer')).toBeNull()
})

test('only files of known kinds have a type', () => {
  expect(['a.HTML', 'a.js', 'a.map', 'a'].map(contentTypeOf)).toEqual([
    'text/html; charset=utf-8',
    'text/javascript; charset=utf-8',
    null,
    null,
  ])
})
