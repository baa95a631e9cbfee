import { open, rename, rm, type FileHandle } from 'node:fs/promises'

import type { Moved, SourceEvent } from '#shared/protocol/host'

import { readAt } from './file-look'
import type { Source } from './source'

const CHUNK_BYTES = 1024 * 1024

/** What stands in one file, and, from some offset on, in copies of it. */
interface Part {
  readonly path: string
  /** Where the first line begins that is there. */
  from: number
  /** Offset in the log of the first byte of the file. */
  readonly start: number
  /** Where its bytes stand from some offset on. */
  moved: Moved | null
}

/** Knows from the events of a source where its bytes stand, and writes them to a file of the user. */
export class SourceCopy {
  readonly #base: string
  /** One behind the other. */
  #parts: Part[]
  #bytes: number

  constructor({ path, from = 0, bytes }: Pick<Source, 'path' | 'from' | 'bytes'>) {
    this.#base = path
    this.#parts = [partOf(path, from, 0)]
    this.#bytes = bytes
  }

  follow(event: SourceEvent): void {
    const [first] = this.#parts
    const last = this.#parts.at(-1)
    if (event.kind === 'grew') this.#bytes = event.bytes
    else if (event.kind === 'moved' && last) last.moved = event
    else if (event.kind === 'filled' && first) first.from = event.from
    else if (event.kind === 'joined') {
      this.#parts.push(partOf(event.file.path, event.from, event.start))
    } else if (event.kind === 'replaced') {
      this.#parts = [partOf(this.#base, 0, 0)]
      this.#bytes = 0
    }
  }

  /** What there is by now. It is whole or not there: a file of that name stays until then. */
  async saveTo(target: string): Promise<void> {
    const bytes = this.#bytes
    const parts = this.#parts.map((part) => ({ ...part }))
    const unfinished = `${target}.part`
    try {
      const file = await open(unfinished, 'w', 0o600)
      try {
        for (const [at, part] of parts.entries()) {
          await appendPart(file, part, Math.min(parts[at + 1]?.from ?? bytes, bytes))
        }
      } finally {
        await file.close()
      }
      await rename(unfinished, target)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }
}

function partOf(path: string, from: number, start: number): Part {
  return { path, from, start, moved: null }
}

async function appendPart(target: FileHandle, part: Part, to: number): Promise<void> {
  const { path, from, start, moved } = part
  const put = (file: string, first: number, end: number) =>
    append(target, file, Math.max(first, from) - start, Math.min(end, to) - start)
  if (moved === null || moved.isBaseValid) await put(path, from, moved?.from ?? to)
  if (moved === null) return
  await put(moved.path, moved.from, moved.next?.from ?? to)
  if (moved.next) await put(moved.next.path, moved.next.from, to)
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
