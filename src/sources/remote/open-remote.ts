import type { OpenFailure } from '#shared/protocol/application'
import type { SourceEvent } from '#shared/protocol/host'
import type { ConnectionState } from '#shared/protocol/ssh'

import { archiveKindOf } from '../archive/archive-kind'
import { guessEncoding } from '../encoding'
import { countOlder } from '../rolled/older-files'
import { openRolled } from '../rolled/rolled-log'
import type { CaughtUp, OpenResult, SourceConnection } from '../source'
import { SourceEvents } from '../source-events'
import type { ListedFile } from '../tail/log-files'
import { FAR_COPY_BYTES } from '../tail/log-sequence'
import { TailedFile } from '../tail/tailed-file'
import { pathInSession, type RemoteLog, sshAddress } from './address'
import type { ConnectionOptions } from './connection'
import { RemoteFiles } from './remote-files'
import { openRemoteArchive } from './remote-archive'
import { openRemoteConverted } from './remote-converted'
import { RemoteRolled } from './remote-rolled'
import { HEAD_BYTES, parseCheck, type RemoteFacts } from './remote-script'
import { RemoteWatch } from './remote-watch'
import type { RemoteSession } from './session'
import { SharedConnection } from './shared-connection'
import { remoteFailure } from './ssh-failure'

const REFUSALS: ReadonlyMap<string, OpenFailure> = new Map([
  ['missing', 'not-found'],
  ['denied', 'no-permission'],
  ['folder', 'is-folder'],
  ['special', 'not-a-file'],
])

/** What is on the screen at once; a file that is not much larger comes whole. */
const LAST_PART = { bytes: 1024 * 1024, wholeBytes: 4 * 1024 * 1024 }

export interface RemoteOptions extends ConnectionOptions {
  /** What is connected with the machine already: a session that nobody else uses, or a share of a connection. */
  readonly ready?: (() => Promise<RemoteSession | SharedConnection | null>) | null
  /** Whether the last part comes first, and what stands before it behind that. */
  readonly isLastPartFirst?: boolean
  /** Whether the older files come first that rotation left beside it. */
  readonly withRotated?: boolean
  /** Whether to count them where they do not. */
  readonly countsOlder?: boolean
}

/** Opens a file of another machine. Its bytes come into a copy here. */
export async function openRemote(log: RemoteLog, options: RemoteOptions): Promise<OpenResult> {
  const { signal, withRotated = false, isEndless } = options
  let connection: SharedConnection | null = null
  const end = (): void => connection?.end()
  signal?.addEventListener('abort', end)
  try {
    connection = await connect(log, options)
    if (signal?.aborted) end()
    if (!withRotated) return await openOver(connection, log, options)
    const rolled = new RemoteRolled(connection, log, (shared, former) =>
      openOver(shared, log, { isEndless, rolled: { former } }),
    )
    return await openRolled(rolled, isEndless)
  } catch (error) {
    connection?.close()
    const place = sshAddress(log.machine, log.path)
    return { ok: false, place, ...remoteFailure(error) }
  } finally {
    signal?.removeEventListener('abort', end)
  }
}

async function connect({ machine }: RemoteLog, options: RemoteOptions): Promise<SharedConnection> {
  const ready = (await options.ready?.()) ?? null
  return ready instanceof SharedConnection ? ready : SharedConnection.open(machine, options, ready)
}

interface LogOptions extends Pick<RemoteOptions, 'isEndless' | 'isLastPartFirst' | 'countsOlder'> {
  /** Where the older files stand before it, see `RolledPlace`. */
  readonly rolled?: { readonly former: ListedFile | null }
}

/** Takes the connection over. */
async function openOver(
  connection: SharedConnection,
  { machine, path: argument }: RemoteLog,
  { isEndless, isLastPartFirst = false, countsOlder = false, rolled }: LogOptions,
): Promise<OpenResult> {
  let place = sshAddress(machine, argument)
  try {
    const found = await find(connection, argument)
    if ('refusal' in found) return refused(connection, found.refusal, place)
    const { facts, head, entry } = found
    const { path } = facts
    place = sshAddress(machine, found.named)
    const plain = {
      name: path.slice(path.lastIndexOf('/') + 1),
      place,
      modifiedTime: Number(facts.modifiedTimeNs / 1_000_000n),
    }
    const files = new RemoteFiles(connection)
    const kind = archiveKindOf(head)
    if (kind !== null) {
      const archive = { ...plain, kind, bytes: facts.size, entry }
      return await openRemoteArchive(connection, { ...archive, file: files.fileOf(facts) })
    }
    if (entry !== null) return refused(connection, 'not-found', sshAddress(machine, argument))
    // What is asked for by the way takes no time of its own.
    const counting = countsOlder ? countOlder({ files, path }) : Promise.resolve(0)
    // Where the connection ends, that is told of the log.
    const olderFiles = counting.catch(() => 0)
    const { encoding, looksBinary } = guessEncoding(head)
    if (encoding !== 'utf-8') {
      const source = await openRemoteConverted(connection, { ...plain, path, encoding })
      return { ok: true, source, olderFiles: await olderFiles }
    }
    const watch = new RemoteWatch(connection, path)
    const opened = await TailedFile.follow(
      files,
      watch,
      isLastPartFirst ? LAST_PART : 'start',
      isEndless ? FAR_COPY_BYTES : Infinity,
      { former: rolled?.former ?? null },
    )
    if (!opened.ok) return refused(connection, opened.code, place)
    const { file } = opened
    watch.mayBeWanted = () => file.front?.state.kind === 'left'
    const events = new SourceEvents<SourceEvent>()
    // Of several files, whoever joins them tells how much of all has arrived.
    const ofBytes = rolled === undefined ? facts.size : 0
    const first = new FirstReading(connection, file, ofBytes, (part) =>
      events.emit({ kind: 'arriving', part }),
    )
    return {
      ok: true,
      olderFiles: await olderFiles,
      source: {
        ...plain,
        path: file.path,
        from: file.from,
        get bytes() {
          return file.bytes
        },
        convertedFrom: null,
        looksBinary,
        caughtUp: readFirst(file, watch, events).finally(() => first.end()),
        connection: first,
        ...(file.front && { front: file.front }),
        onEvent: (listener) => events.listen(listener),
        dispose: () => {
          events.clear()
          return file.dispose()
        },
      },
    }
  } catch (error) {
    connection.close()
    return { ok: false, place, ...remoteFailure(error) }
  }
}

interface Found {
  /** Of the path in the session. */
  readonly facts: RemoteFacts
  /** Its first bytes. */
  readonly head: Buffer
  /** The path as an address has it. */
  readonly named: string
  /** What stands behind a `#` after it. */
  readonly entry: string | null
}

/** Finds a file; or `logs.zip` of `logs.zip#livekit.log`, where no file has all of that for its name. */
async function find(
  connection: SharedConnection,
  argument: string,
): Promise<Found | { readonly refusal: OpenFailure }> {
  const marks = [...argument.matchAll(/#/g)].map(({ index }) => index)
  let refusal: OpenFailure = 'not-found'
  for (const end of [argument.length, ...marks]) {
    const named = argument.slice(0, end)
    const path = pathInSession(named)
    const { body, word } = await connection.use((session) =>
      session.ask({ verb: 'check', path, length: HEAD_BYTES }),
    )
    const code = REFUSALS.get(word)
    if (code === undefined) {
      const { facts, head } = parseCheck(body)
      const entry = end === argument.length ? null : argument.slice(end + 1)
      return { facts: { ...facts, path }, head, named, entry }
    }
    if (end === argument.length) refusal = code
    if (code !== 'not-found') break
  }
  return { refusal }
}

function refused(connection: SharedConnection, code: OpenFailure, place: string): OpenResult {
  connection.close()
  return { ok: false, code, place, detail: '' }
}

/** The connection, and how much of what was there at the opening has arrived. */
class FirstReading implements SourceConnection {
  readonly #connection: SharedConnection
  readonly #file: TailedFile
  readonly #ofBytes: number
  readonly #states = new SourceEvents<ConnectionState>()
  readonly #onPart: (part: number | null) => void
  #isArriving: boolean

  /**
   * @param ofBytes that were there at the opening; 0 where somebody else tells how many have arrived
   * @param onPart told how much of them has, see SourceEvent
   */
  constructor(
    connection: SharedConnection,
    file: TailedFile,
    ofBytes: number,
    onPart: (part: number | null) => void,
  ) {
    this.#connection = connection
    this.#file = file
    this.#ofBytes = ofBytes
    this.#onPart = onPart
    this.#isArriving = file.bytes < ofBytes
    connection.onState(() => this.#tell())
    file.onEvent(({ kind }) => {
      if (this.#isArriving && kind === 'grew') this.#tellArrived()
    })
    if (this.#isArriving) this.#tellArrived()
  }

  get state(): ConnectionState {
    const { state } = this.#connection
    const { bytes, from } = this.#file
    return this.#isArriving && state.kind === 'connected' && bytes < this.#ofBytes
      ? { kind: 'arriving', bytes: bytes - from, ofBytes: this.#ofBytes - from }
      : state
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    return this.#states.listen(listener)
  }

  lend(): SharedConnection | null {
    return this.#connection.lend()
  }

  retryNow(): void {
    this.#connection.retryNow()
  }

  stop(): void {
    this.#connection.stop()
  }

  end(): void {
    if (!this.#isArriving) return
    this.#isArriving = false
    this.#onPart(null)
    this.#tell()
  }

  /** Before the bytes themselves: whoever reads has to know that they are not all. */
  #tellArrived(): void {
    const { bytes, from } = this.#file
    this.#onPart(Math.min(1, (bytes - from) / (this.#ofBytes - from)))
    this.#tell()
  }

  #tell(): void {
    this.#states.emit(this.state)
  }
}

/** Hands events on, and says how the reading of what was there went. */
async function readFirst(
  file: TailedFile,
  watch: RemoteWatch,
  events: SourceEvents<SourceEvent>,
): Promise<CaughtUp> {
  const trouble: string[] = []
  file.onEvent((event) => {
    if (event.kind === 'lost' || event.kind === 'failed') trouble.push(event.detail)
    if (event.kind === 'ended' && event.detail !== null) trouble.push(event.detail)
    if (event.kind === 'back') trouble.length = 0
    events.emit(event)
  })
  await watch.start()
  const detail = trouble.at(-1)
  return detail === undefined ? { ok: true } : { ok: false, detail, isPartial: false }
}
