import { basename } from 'node:path'

import { openSource, type OpenOptions } from '#sources/open-source'
import { lastingArgument, parseSource, type SourceAddress } from '#sources/parse-source'
import type { EntryWanted, OpenFailed } from '#sources/source'

import { MergedLog, type MergeWay } from './merged-log'
import { type OpenedLog, SingleLog } from './opened-log'

/** A SOURCE argument, and how to open it. */
export interface WantedSource {
  readonly argument: string
  readonly options: OpenOptions
}

/** Several of them as one. */
export interface WantedMerge extends MergeWay {
  readonly logs: readonly WantedSource[]
}

export type WantedLog = WantedSource | WantedMerge

export interface Opened {
  readonly ok: true
  readonly log: OpenedLog
  /** How many files that rotation left beside it are not shown. */
  readonly olderFiles: number
}

export type OpenedWanted = Opened | OpenFailed | EntryWanted

export function isMerge(wanted: WantedLog): wanted is WantedMerge {
  return 'logs' in wanted
}

/**
 * Of several, those that can be opened are one log; none where none can.
 *
 * @param untilShown see OpenOptions
 */
export async function openWanted(
  wanted: WantedLog,
  signal: AbortSignal,
  untilShown: Promise<void>,
): Promise<OpenedWanted> {
  if (!isMerge(wanted)) {
    const { argument, options } = wanted
    const inWindow = { isLastPartFirst: true, countsOlder: true, signal, untilShown }
    const result = await openSource(argument, { ...options, ...inWindow })
    if (!result.ok) return result
    const { source, olderFiles = 0 } = result
    return { ok: true, log: new SingleLog(source), olderFiles }
  }
  const results = await Promise.all(
    wanted.logs.map(({ argument, options }) => openSource(argument, { ...options, signal })),
  )
  const [failure] = results.filter((result) => !result.ok)
  if (failure && results.every(({ ok }) => !ok)) return failure
  return { ok: true, log: await MergedLog.create(results, wanted), olderFiles: 0 }
}

/** Equal for two ways of naming one log. */
function identityOf(wanted: WantedLog): string {
  if (isMerge(wanted)) return JSON.stringify(wanted.logs.map(identityOf))
  return JSON.stringify(addressOf(wanted))
}

/** Whether both mean the same log. */
export function isSameLog(one: WantedLog, other: WantedLog): boolean {
  if (identityOf(one) !== identityOf(other)) return false
  if (isMerge(one) || isMerge(other)) return true
  // Each process has a standard input of its own.
  return other.argument !== '-' || one.options.stdin === other.options.stdin
}

export function nameOf(wanted: WantedLog): string {
  if (isMerge(wanted)) return wanted.logs.map(nameOf).join(' + ')
  const address = addressOf(wanted)
  return address.kind === 'file' ? basename(address.path) : wanted.argument
}

/** Where it is, for people. */
export function placeOf(wanted: WantedLog): string {
  return isMerge(wanted) ? wanted.logs.map(placeOf).join('\n') : wanted.argument
}

/** See `lastingArgument` of a source; null also for several as one. */
export function lastingOf(wanted: WantedLog): string | null {
  if (isMerge(wanted)) return null
  return lastingArgument(wanted.argument, wanted.options.workingDirectory)
}

/** The standard input is read once. */
export function opensAgain(wanted: WantedLog): boolean {
  return !isMerge(wanted) && addressOf(wanted).kind !== 'stdin'
}

function addressOf({ argument, options }: WantedSource): SourceAddress {
  return parseSource(argument, options.workingDirectory)
}
