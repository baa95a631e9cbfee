import { existsSync } from 'node:fs'
import { apt } from '../electron/system.mjs'
import { hasCommand } from '../electron/missing.mjs'

/**
 * The tests of remote logs start an sshd of their own. Root gets it installed where apt is; else
 * those tests are skipped, and this says so.
 */
export function ensureSshd() {
  if (process.platform !== 'linux' || existsSync('/usr/sbin/sshd')) return
  if (hasCommand('apt-get') && process.getuid?.() === 0) {
    try {
      apt(['update'])
      apt(['install', '-y', '--no-install-recommends', 'openssh-server', 'openssh-client'])
      return
    } catch (error) {
      console.log(error instanceof Error ? error.message : error)
    }
  }
  console.log('There is no sshd here (openssh-server): the tests of remote logs are skipped')
}
