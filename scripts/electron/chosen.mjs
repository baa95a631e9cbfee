import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SetupError } from '../lib/setup-error.mjs'
import { binaryName, versionOf } from './layout.mjs'

/**
 * The Electron that the user names: a binary or an unpacked folder. A wrong
 * name is an error; taking another Electron in silence would be worse.
 * @returns {import('./ensure.mjs').Electron | undefined}
 */
export function chosenElectron() {
  for (const name of ['LOGSIEVE_ELECTRON', 'ELECTRON_OVERRIDE_DIST_PATH']) {
    const value = process.env[name]
    if (!value) continue
    const place = resolve(value)
    const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory()
    const path = isFolder ? join(place, binaryName) : place
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
      throw new SetupError(`${name} names no Electron: there is no ${path}`)
    }
    return { path, version: versionOf(path), origin: name }
  }
  return undefined
}
