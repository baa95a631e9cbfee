import type { OpenFailure } from '#shared/protocol/application'
import type { SourceEvent } from '#shared/protocol/host'
import type { ConnectionState } from '#shared/protocol/ssh'

import { archiveKindOf } from '../archive/archive-kind'
import { guessEncoding } from '../encoding'
import { messageOf } from '../open-failure'
import type { CaughtUp, OpenResult, SourceConnection } from '../source'
import { SourceEvents } from '../source-events'
import { FAR_COPY_BYTES } from '../tail/log-sequence'
import { TailedFile } from '../tail/tailed-file'
import { type Machine, pathInSession, sshAddress } from './address'
import { Connection, type ConnectionOptions } from './connection'
import { RemoteFiles } from './remote-files'
import { openRemoteArchive } from './remote-archive'
import { openRemoteConverted } from './remote-converted'
import { parseCheck, type RemoteFacts } from './remote-script'
import { RemoteWatch } from './remote-watch'
import type { RemoteSession } from './session'
import { SshFailure } from './ssh-failure'

export interface RemoteLog {
  readonly machine: Machine
  /** Absolute; `/~/…` is in the home folder. */
  readonly path: string
}

const REFUSALS: ReadonlyMap<string, OpenFailure> = new Map([
  ['missing', 'not-found'],
  ['denied', 'no-permission'],
  ['folder', 'is-folder'],
  ['special', 'not-a-file'],
])

/** What is on the screen at once; a file that is not much larger comes whole. */
const LAST_PART = { bytes: 1024 * 1024, wholeBytes: 4 * 1024 * 1024 }

/** It tells what kind of file it is. */
const HEAD_BYTES = 4096

/** Opens a file of another machine. Its bytes come into a copy here. */
export async function openRemote(
  { machine, path: named }: RemoteLog,
  options: ConnectionOptions & {
    readonly ready?: (() => Promise<RemoteSession | null>) | null
    /** Whether the last part comes first, and what stands before it behind that. */
    readonly isLastPartFirst?: boolean
  },
): Promise<OpenResult> {
  let place = sshAddress(machine, named)
  let connection: Connection | null = null
  try {
    connection = await Connection.open(machine, options, await options.ready?.())
    const found = await find(connection, named)
    if ('refusal' in found) return await refused(connection, found.refusal, place)
    const { facts, head, entry } = found
    const { path } = facts
    place = sshAddress(machine, found.named)
    const kind = archiveKindOf(head)
    if (kind !== null) {
      const archive = { place, kind, facts, entry }
      return await openRemoteArchive(connection, archive, options.signal ?? null)
    }
    if (entry !== null) return await refused(connection, 'not-found', sshAddress(machine, named))
    const { encoding, looksBinary } = guessEncoding(head)
    if (encoding !== 'utf-8') {
      const source = await openRemoteConverted(connection, { place, facts, encoding })
      return { ok: true, source }
    }
    const watch = new RemoteWatch(connection, path)
    const opened = await TailedFile.follow(
      new RemoteFiles(connection),
      watch,
      options.isLastPartFirst ? LAST_PART : 'start',
      options.isEndless ? FAR_COPY_BYTES : Infinity,
    )
    if (!opened.ok) return await refused(connection, opened.code, place)
    const { file } = opened
    watch.mayBeWanted = () => file.front?.state.kind === 'left'
    const events = new SourceEvents<SourceEvent>()
    const first = new FirstReading(connection, file, facts.size)
    return {
      ok: true,
      source: {
        name: path.slice(path.lastIndexOf('/') + 1),
        place,
        path: file.path,
        from: file.from,
        get bytes() {
          return file.bytes
        },
        convertedFrom: null,
        looksBinary,
        modifiedTime: Number(facts.modifiedTimeNs / 1_000_000n),
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
    connection?.close()
    if (error instanceof SshFailure) {
      return { ok: false, code: error.code, place, detail: error.message }
    }
    return { ok: false, code: 'failed', place, detail: messageOf(error) }
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
  connection: Connection,
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

async function refused(
  connection: Connection,
  code: OpenFailure,
  place: string,
): Promise<OpenResult> {
  connection.close()
  return Promise.resolve({ ok: false, code, place, detail: '' })
}

/** The connection, and how much of what was there at the opening has arrived. */
class FirstReading implements SourceConnection {
  readonly #connection: Connection
  readonly #file: TailedFile
  readonly #ofBytes: number
  readonly #states = new SourceEvents<ConnectionState>()
  #isArriving = true

  constructor(connection: Connection, file: TailedFile, ofBytes: number) {
    this.#connection = connection
    this.#file = file
    this.#ofBytes = ofBytes
    connection.onState(() => this.#tell())
    file.onEvent(({ kind }) => {
      if (this.#isArriving && kind === 'grew') this.#tell()
    })
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

  retryNow(): void {
    this.#connection.retryNow()
  }

  stop(): void {
    this.#connection.stop()
  }

  end(): void {
    this.#isArriving = false
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
