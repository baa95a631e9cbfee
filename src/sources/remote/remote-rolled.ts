import { archiveKindOf } from '../archive/archive-kind'
import { guessEncoding } from '../encoding'
import type { RolledPlace } from '../rolled/rolled-place'
import type { OpenResult } from '../source'
import type { ListedFile } from '../tail/log-files'
import { nameOf } from '../tail/rotated-files'
import { pathInSession, type RemoteLog, sshAddress } from './address'
import { openRemoteArchive } from './remote-archive'
import { openRemoteCopy } from './remote-copy'
import { RemoteFiles } from './remote-files'
import { HEAD_BYTES, parseCheck } from './remote-script'
import type { SharedConnection } from './shared-connection'
import { remoteFailure } from './ssh-failure'

/** Opens the log over a connection of its own, see `RolledPlace`. */
export type OpenLog = (
  connection: SharedConnection,
  former: ListedFile | null,
) => Promise<OpenResult>

/** A log of another machine with what rotation left beside it, all of it over one connection. */
export class RemoteRolled implements RolledPlace {
  readonly path: string
  readonly files: RemoteFiles
  readonly #connection: SharedConnection
  readonly #log: RemoteLog
  readonly #openLog: OpenLog
  /** By key, how the files began: an inode may be another file's by the time it is read. */
  readonly #heads = new Map<string, Buffer>()

  constructor(connection: SharedConnection, log: RemoteLog, openLog: OpenLog) {
    this.path = pathInSession(log.path)
    this.files = new RemoteFiles(connection)
    this.#connection = connection
    this.#log = log
    this.#openLog = openLog
  }

  openLog(former: ListedFile | null): Promise<OpenResult> {
    return this.#openLog(this.#connection.share(), former)
  }

  async know(files: readonly ListedFile[]): Promise<void> {
    await this.#connection.use(async (session) => {
      const answers = files.map(({ path }) => {
        return session.ask({ verb: 'check', path, length: HEAD_BYTES })
      })
      for (const { word, body } of await Promise.all(answers)) {
        if (word !== 'ok') continue
        const { facts, head } = parseCheck(body)
        this.#heads.set(facts.key, head)
      }
    })
  }

  async openOlder(file: ListedFile, bytes: number | null): Promise<OpenResult> {
    const connection = this.#connection.share()
    const place = this.#placeOf(file)
    try {
      const held = new RemoteFiles(connection).fileOf(file)
      const { size, modifiedTimeNs } = await held.look()
      const [head = Buffer.alloc(0)] = await held.read([{ position: 0, length: HEAD_BYTES }])
      const known = this.#heads.get(file.key)
      const isSame = known
        ? head.subarray(0, known.length).equals(known)
        : modifiedTimeNs === file.modifiedTimeNs
      if (!isSame) {
        connection.close()
        return { ok: false, code: 'not-found', place, detail: 'it was deleted' }
      }
      const name = nameOf(file.path)
      const modifiedTime = Number(modifiedTimeNs / 1_000_000n)
      const kind = archiveKindOf(head)
      if (kind !== null) {
        const archive = { name, place, kind, file: held, bytes: size, modifiedTime, entry: null }
        return await openRemoteArchive(connection, archive)
      }
      const copied = { name, place, modifiedTime, size: bytes ?? size, ...guessEncoding(head) }
      return { ok: true, source: await openRemoteCopy(connection, held, copied) }
    } catch (error) {
      connection.close()
      return { ok: false, place, ...remoteFailure(error) }
    }
  }

  close(): void {
    this.#connection.close()
  }

  #placeOf({ path }: ListedFile): string {
    const { machine, path: named } = this.#log
    return sshAddress(machine, named.slice(0, named.lastIndexOf('/') + 1) + nameOf(path))
  }
}
