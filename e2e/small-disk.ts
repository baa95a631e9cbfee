import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { type App, commandOf } from './app'

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

/** Makes room on such a disk. */
export async function enlarge(app: App, disk: string): Promise<void> {
  const program = String(app.electron.process().pid)
  const remount = ['mount', '-o', 'remount,size=64m', disk]
  await promisify(execFile)('nsenter', ['-t', program, '-m', ...remount])
}
