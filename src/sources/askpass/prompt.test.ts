import { expect, test } from 'vitest'

import { readPrompt } from './prompt'

const HOST_KEY = `The authenticity of host '[log.example.org]:2222 ([192.0.2.7]:2222)' can't be established.
ED25519 key fingerprint is SHA256:HVSCAwojWR2fb0oCbw6b21H4JyiouTxdP6U5q0vOxi0.
This key is not known by any other names.
Are you sure you want to continue connecting (yes/no/[fingerprint])? `

test.each([
  ['', "guest@log.example.org's password: ", 'password'],
  ['', "Enter passphrase for key '/home/a/.ssh/id_ed25519': ", 'passphrase'],
  ['', 'Enter PIN for ED25519-SK key /home/a/.ssh/id_ed25519_sk: ', 'pin'],
  ['', '(guest@log.example.org) Verification code: ', 'server'],
  ['', '(guest@log.example.org) Password: ', 'server'],
  ['none', 'Confirm user presence for key ED25519-SK SHA256:abc', 'touch'],
  ['confirm', 'Allow shared connection to log.example.org? ', 'confirm'],
  ['', HOST_KEY, 'host-key'],
  ['', 'Password: ', 'other'],
  // A server chooses what stands behind the name.
  ['', "(guest@log.example.org) Enter passphrase for key '/home/a/.ssh/id_ed25519': ", 'server'],
  ['', `(guest@log.example.org) ${HOST_KEY}`, 'server'],
  ['', '', 'other'],
] as const)('%s %j: %s', (hint, text, kind) => {
  expect(readPrompt({ hint, text }).kind).toBe(kind)
})

test.each([
  [HOST_KEY, 'ED25519', 'SHA256:HVSCAwojWR2fb0oCbw6b21H4JyiouTxdP6U5q0vOxi0'],
  [
    // OpenSSH 7.4
    `The authenticity of host 'log.example.org (192.0.2.7)' can't be established.
ECDSA key fingerprint is SHA256:XyR+6/zzYGOsSDCMnRRDMEVDQhnF2lD8rsbEWUO0M3c.
ECDSA key fingerprint is MD5:f9:9c:b9:4c:00:5c:11:0a:33:6f:0b:ac:03:94:b2:50.
Are you sure you want to continue connecting (yes/no)? `,
    'ECDSA',
    'SHA256:XyR+6/zzYGOsSDCMnRRDMEVDQhnF2lD8rsbEWUO0M3c',
  ],
])('the key of a host', (text, type, fingerprint) => {
  expect(readPrompt({ hint: '', text }).hostKey).toEqual({ type, fingerprint })
})
