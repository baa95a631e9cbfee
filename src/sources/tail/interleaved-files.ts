import type { LogFile, LogFiles, LogWatch } from './log-files'

/* For tests: a folder in memory, in which other things happen between any two steps of its reader. */

/** So much of a chunk is put at once: it takes several steps. */
const PIECE = 3 / 8

class Inode {
  bytes: Buffer = Buffer.alloc(0)
  modifiedTimeNs = 0n
  links = 1
  holders = 0
  readonly key: string

  constructor(key: string) {
    this.key = key
  }
}

/** What a system does at one stroke. */
export class MemoryFolder {
  readonly names = new Map<string, Inode>()
  readonly #inodes: Inode[] = []
  #time = 0

  /** Time goes on in steps that several writes fall into. */
  tick(): void {
    this.#time++
  }

  /** Opens it for appending, and makes it where it is not there. */
  open(path: string): Inode {
    const there = this.names.get(path)
    if (there) return there
    const inode = new Inode(this.#freeKey())
    this.#inodes.push(inode)
    this.names.set(path, inode)
    this.#touch(inode)
    return inode
  }

  write(inode: Inode, bytes: Buffer, position = inode.bytes.length): void {
    const hole = Buffer.alloc(Math.max(0, position - inode.bytes.length))
    inode.bytes = Buffer.concat([inode.bytes.subarray(0, position), hole, bytes])
    this.#touch(inode)
  }

  truncate(inode: Inode): void {
    inode.bytes = Buffer.alloc(0)
    this.#touch(inode)
  }

  rename(from: string, to: string): void {
    const inode = this.names.get(from)
    if (!inode) throw new Error(`no ${from}`)
    this.unlink(to)
    this.names.delete(from)
    this.names.set(to, inode)
  }

  unlink(path: string): void {
    const inode = this.names.get(path)
    if (inode) inode.links = 0
    this.names.delete(path)
  }

  #touch(inode: Inode): void {
    inode.modifiedTimeNs = BigInt(this.#time) * 4_000_000n
  }

  /** That of a file that is gone goes to the next one. */
  #freeKey(): string {
    const free = this.#inodes.findIndex(({ links, holders }) => links === 0 && holders === 0)
    if (free < 0) return String(this.#inodes.length)
    const [inode] = this.#inodes.splice(free, 1)
    return inode?.key ?? ''
  }
}

/** Reads such a folder. Before each step `happen` may change it. */
export class InterleavedFiles implements LogFiles {
  readonly chunkBytes: number
  readonly isFar = false
  readonly #folder: MemoryFolder
  readonly #happen: () => void

  constructor(folder: MemoryFolder, chunkBytes: number, happen: () => void) {
    this.#folder = folder
    this.chunkBytes = chunkBytes
    this.#happen = happen
  }

  async open(path: string): Promise<LogFile | null> {
    const inode = await this.#lookUp(path)
    return inode ? this.#hold(inode) : null
  }

  async openListed({ path, key }: { path: string; key: string }): Promise<LogFile | null> {
    const inode = await this.#lookUp(path)
    return inode?.key === key ? this.#hold(inode) : null
  }

  async list(prefix: string) {
    await this.#step()
    const paths = [...this.#folder.names.keys()].filter((path) => path.startsWith(prefix))
    const files = []
    const missed: string[] = []
    for (const path of paths) {
      const inode = await this.#lookUp(path)
      if (!inode) missed.push(path)
      else {
        const { key, modifiedTimeNs, bytes } = inode
        files.push({ path, key, modifiedTimeNs, size: bytes.length })
      }
    }
    return { files, missed }
  }

  async keyOf(path: string): Promise<string | null> {
    return (await this.#lookUp(path))?.key ?? null
  }

  async #lookUp(path: string): Promise<Inode | undefined> {
    await this.#step()
    return this.#folder.names.get(path)
  }

  #hold(inode: Inode): LogFile {
    inode.holders++
    return {
      key: inode.key,
      read: async (ranges) => {
        const read: Buffer[] = []
        for (const { position, length } of ranges) {
          await this.#step()
          read.push(Buffer.from(inode.bytes.subarray(position, position + length)))
        }
        return read
      },
      pour: async ([first, ...others], put) => {
        let bytes = 0
        // As long as it has some: what is written meanwhile may come, too.
        while (first && bytes < first.length) {
          await this.#step()
          const position = first.position + bytes
          const end = Math.min(position + this.chunkBytes * PIECE, first.position + first.length)
          const piece = Buffer.from(inode.bytes.subarray(position, end))
          if (piece.length === 0) break
          await put(piece, bytes)
          bytes += piece.length
          piece.fill(0)
        }
        const rest: Buffer[] = []
        for (const { position, length } of others) {
          await this.#step()
          rest.push(Buffer.from(inode.bytes.subarray(position, position + length)))
        }
        return { bytes, rest }
      },
      look: async () => {
        await this.#step()
        const { modifiedTimeNs, links } = inode
        return { size: inode.bytes.length, modifiedTimeNs, hasName: links > 0 }
      },
      close: () => {
        inode.holders--
        return Promise.resolve()
      },
    }
  }

  #step(): Promise<void> {
    this.#happen()
    return Promise.resolve()
  }
}

/** Looks when it is told to. */
export class WatchByHand implements LogWatch {
  readonly path: string
  look: () => Promise<boolean> = () => Promise.resolve(false)

  constructor(path: string) {
    this.path = path
  }

  /** Nothing is told: what is found by looking has to do. */
  onEvent(): void {
    return
  }

  onLook(listener: () => Promise<boolean>): void {
    this.look = listener
  }

  dispose(): Promise<void> {
    return Promise.resolve()
  }
}
