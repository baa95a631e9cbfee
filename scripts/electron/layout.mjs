import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The binary's place in an unpacked Electron. */
export const binaryName =
  {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  }[/** @type {string} */ (process.platform)] ?? 'electron'

/**
 * The version that an unpacked Electron says of itself, without running it: it
 * cannot run before its system libraries are there.
 * @param {string} binary
 */
export function versionOf(binary) {
  const folder = binary.endsWith(binaryName) ? binary.slice(0, -binaryName.length) : dirname(binary)
  const file = join(folder, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown'
}
