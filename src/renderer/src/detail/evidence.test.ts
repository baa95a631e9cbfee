import { expect, test } from 'vitest'

import { evidenceOf } from './evidence'

test.each([
  [
    'livekit/ingress pkg/service/service.go:347',
    'https://github.com/livekit/ingress/blob/HEAD/pkg/service/service.go#L347',
  ],
  ['livekit/livekit Dockerfile', 'https://github.com/livekit/livekit/blob/HEAD/Dockerfile'],
  [
    'https://github.com/livekit/livekit/issues/3203',
    'https://github.com/livekit/livekit/issues/3203',
  ],
  ['http://example.org/', null],
  ['https://user:secret@example.org/', null],
  ['javascript:alert(1)', null],
  ['seen in the logs of three servers', null],
])('%s', (text, url) => {
  expect(evidenceOf(text)).toEqual({ text, url })
})
