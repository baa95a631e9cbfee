import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Every file and folder at and below a path, as far as it is there: what
 * another process removes meanwhile is passed over.
 * @param {string} path
 * @returns {Generator<{ path: string, stats: import('node:fs').Stats }>}
 */
export function* walk(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return
  yield { path, stats }
  if (!stats.isDirectory()) return
  for (const name of namesIn(path)) yield* walk(join(path, name))
}

/** @param {string} folder */
export function namesIn(folder) {
  try {
    return readdirSync(folder)
  } catch {
    // Not there, or not ours to read: for the callers that is an empty folder.
    return []
  }
}

/** @param {string} path */
export function sizeOf(path) {
  let sizeBytes = 0
  for (const { stats } of walk(path)) if (stats.isFile()) sizeBytes += stats.size
  return sizeBytes
}
