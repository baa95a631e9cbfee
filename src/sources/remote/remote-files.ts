import { isDeepStrictEqual } from 'node:util'

import {
  type FileFacts,
  FileGone,
  type ListedFile,
  type Listing,
  type LogFile,
  type LogFiles,
  type Poured,
  type Put,
  type Range,
} from '../tail/log-files'
import { PLACE_BYTES } from './answers'
import { ArrivingBody } from './arriving-body'
import type { HeldFiles } from './held-files'
import { parseFacts, parseNames, type RemoteFacts } from './remote-script'
import type { RemoteSession } from './session'
import type { SharedConnection } from './shared-connection'

const CHUNK_BYTES = 64 * 1024 * 1024
/** Where another one reads over the same connection, neither waits long for the other. */
const SHARED_CHUNK_BYTES = 1024 * 1024

const NOTHING = Buffer.alloc(0)

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
  /** Where the bytes of the first range go while they come; null where they go with the others. */
  readonly body: ArrivingBody | null
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
      const { read } = await this.#ask(session, ranges, ahead, null)
      return read
    })
  }

  pour(ranges: readonly Range[], put: Put, ahead: readonly Range[] = []): Promise<Poured> {
    return this.#connection.use(async (session) => {
      // Nothing of what came over another session counts any more.
      await put(NOTHING, 0)
      const asked = await this.#ask(session, ranges, ahead, new ArrivingBody())
      const body = asked.body ?? new ArrivingBody()
      body.pourInto(put)
      try {
        const [, ...rest] = await asked.read
        return { bytes: await body.settled(), rest }
      } catch (error) {
        await body.drop()
        throw error
      }
    })
  }

  /** @param body for what was not begun before */
  async #ask(
    session: RemoteSession,
    ranges: readonly Range[],
    ahead: readonly Range[],
    body: ArrivingBody | null,
  ): Promise<Begun> {
    const begun = this.#begun
    this.#begun = null
    const isBegun =
      begun?.session === session &&
      (begun.body === null) === (body === null) &&
      isDeepStrictEqual(begun.ranges, ranges)
    if (!isBegun) void begun?.body?.drop()
    const asked = isBegun ? begun : this.#begin(session, await this.#hold(session), ranges, body)
    this.#readAhead(session, ahead, body && new ArrivingBody())
    return asked
  }

  #begin(
    session: RemoteSession,
    slot: number,
    ranges: readonly Range[],
    body: ArrivingBody | null,
  ): Begun {
    const answers = ranges.map((range, at) =>
      readRange(session, slot, range, at === 0 ? body : null),
    )
    return { session, ranges, body, read: Promise.all(answers) }
  }

  /** Asks for what will be asked for next, so that the wire does not rest meanwhile. */
  #readAhead(session: RemoteSession, ranges: readonly Range[], body: ArrivingBody | null): void {
    const [first] = ranges
    const slot = this.#held.slotOf(session, this)
    if (slot === null || first === undefined || first.position + first.length > this.#size) return
    this.#begun = this.#begin(session, slot, ranges, body)
    // Whoever asks for it hears of it.
    this.#begun.read.catch(() => undefined)
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
    void this.#begun?.body?.drop()
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
  range: Range,
  body: ArrivingBody | null,
): Promise<Buffer> {
  if (range.length === 0) return NOTHING
  if (body === null && range.length > PLACE_BYTES) return readLarge(session, slot, range)
  const answer = await session.ask({ verb: 'read', slot, ...range }, body)
  if (answer.word !== 'ok') throw new Error('it could not be read')
  return answer.body
}

async function readLarge(session: RemoteSession, slot: number, range: Range): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(range.length)
  const body = new ArrivingBody()
  body.pourInto((piece, at) => Promise.resolve(void piece.copy(bytes, at)))
  await readRange(session, slot, range, body)
  return bytes.subarray(0, await body.settled())
}
