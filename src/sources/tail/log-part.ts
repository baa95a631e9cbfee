import type { FileHandle } from 'node:fs/promises'

import { openRegularFile, readAt } from '../file-look'

const CHUNK_BYTES = 1024 * 1024

/** How many bytes of the beginning, and before the place that was reached, tell a content from another. */
const FINGERPRINT_BYTES = 1024

/**
 * One file of a log, read in order. It is held open, so that it can be read to its end under any
 * name or none; and it notices when what was read does not stand in it any more.
 */
export class LogPart {
  readonly handle: FileHandle
  /** Of the file, under whatever name. Held open, it is nobody else's. */
  readonly key: string
  #position = 0
  #head: Buffer = Buffer.alloc(0)
  #last: Buffer = Buffer.alloc(0)
  /** A file that was cut under its writer can begin with a hole as long as it was. */
  #isInHole: boolean

  private constructor(
    handle: FileHandle,
    { dev, ino }: { readonly dev: bigint; readonly ino: bigint },
    mayHaveHole: boolean,
  ) {
    this.handle = handle
    this.key = keyOf({ dev, ino })
    this.#isInHole = mayHaveHole
  }

  /**
   * @param place where the reading begins: at the first byte, or behind the last that is there now
   * @returns null where there is no such file
   */
  static async open(path: string, place: 'start' | 'end'): Promise<LogPart | null> {
    const opened = await openRegularFile(path)
    if (!opened.ok) return null
    const { handle } = opened
    try {
      const stats = await handle.stat({ bigint: true })
      const part = new LogPart(handle, stats, place === 'start')
      if (place === 'end') await part.#passTo(Number(stats.size))
      return part
    } catch {
      await handle.close()
      return null
    }
  }

  /** Bytes that were read. */
  get position(): number {
    return this.#position
  }

  /** The last byte that was read, if any was. */
  get lastByte(): number | null {
    return this.#last.at(-1) ?? null
  }

  /** Reads on to the end. `broken`: the file is another content now, and nothing of it was taken. */
  async readOn(take: (bytes: Buffer) => Promise<void>): Promise<'end' | 'broken'> {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    for (;;) {
      const { bytesRead } = await this.handle.read(chunk, 0, chunk.length, this.#position)
      // After the reading: a file that was cut before it, or during it, gives other bytes.
      if (!(await this.#isIn(this.handle))) return 'broken'
      if (bytesRead === 0) return 'end'
      const bytes = chunk.subarray(0, bytesRead)
      // If they cannot be taken now, they are read again.
      await take(this.#withoutHole(bytes))
      this.#pass(bytes)
    }
  }

  /** Whether another file goes on with what was read of this one. */
  async goesOnIn(other: LogPart): Promise<boolean> {
    return this.#position > 0 && (await this.#isIn(other.handle))
  }

  async #isIn(file: FileHandle): Promise<boolean> {
    const from = this.#position - this.#last.length
    const [head, last] = await Promise.all([
      readAt(file, 0, this.#head.length),
      readAt(file, from, this.#last.length),
    ])
    return head.equals(this.#head) && last.equals(this.#last)
  }

  /** Whether one of them can be a copy of the other. */
  async beginsLike(other: LogPart): Promise<boolean> {
    const head = await readAt(this.handle, 0, FINGERPRINT_BYTES)
    const otherHead = await readAt(other.handle, 0, FINGERPRINT_BYTES)
    const bytes = Math.min(head.length, otherHead.length)
    return bytes > 0 && head.subarray(0, bytes).equals(otherHead.subarray(0, bytes))
  }

  /** The same content goes on in another file: what was read of this one counts as read of that. */
  takeOver(from: LogPart): void {
    this.#position = from.#position
    this.#head = from.#head
    this.#last = from.#last
    this.#isInHole = false
  }

  /** Begins anew with the first byte. */
  restart(): void {
    this.#position = 0
    this.#head = Buffer.alloc(0)
    this.#last = Buffer.alloc(0)
    this.#isInHole = true
  }

  async hasContent(): Promise<boolean> {
    return (await this.handle.stat()).size > 0
  }

  /** Whether the file still has a name. */
  async hasName(): Promise<boolean> {
    return (await this.handle.stat()).nlink > 0
  }

  async close(): Promise<void> {
    await this.handle.close()
  }

  async #passTo(position: number): Promise<void> {
    const from = Math.max(0, position - FINGERPRINT_BYTES)
    this.#head = await readAt(this.handle, 0, Math.min(position, FINGERPRINT_BYTES))
    this.#last = await readAt(this.handle, from, position - from)
    // It may have been cut meanwhile.
    this.#position = from + this.#last.length
  }

  #pass(bytes: Buffer): void {
    this.#position += bytes.length
    const missing = FINGERPRINT_BYTES - this.#head.length
    if (missing > 0) this.#head = Buffer.concat([this.#head, bytes.subarray(0, missing)])
    const kept = bytes.subarray(-FINGERPRINT_BYTES)
    this.#last = Buffer.concat([this.#last, kept]).subarray(-FINGERPRINT_BYTES)
  }

  #withoutHole(bytes: Buffer): Buffer {
    if (!this.#isInHole) return bytes
    const first = bytes.findIndex((byte) => byte !== 0)
    if (first < 0) return bytes.subarray(bytes.length)
    this.#isInHole = false
    return bytes.subarray(first)
  }
}

export function keyOf({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}:${ino}`
}
