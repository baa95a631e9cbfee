import { expect, test } from 'vitest'

import { sshFailure } from './ssh-failure'

/** OpenSSH 9.2 */
const CHANGED = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
The fingerprint for the ED25519 key sent by the remote host is
SHA256:HVSCAwojWR2fb0oCbw6b21H4JyiouTxdP6U5q0vOxi0.
Please contact your system administrator.
Add correct host key in /home/anna/.ssh/known_hosts to get rid of this message.
Offending ED25519 key in /home/anna/.ssh/known_hosts:1
  remove with:
  ssh-keygen -f "/home/anna/.ssh/known_hosts" -R "[log.example.org]:2222"
Host key for [log.example.org]:2222 has changed and you have requested strict checking.
Host key verification failed.
`

test('a changed key is told with both keys and the command against it', () => {
  const { code, message } = sshFailure(CHANGED)
  expect(code).toBe('host-key-changed')
  expect(message.split('\n')).toEqual([
    'The fingerprint for the ED25519 key sent by the remote host is',
    'SHA256:HVSCAwojWR2fb0oCbw6b21H4JyiouTxdP6U5q0vOxi0.',
    'Offending ED25519 key in /home/anna/.ssh/known_hosts:1',
    'ssh-keygen -f "/home/anna/.ssh/known_hosts" -R "[log.example.org]:2222"',
  ])
})

test('a banner before the reason, and words that an older ssh leaves out', () => {
  expect(
    sshFailure('Welcome!\nanna@log.example.org: Permission denied (publickey).\n'),
  ).toMatchObject({
    code: 'sign-in-failed',
    message: 'anna@log.example.org: Permission denied (publickey).',
  })
  expect(
    sshFailure('Host key for log.example.org has changed and you have requested strict checking.'),
  ).toMatchObject({
    code: 'host-key-changed',
    message: expect.stringMatching(/^Host key for/) as string,
  })
})
