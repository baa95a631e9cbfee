import { LogBytes } from '#engine/log-bytes'
import { harmless } from '#shared/acting-characters'
import type { SourceEvent } from '#shared/protocol/host'
import { type CommandLine, openCommand } from '#sources/command/open-command'
import { openSource } from '#sources/open-source'
import type { OpenResult, Source } from '#sources/source'

import { entryWanted, Failure, openFailure } from './failure'

/** What is opened: a SOURCE argument, or a command of `--run`. */
export type Opening = string | CommandLine

export interface SourceOptions {
  /** Whether all that is there must be there before it is used; else it is followed. */
  readonly waits: boolean
  readonly withRotated?: boolean | undefined
}

/** Opens it and its bytes, and lets go of both in every case. */
export async function withSource<T>(
  opening: Opening,
  options: SourceOptions,
  use: (source: Source, bytes: LogBytes) => Promise<T>,
): Promise<T> {
  return useSource(await sourceOf(opening, options), options, use)
}

export async function sourceOf(opening: Opening, options: SourceOptions): Promise<Source> {
  const opened = await open(opening, options)
  if (opened.ok) return opened.source
  if (opened.code === 'pick-entry') throw entryWanted(opened)
  throw openFailure(opened.place, opened.code, opened.detail)
}

export async function useSource<T>(
  source: Source,
  { waits }: SourceOptions,
  use: (source: Source, bytes: LogBytes) => Promise<T>,
): Promise<T> {
  let bytes: LogBytes | null = null
  try {
    // At once: rotation may move names on while the rest is unpacked.
    bytes = await LogBytes.open(source.path, source.later, source.key)
    bytes.allow(source.bytes)
    if (waits) await catchUp(source, bytes)
    return await use(source, bytes)
  } finally {
    await bytes?.close()
    await source.dispose()
  }
}

async function catchUp(source: Source, bytes: LogBytes): Promise<void> {
  const events: SourceEvent[] = []
  source.onEvent((event) => events.push(event))
  const caughtUp = await source.caughtUp
  if (!caughtUp.ok && !caughtUp.isPartial)
    throw new Failure(`${source.place}: it could not be read (${caughtUp.detail})`)
  if (!caughtUp.ok) tellIncomplete(source, caughtUp.detail)
  bytes.allow(source.bytes)
  for (const event of events) {
    if (event.kind === 'moved' || event.kind === 'joined') await bytes.goOnIn(event)
    if (event.kind === 'grew') bytes.allow(event.bytes)
  }
}

function open(
  opening: Opening,
  { waits, withRotated = false }: SourceOptions,
): Promise<OpenResult> {
  const workingDirectory = process.cwd()
  if (typeof opening !== 'string')
    return openCommand(opening, workingDirectory, { isEndless: !waits })
  return openSource(opening, {
    workingDirectory,
    stdin: process.stdin,
    follows: !waits,
    asksOnTerminal: true,
    withRotated,
  })
}

/** What could be read is printed, and the exit code says that it is not all. */
function tellIncomplete({ place }: Source, detail: string): void {
  console.error(`logsieve: ${place}: ${harmless(detail)}; what could be read of it is used`)
  process.exitCode = 1
}
