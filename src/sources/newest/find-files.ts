import { readdir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'

import { keyOf } from '#shared/protocol/host'

import { isCompressedName } from '../rolled/older-files'
import type { ListedFile } from '../tail/log-files'

/** Finds the files of a place; a new one may be there at every call. */
export type FileFinder = () => Promise<readonly ListedFile[]>

/** What finds the files of a folder, or of a pattern such as `*.log`; null for any other path. */
export async function finderOf(path: string): Promise<FileFinder | null> {
  if (await isFolder(path)) return () => filesOf(namesIn(path))
  // A file may be called so, and a folder on the way to it.
  if (!isDynamicPattern(path) || (await factsOf(path)) !== null) return null
  const { folder, pattern } = await splitPattern(path)
  return isDynamicPattern(pattern)
    ? () => filesOf(glob(pattern, { cwd: folder, absolute: true, expandDirectories: false }))
    : null
}

/** The folders that are there, and the pattern behind them. */
async function splitPattern(path: string) {
  const [root = '', ...segments] = path.split(sep)
  let folder = root + sep
  let at = 0
  for (const segment of segments.slice(0, -1)) {
    if (!(await isFolder(join(folder, segment)))) break
    folder = join(folder, segment)
    at++
  }
  return { folder, pattern: segments.slice(at).join('/') }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  return names.filter((name) => !name.startsWith('.')).map((name) => join(folder, name))
}

/** Compressed ones are old, whatever their time is. */
async function filesOf(paths: Promise<readonly string[]>): Promise<readonly ListedFile[]> {
  const plain = (await paths).filter((path) => !isCompressedName(path))
  const files = await Promise.all(plain.map(factsOf))
  return files.filter((file) => file !== null)
}

async function factsOf(path: string): Promise<ListedFile | null> {
  try {
    const stats = await stat(path, { bigint: true })
    if (!stats.isFile()) return null
    const { size, mtimeNs: modifiedTimeNs } = stats
    return { path, key: keyOf(stats), size: Number(size), modifiedTimeNs }
  } catch {
    return null
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}
