import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/*
 * For tests: a user with a password who exists for one sshd only. It sees other files in the place of
 * the system's lists of users, in a mount namespace of its own; nothing on this machine changes.
 */

export const GUEST = { name: 'logsieve-guest', password: 'open sesame' } as const

const NUMBER = 65_123
const HASH =
  '$6$logsieve$HglE2WQZ/o5NlkDhrPIyO3sOn6CvrlfTAfLtYwoLoDQq5kZw7Q4Kaf3qE6ZAZj/.5c2.6maNJgX7V26t2DxAl0'

/** The modules of PAM ask by `(user@host) Password: `, as those for one-time codes do. */
const PAM = `auth required pam_unix.so
account required pam_unix.so
session optional pam_permit.so
`

/** Only root may mount, and not in every container. */
export const hasGuests = canMount()

/** The command line before that of sshd. */
export function guestCommand(folder: string): readonly [string, ...string[]] {
  const user = `${GUEST.name}:x:${NUMBER}:${NUMBER}::/:/bin/sh`
  const files = [
    ['/etc/passwd', `${readFileSync('/etc/passwd', 'utf8')}${user}\n`],
    ['/etc/group', `${readFileSync('/etc/group', 'utf8')}${GUEST.name}:x:${NUMBER}:\n`],
    [
      '/etc/shadow',
      `${readFileSync('/etc/shadow', 'utf8')}${GUEST.name}:${HASH}:19000:0:99999:7:::\n`,
    ],
    ['/etc/pam.d/sshd', PAM],
  ] as const
  const mounts = files.map(([path, text]) => {
    const copy = join(folder, path.slice(1).replaceAll('/', '-'))
    // Everybody may look up names; the passwords are those of this machine.
    writeFileSync(copy, text, { mode: path === '/etc/shadow' ? 0o600 : 0o644 })
    return `mount --bind '${copy}' ${path}`
  })
  return ['unshare', '-m', 'sh', '-c', `${mounts.join(' && ')} && exec "$@"`, 'sh']
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['-m', 'mount', '--bind', '/etc/hostname', '/etc/hostname'], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}
