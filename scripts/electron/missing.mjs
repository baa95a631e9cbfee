import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { walk } from '../lib/files.mjs'

/**
 * The libraries that the dynamic linker does not find for a binary. It is the
 * one that has to find them, whatever a package manager knows.
 * @param {string} binary
 */
export function missingLibraries(binary) {
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name = '']) => name)
}

export function hasFonts() {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts'].concat(
    ['.fonts', '.local/share/fonts'].map((name) => join(homedir(), name)),
  )
  for (const folder of folders) {
    for (const { path } of walk(folder)) if (/\.(ttf|ttc|otf)$/i.test(path)) return true
  }
  return false
}

/** @param {string} name */
export function hasCommand(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
