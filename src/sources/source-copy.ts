import { open, rename, rm, type FileHandle } from 'node:fs/promises'

import type { Moved, SourceEvent } from '#shared/protocol/host'

import { readAt } from './file-look'
import type { Source } from './source'

const CHUNK_BYTES = 1024 * 1024

/** Knows from the events of a source where its bytes stand, and writes them to a file of the user. */
export class SourceCopy {
  readonly #base: string
  /** Where the first line begins that is there. */
  #from: number
  #bytes: number
  /** Where they stand from some offset on. */
  #moved: Moved | null = null

  constructor({ path, from = 0, bytes }: Pick<Source, 'path' | 'from' | 'bytes'>) {
    this.#base = path
    this.#from = from
    this.#bytes = bytes
  }

  follow(event: SourceEvent): void {
    if (event.kind === 'grew') this.#bytes = event.bytes
    else if (event.kind === 'moved') this.#moved = event
    else if (event.kind === 'filled') this.#from = event.from
    else if (event.kind === 'replaced') {
      this.#moved = null
      this.#from = 0
      this.#bytes = 0
    }
  }

  /** What there is by now. It is whole or not there: a file of that name stays until then. */
  async saveTo(target: string): Promise<void> {
    const bytes = this.#bytes
    const moved = this.#moved
    const from = Math.min(moved?.from ?? bytes, bytes)
    const part = `${target}.part`
    try {
      const file = await open(part, 'w', 0o600)
      try {
        if (moved === null || moved.isBaseValid) await append(file, this.#base, this.#from, from)
        if (moved !== null) {
          const { path, next } = moved
          await append(file, path, from, Math.min(next?.from ?? bytes, bytes))
          if (next) await append(file, next.path, next.from, bytes)
        }
      } finally {
        await file.close()
      }
      await rename(part, target)
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
  }
}

async function append(target: FileHandle, path: string, from: number, to: number): Promise<void> {
  if (from >= to) return
  const source = await open(path, 'r')
  try {
    for (let at = from; at < to;) {
      const bytes = await readAt(source, at, Math.min(CHUNK_BYTES, to - at))
      if (bytes.length === 0) return
      await target.appendFile(bytes)
      at += bytes.length
    }
  } finally {
    await source.close()
  }
}
