import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { openRegularFile } from './file-look'

const MAX_PACKS = 50
const MAX_PACK_BYTES = 1024 * 1024

/** A file in the folder of packs: its text, or why it could not be read. */
export type PackFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly text: null; readonly reason: string }

/**
 * The user's own rule packs, `<folder>/*.yaml`, in the order of their names. What they say is not
 * looked at here, only their number and size.
 */
export async function readPackFiles(folder: string): Promise<PackFile[]> {
  const names = (await namesIn(folder)).filter((name) => /\.ya?ml$/i.test(name)).sort()
  const files = await Promise.all(
    names.slice(0, MAX_PACKS).map((name) => readPackFile(folder, name)),
  )
  const others = names.slice(MAX_PACKS)
  return [
    ...files,
    ...others.map((name) => refused(name, `there are more than ${MAX_PACKS} rule packs`)),
  ]
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    // Most people have no packs of their own, so no such folder.
    return []
  }
}

/** One of them, also where it is not there. */
export async function readPackFile(folder: string, name: string): Promise<PackFile> {
  const opened = await openRegularFile(join(folder, name))
  if (!opened.ok) return refused(name, opened.detail)
  try {
    const { size } = await opened.handle.stat()
    if (size > MAX_PACK_BYTES) return refused(name, `it is larger than ${MAX_PACK_BYTES} bytes`)
    return { name, text: await opened.handle.readFile('utf8') }
  } catch (error) {
    return refused(name, String(error))
  } finally {
    await opened.handle.close()
  }
}

function refused(name: string, reason: string): PackFile {
  return { name, text: null, reason }
}
