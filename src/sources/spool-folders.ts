import { rmSync } from 'node:fs'

/* Folders of this process that hold copies of logs: they go when it goes. */

const folders = new Set<string>()

export function rememberSpoolFolder(folder: string): void {
  folders.add(folder)
}

export function forgetSpoolFolder(folder: string): void {
  folders.delete(folder)
}

/** Removes what no `dispose` came to remove. */
function removeSpools(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  folders.clear()
}

process.once('exit', removeSpools)

// A signal ends plain Node without an `exit`. Electron quits in good order by itself, and a listener
// would keep it from that.
if (!('electron' in process.versions)) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      removeSpools()
      process.kill(process.pid, signal)
    })
  }
}
