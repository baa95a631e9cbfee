import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { openRegularFile } from '#sources/file-look'

import { warn } from './log'

const MAX_PACKS = 50
const MAX_PACK_BYTES = 1024 * 1024

/**
 * The text of the user's own rule packs, `<folder>/*.yaml`, in the order of their names. The engine
 * checks what they say; here only their number and size are limited.
 */
export async function readUserPacks(folder: string): Promise<string[]> {
  const names = (await namesIn(folder)).filter((name) => /\.ya?ml$/i.test(name)).sort()
  if (names.length > MAX_PACKS)
    warn(`${folder} holds more than ${MAX_PACKS} rule packs; the rest is left out`)
  const texts = await Promise.all(
    names.slice(0, MAX_PACKS).map((name) => readPack(join(folder, name))),
  )
  return texts.filter((text) => text !== null)
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    // Most people have no packs of their own, so no such folder.
    return []
  }
}

async function readPack(path: string): Promise<string | null> {
  const opened = await openRegularFile(path)
  if (!opened.ok) return refused(path, opened.detail)
  try {
    const { size } = await opened.handle.stat()
    if (size > MAX_PACK_BYTES) return refused(path, `it is larger than ${MAX_PACK_BYTES} bytes`)
    return await opened.handle.readFile('utf8')
  } catch (error) {
    return refused(path, String(error))
  } finally {
    await opened.handle.close()
  }
}

function refused(path: string, reason: string): null {
  warn(`the rule pack ${path} is left out: ${reason}`)
  return null
}
