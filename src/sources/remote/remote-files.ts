import { isDeepStrictEqual } from 'node:util'

import {
  type FileFacts,
  FileGone,
  type ListedFile,
  type Listing,
  type LogFile,
  type LogFiles,
  type Range,
} from '../tail/log-files'
import { BEHIND_BYTES } from './answers'
import type { HeldFiles } from './held-files'
import { parseFacts, parseNames, type RemoteFacts } from './remote-script'
import type { RemoteSession } from './session'
import type { SharedConnection } from './shared-connection'

const CHUNK_BYTES = 16 * 1024 * 1024
/** Where another one reads over the same connection, neither waits long for the other. */
const SHARED_CHUNK_BYTES = 1024 * 1024

/** A rotation moves names on while one is looked for. */
const MAX_SEARCHES = 10

/** The files of another machine. A request that a dropped connection swallowed is asked again. */
export class RemoteFiles implements LogFiles {
  readonly isFar = true
  readonly #connection: SharedConnection

  constructor(connection: SharedConnection) {
    this.#connection = connection
  }

  get chunkBytes(): number {
    return this.#connection.isShared ? SHARED_CHUNK_BYTES : CHUNK_BYTES
  }

  async open(path: string): Promise<LogFile | null> {
    const facts = await this.#facts(path)
    const file = facts.find(({ isFile }) => isFile)
    return file === undefined ? null : this.fileOf({ ...file, path })
  }

  openListed(file: ListedFile): Promise<LogFile | null> {
    return Promise.resolve(this.fileOf(file))
  }

  /** It is held when it is first read. */
  fileOf({ key, path }: ListedFile): LogFile {
    return new RemoteFile(this.#connection, key, path)
  }

  async list(prefix: string): Promise<Listing> {
    const { body } = await this.#connection.use((session) =>
      session.ask({ verb: 'list', path: prefix }),
    )
    const facts = parseFacts(body)
    const found = new Set(facts.map(({ path }) => path))
    const missed = parseNames(body).filter((path) => !found.has(path))
    return { files: facts.filter(({ isFile }) => isFile), missed }
  }

  async keyOf(path: string): Promise<string | null> {
    return (await this.#facts(path))[0]?.key ?? null
  }

  async #facts(path: string): Promise<readonly RemoteFacts[]> {
    const { body } = await this.#connection.use((session) => session.ask({ verb: 'facts', path }))
    return parseFacts(body)
  }
}

interface Begun {
  readonly session: RemoteSession
  readonly ranges: readonly Range[]
  readonly read: Promise<readonly Buffer[]>
}

class RemoteFile implements LogFile {
  readonly key: string
  readonly #connection: SharedConnection
  readonly #held: HeldFiles
  /** Where it stood when it was last looked for. */
  #path: string
  /** As far as it is known. */
  #size = 0
  /** Where large answers are put. */
  readonly #rooms: [Buffer | null, Buffer | null] = [null, null]
  /** What was asked for before it was needed. */
  #begun: Begun | null = null

  constructor(connection: SharedConnection, key: string, path: string) {
    this.#connection = connection
    this.#held = connection.held
    this.key = key
    this.#path = path
  }

  read(ranges: readonly Range[], ahead: readonly Range[] = []): Promise<readonly Buffer[]> {
    return this.#connection.use(async (session) => {
      const begun = this.#begun
      this.#begun = null
      if (begun?.session === session && isDeepStrictEqual(begun.ranges, ranges)) {
        this.#readAhead(session, ahead)
        return begun.read
      }
      const slot = await this.#hold(session)
      const read = this.#readRanges(session, slot, ranges)
      this.#readAhead(session, ahead)
      return read
    })
  }

  #readRanges(
    session: RemoteSession,
    slot: number,
    ranges: readonly Range[],
  ): Promise<readonly Buffer[]> {
    return Promise.all(ranges.map((range) => readRange(session, slot, range, this.#room)))
  }

  /** Two take turns: what is read ahead is asked for when the one before it is not used any more. */
  readonly #room = (): Buffer => {
    this.#rooms.reverse()
    return (this.#rooms[0] ??= Buffer.allocUnsafeSlow(CHUNK_BYTES + BEHIND_BYTES))
  }

  /** Asks for what will be asked for next, so that the wire does not rest meanwhile. */
  #readAhead(session: RemoteSession, ranges: readonly Range[]): void {
    const [first] = ranges
    const slot = this.#held.slotOf(session, this)
    if (slot === null || first === undefined || first.position + first.length > this.#size) return
    const read = this.#readRanges(session, slot, ranges)
    // Whoever asks for it hears of it.
    read.catch(() => undefined)
    this.#begun = { session, ranges, read }
  }

  look(): Promise<FileFacts> {
    return this.#connection.use(async (session) => {
      const slot = await this.#hold(session)
      const { body } = await session.ask({ verb: 'held', slot })
      const [facts] = parseFacts(body)
      if (facts === undefined) throw new FileGone()
      return facts
    })
  }

  async close(): Promise<void> {
    // One that is deleted takes up room there until nobody holds it. A session that ends drops it too.
    const session = this.#connection.isClosed
      ? null
      : await this.#connection.session().catch(() => null)
    // Together: whoever takes the slot now asks behind that.
    const slot = this.#held.release(this)
    if (slot !== null) await session?.ask({ verb: 'drop', slot }).catch(() => undefined)
  }

  async #hold(session: RemoteSession): Promise<number> {
    const held = this.#held.slotOf(session, this)
    if (held !== null) return held
    for (let search = 0; search < MAX_SEARCHES; search++) {
      const slot = this.#held.take(session, this)
      const { body, word } = await session.ask({ verb: 'hold', slot, path: this.#path })
      const [facts] = parseFacts(body)
      if (facts?.key === this.key) {
        this.#size = facts.size
        return slot
      }
      this.#held.release(this)
      if (word === 'denied') throw new Error('permission denied')
      const path = await this.#find(session)
      if (path === null) throw new FileGone()
      this.#path = path
    }
    throw new FileGone()
  }

  /** Under which name of its folder the file stands now. */
  async #find(session: RemoteSession): Promise<string | null> {
    const folder = this.#path.slice(0, this.#path.lastIndexOf('/') + 1)
    const { body } = await session.ask({ verb: 'list', path: folder })
    return parseFacts(body).find(({ key }) => key === this.key)?.path ?? null
  }
}

async function readRange(
  session: RemoteSession,
  slot: number,
  { position, length }: Range,
  room: () => Buffer,
): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0)
  const { body, word } = await session.ask({ verb: 'read', slot, position, length }, room)
  if (word !== 'ok') throw new Error('it could not be read')
  return body
}
