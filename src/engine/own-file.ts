import { type FileHandle, open, readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'

import { type FileIdentity, keyOf } from '#shared/protocol/host'

/**
 * Opens this very file, under its name or under the one that rotation gave it in the same folder;
 * null where it is not there.
 */
export async function openOwn({ path, key }: FileIdentity): Promise<FileHandle | null> {
  const file = await openIfOwn(path, key)
  if (file !== null) return file
  for (const other of await rotatedNames(path)) {
    const rotated = await openIfOwn(other, key)
    if (rotated !== null) return rotated
  }
  return null
}

async function openIfOwn(path: string, key: string): Promise<FileHandle | null> {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch {
    return null
  }
  try {
    const stats = await file.stat({ bigint: true })
    if (stats.isFile() && keyOf(stats) === key) return file
  } catch {
    // Nobody can say what it is.
  }
  await file.close()
  return null
}

/** `app.log` becomes `app.log.1`, `app-2026-11-22.log` or the like. */
async function rotatedNames(path: string): Promise<string[]> {
  const folder = dirname(path)
  const stem = basename(path, extname(path))
  try {
    const names = await readdir(folder)
    return names.filter((name) => name.startsWith(stem)).map((name) => join(folder, name))
  } catch {
    return []
  }
}
