import type { SshAsker } from './ssh-command'

/** For ssh that is run again and again by itself: who has refused an answer once is not asked any more. */
export function untilRefused(asker: SshAsker): SshAsker {
  let isRefused = false
  return {
    begin: (host, cancel) => {
      if (isRefused) cancel()
      return asker.begin(host, () => {
        isRefused = true
        cancel()
      })
    },
  }
}
