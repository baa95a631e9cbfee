import type { Readable } from 'node:stream'

import { openFile } from './file-source'
import { failureOf } from './open-failure'
import { parseSource } from './parse-source'
import { openDocker } from './docker/open-docker'
import { openPod } from './kubernetes/open-pod'
import { openRemote } from './remote/open-remote'
import type { OpenResult } from './source'
import { openStream } from './stream-source'

export interface OpenOptions {
  readonly workingDirectory: string
  /** What `-` reads, or null where there is none. */
  readonly stdin: Readable | null
  /** Whether anybody wants to know what becomes of it later. */
  readonly follows: boolean
  /** Whether ssh may ask for passwords and host keys on the terminal. */
  readonly asksOnTerminal?: boolean
}

/** Opens what a SOURCE argument names. Never throws: what cannot be opened is a result. */
export async function openSource(
  argument: string,
  { workingDirectory, stdin, follows, asksOnTerminal = false }: OpenOptions,
): Promise<OpenResult> {
  const address = parseSource(argument, workingDirectory)
  switch (address.kind) {
    case 'file':
      return openFile(address.path, follows)
    case 'unsupported':
      return {
        ok: false,
        code: 'unsupported-source',
        place: address.address,
        detail: address.detail,
      }
    case 'ssh':
      return openRemote(address, { asksOnTerminal, isEndless: follows })
    case 'docker':
      return openDocker(address, { asksOnTerminal, isEndless: follows })
    case 'pod':
      return openPod(address, { isEndless: follows })
    case 'stdin':
      return openStdin(stdin)
  }
}

async function openStdin(stdin: Readable | null): Promise<OpenResult> {
  if (stdin === null) {
    const detail = 'The standard input of another process cannot be read'
    return { ok: false, code: 'unsupported-source', place: '-', detail }
  }
  try {
    return { ok: true, source: await openStream(stdin, 'stdin') }
  } catch (error) {
    return { ok: false, place: '-', ...failureOf(error) }
  }
}
