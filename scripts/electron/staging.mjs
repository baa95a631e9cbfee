import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { namesIn } from '../lib/files.mjs'

const dayMs = 86_400_000
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Builds a folder beside its place and moves it there in one step when it is
 * complete: whoever sees the folder sees all of it. Two set-ups at once each
 * build their own; the first to end wins, the other throws its own away.
 * @param {string} folder
 * @param {(staging: string) => Promise<string>} build returns the folder to publish
 */
export async function publishFolder(folder, build) {
  const prefix = `${folder}.partial-`
  mkdirSync(dirname(folder), { recursive: true })
  sweep(prefix)
  const staging = `${prefix}${hostname()}-${process.pid}`
  mkdirSync(staging)

  const clean = () => rmSync(staging, { recursive: true, force: true })
  // `exit` handlers run too: they end the download that writes into the folder.
  const stop = () => process.exit(1)
  process.once('exit', clean)
  for (const signal of signals) process.once(signal, stop)
  try {
    moveUnlessThere(await build(staging), folder)
  } finally {
    clean()
    process.off('exit', clean)
    for (const signal of signals) process.off(signal, stop)
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveUnlessThere(from, to) {
  try {
    renameSync(from, to)
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
  }
}

/**
 * Removes what killed set-ups left behind: those of this machine whose process
 * is gone, and, where the cache is shared by machines, those older than a day.
 * @param {string} prefix
 */
function sweep(prefix) {
  const parent = dirname(prefix)
  for (const name of namesIn(parent)) {
    const path = join(parent, name)
    if (!path.startsWith(prefix)) continue
    const [, host, pid] = /^(.*)-(\d+)$/.exec(path.slice(prefix.length)) ?? []
    const isOurs = host === hostname()
    const isLeft = isOurs ? !isRunning(Number(pid)) : isOlderThan(path, dayMs)
    if (isLeft) rmSync(path, { recursive: true, force: true })
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/**
 * @param {string} path
 * @param {number} ageMs
 */
function isOlderThan(path, ageMs) {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats !== undefined && Date.now() - stats.mtimeMs > ageMs
}
