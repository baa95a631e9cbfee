import { expect, test } from 'vitest'

import { compareFingerprints } from './compare-fingerprints'

const KEY = 'SHA256:HVSCAwojWR2fb0oCbw6b21H4JyiouTxdP6U5q0vOxi0'

test.each([
  ['', 'none'],
  ['  ', 'none'],
  [KEY, 'same'],
  [` ${KEY}. `, 'same'],
  ['HVSCAwojWR2fb0oCbw6b21H4JyiouTxdP6U5q0vOxi0', 'same'],
  [`256 ${KEY} root@livekit (ED25519)`, 'same'],
  [KEY.toLowerCase(), 'differs'],
  [KEY.slice(0, -1), 'differs'],
  ['yes', 'differs'],
])('%j: %s', (given, comparison) => {
  expect(compareFingerprints(given, KEY)).toBe(comparison)
})
