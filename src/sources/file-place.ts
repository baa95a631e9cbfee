import { access } from 'node:fs/promises'

/** A file, or what stands behind a `#` after the path of an archive. */
export interface FilePlace {
  readonly path: string
  readonly entry: string | null
}

/** Reads `logs.zip#livekit.log`; a file whose own name holds a `#` comes first. */
export async function filePlaceOf(argument: string): Promise<FilePlace> {
  if (!argument.includes('#') || (await exists(argument))) return { path: argument, entry: null }
  for (let at = argument.indexOf('#'); at > 0; at = argument.indexOf('#', at + 1)) {
    const path = argument.slice(0, at)
    if (await exists(path)) return { path, entry: argument.slice(at + 1) }
  }
  return { path: argument, entry: null }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}
