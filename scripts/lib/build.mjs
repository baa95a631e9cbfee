import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { namesIn, walk } from './files.mjs'
import { root } from './paths.mjs'

/** What a build is made from; `tsconfig*.json` and the like are found by their ending. */
const inputs = ['src', 'build', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/** Written after a build that ended well: half a build never looks fresh. */
const stamp = join(root, 'out/.built')

/** Whether nothing was changed since the last build. */
export function isBuilt() {
  const built = statSync(stamp, { throwIfNoEntry: false })
  if (!built) return false
  const configs = namesIn(root).filter((name) => /^tsconfig.*\.json$/.test(name))
  for (const input of [...inputs, ...configs]) {
    // A removed file shows in the time of its folder.
    for (const { stats } of walk(join(root, input))) {
      if (stats.mtimeMs > built.mtimeMs) return false
    }
  }
  return true
}

export function markBuilt() {
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, '')
}
