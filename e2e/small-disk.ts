import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { commandOf } from './app'

/**
 * A program that starts Electron with a disk of one megabyte in the folder `disk`, which nobody else
 * sees. Only root can mount it.
 */
export async function smallDisk(
  folder: string,
): Promise<{ readonly through: string; readonly disk: string }> {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const { command } = await commandOf([])
  const through = join(folder, 'on-a-small-disk')
  writeFileSync(
    through,
    `#!/bin/sh\nexec unshare -m sh -c "mount -t tmpfs -o size=1m tmpfs '${disk}' && exec \\"\\$@\\"" sh '${command}' "$@"\n`,
    { mode: 0o755 },
  )
  return { through, disk }
}
