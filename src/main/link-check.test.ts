import { expect, test } from 'vitest'

import { checkLink } from './link-check'

test.each([
  ['https://docs.livekit.io/a?b=c#d', 'https://docs.livekit.io/a?b=c#d', 'docs.livekit.io'],
  ['HTTPS://Example.ORG:8443/a b', 'https://example.org:8443/a%20b', 'example.org:8443'],
  // What the eye reads and what is opened may differ: the parser's form is shown and opened.
  ['https:\\\\example.org\\a', 'https://example.org/a', 'example.org'],
  ['https:/example.org', 'https://example.org/', 'example.org'],
  ['ht\ntps://exam\tple.org', 'https://example.org/', 'example.org'],
  ['https://еxample.org', 'https://xn--xample-2of.org/', 'xn--xample-2of.org'],
])('%j is opened as %s', (address, url, host) => {
  expect(checkLink(address)).toEqual({ ok: true, url, host })
})

test.each([
  'http://example.org',
  'file:///etc/passwd',
  'smb://host/share',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=a',
  'javascript:alert(1)',
  'data:text/html,a',
  'mailto:a@example.org',
  'vscode://file/a',
  'app://logsieve/index.html',
  '\\\\host\\share',
  '//example.org',
  '/usr/bin/xcalc',
  'C:\\Windows\\System32\\calc.exe',
  'https://user@example.org',
  'https://user:password@example.org',
  'https://docs.livekit.io:443@example.org',
  'https://',
  '',
])('%j is refused', (address) => {
  expect(checkLink(address)).toEqual({ ok: false, reason: expect.any(String) })
})
