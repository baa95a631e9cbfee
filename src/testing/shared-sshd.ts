import { beforeAll, vi } from 'vitest'

import { parseSource } from '#sources/parse-source'
import { openRemote, type RemoteOptions } from '#sources/remote/open-remote'
import { TestSshd } from '#sources/remote/test-sshd'
import type { OpenResult } from '#sources/source'

/**
 * An sshd for all tests of a `describe`, which `ssh` on PATH knows; it ends after them. Where there is
 * none (Debian: `apt-get install openssh-server`), `hasSshd` leaves them out, and nothing is proved.
 */
export function shareSshd(take: (sshd: TestSshd) => void): void {
  beforeAll(async () => {
    const sshd = await TestSshd.start()
    vi.stubEnv('PATH', sshd.searchPath)
    take(sshd)
    return async () => {
      await sshd.stop()
      vi.unstubAllEnvs()
    }
  })
}

/** Opens an address of ssh as a window does, but for the pauses between attempts, which are short. */
export function openAddress(
  address: string,
  options: Partial<RemoteOptions> = {},
): Promise<OpenResult> {
  const parsed = parseSource(address, '/')
  if (parsed.kind !== 'ssh') throw new Error('no address of ssh')
  return openRemote(parsed, {
    asksOnTerminal: false,
    isEndless: true,
    pausesMs: [20],
    ...options,
  })
}
