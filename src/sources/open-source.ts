import type { Readable } from 'node:stream'

import { openFile } from './file-source'
import { finderOf } from './newest/find-files'
import { openNewest } from './newest/newest-log'
import { failureOf } from './open-failure'
import { parseSource, type SourceAddress } from './parse-source'
import { openDocker } from './docker/open-docker'
import { openPod } from './kubernetes/open-pod'
import { openRemote } from './remote/open-remote'
import { countOlder } from './rolled/older-files'
import { openRolled } from './rolled/rolled-log'
import { localPlace } from './rolled/rolled-place'
import type { RemoteSession } from './remote/session'
import type { SharedConnection } from './remote/shared-connection'
import type { SshAsker } from './remote/ssh-command'
import type { OpenResult } from './source'
import { openStream } from './stream-source'
import { localFiles } from './tail/local-files'

export interface OpenOptions {
  readonly workingDirectory: string
  /** What `-` reads, or null where there is none. */
  readonly stdin: Readable | null
  /** Whether anybody wants to know what becomes of it later. */
  readonly follows: boolean
  /** Settles when the first rows are on the screen, or when nobody waits for them: see TailedFile. */
  readonly untilShown?: Promise<void> | null
  /** Whether ssh may ask for passwords and host keys on the terminal. */
  readonly asksOnTerminal?: boolean
  /** Whether the older files come first that rotation left beside it. */
  readonly withRotated?: boolean
  /** Of a log of another machine the last part comes first, and what stands before it behind that. */
  readonly isLastPartFirst?: boolean
  /** Whom else ssh may ask. */
  readonly asker?: SshAsker | null
  /** Whether to count them where they do not. */
  readonly countsOlder?: boolean
  /** What is connected with the machine of an ssh address already, see RemoteOptions. */
  readonly ready?: () => Promise<RemoteSession | SharedConnection | null>
  /** Calls off an opening by ssh. */
  readonly signal?: AbortSignal | null
  /** Somebody watches the connection, who can take it up again. */
  readonly isAttended?: boolean
}

/** What rotation may have left older files beside; and what says itself why it cannot be opened. */
const HAS_OLDER: ReadonlySet<SourceAddress['kind']> = new Set(['file', 'ssh', 'unsupported'])

/** Opens what a SOURCE argument names. Never throws: what cannot be opened is a result. */
export async function openSource(argument: string, options: OpenOptions): Promise<OpenResult> {
  try {
    return await open(argument, options)
  } catch (error) {
    // Such as no room for a copy.
    return { ok: false, place: argument, ...failureOf(error) }
  }
}

async function open(argument: string, options: OpenOptions): Promise<OpenResult> {
  const {
    workingDirectory,
    stdin,
    follows,
    asksOnTerminal = false,
    withRotated = false,
    countsOlder = false,
    asker,
    signal,
  } = options
  const connection = {
    asksOnTerminal,
    asker: asker ?? null,
    signal: signal ?? null,
    isEndless: follows,
    isAttended: options.isAttended ?? false,
  }
  const address = parseSource(argument, workingDirectory)
  if (withRotated && !HAS_OLDER.has(address.kind)) {
    const detail = 'Rotated files are found beside files only'
    return { ok: false, code: 'unsupported-source', place: argument, detail }
  }
  switch (address.kind) {
    case 'file':
      return withRotated
        ? openRolled(localPlace(address.path, follows), follows)
        : openPath(address.path, follows, { countsOlder, untilShown: options.untilShown ?? null })
    case 'unsupported':
      return {
        ok: false,
        code: 'unsupported-source',
        place: address.address,
        detail: address.detail,
      }
    case 'ssh':
      return openRemote(address, {
        ...connection,
        ready: options.ready ?? null,
        isLastPartFirst: options.isLastPartFirst ?? false,
        withRotated,
        countsOlder,
      })
    case 'docker':
      return openDocker(address, connection)
    case 'pod':
      return openPod(address, { isEndless: follows })
    case 'stdin':
      return openStdin(stdin, follows)
  }
}

async function openPath(
  path: string,
  follows: boolean,
  { countsOlder, untilShown }: { countsOlder: boolean; untilShown: Promise<void> | null },
): Promise<OpenResult> {
  const find = await finderOf(path)
  if (find === null) {
    const opened = await openFile(path, follows, { untilShown })
    if (!opened.ok || !countsOlder) return opened
    return { ...opened, olderFiles: await countOlder({ files: localFiles, path }) }
  }
  const opened = await openNewest(path, find, follows)
  // Of a folder without files it is told what it is.
  return opened.ok || opened.place !== path ? opened : openFile(path, follows)
}

async function openStdin(stdin: Readable | null, follows: boolean): Promise<OpenResult> {
  if (stdin === null) {
    const detail = 'The standard input of another process cannot be read'
    return { ok: false, code: 'unsupported-source', place: '-', detail }
  }
  return { ok: true, source: await openStream(stdin, 'stdin', { isEndless: follows }) }
}
