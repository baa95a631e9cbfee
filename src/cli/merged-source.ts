import { MergedLog } from '#engine/merge/merged-log'
import {
  isNamed,
  type MergeOrder,
  type NamedSource,
  nameSources,
  type Shift,
} from '#shared/merged-sources'
import type { SourceEvent } from '#shared/protocol/host'
import type { RuleSet } from '#shared/rules/compile'
import { messageOf } from '#sources/open-failure'
import type { CaughtUp, Source } from '#sources/source'
import { SourceEvents } from '#sources/source-events'
import { Spool } from '#sources/spool'

import { UsageError } from './failure'
import { type Opening, type SourceOptions, sourceOf } from './with-source'

/** What a command line says of merging. */
export interface MergeOptions {
  readonly merge?: MergeOrder
  readonly shift?: readonly Shift[]
}

interface Merging {
  readonly order: MergeOrder
  readonly shifts: readonly Shift[]
  /** Those of lines without a head say where a record begins. */
  readonly rules: RuleSet
}

/** Several sources as one, and what each of them is called in its records. */
interface Merged {
  readonly source: Source
  readonly names: readonly NamedSource[]
}

/** How sources are merged; null where each stays a log of its own. */
export function mergeOrderOf({ merge, shift = [] }: MergeOptions): MergeOrder | null {
  if (merge === undefined && shift.length > 0) throw new UsageError('--shift needs --merge')
  return merge ?? null
}

/** Opens all of them as one, or none where one cannot be opened. */
export async function openMerged(
  openings: readonly Opening[],
  options: SourceOptions,
  merging: Merging,
): Promise<Merged> {
  const sources = await sourcesOf(openings, options)
  const names = nameSources(sources.map(({ place }) => place))
  const unknown = merging.shifts.find(({ name }) => !names.some((known) => isNamed(known, name)))
  if (unknown !== undefined) {
    await Promise.all(sources.map((source) => source.dispose()))
    const known = names.map(({ name }) => name).join(', ')
    throw new UsageError(`--shift: "${unknown.name}" is none of ${known}`)
  }
  return { source: await mergeSources(sources, names, !options.waits, merging), names }
}

async function sourcesOf(
  openings: readonly Opening[],
  options: SourceOptions,
): Promise<readonly Source[]> {
  const opened = await Promise.allSettled(openings.map((opening) => sourceOf(opening, options)))
  const failed = opened.find((result) => result.status === 'rejected')
  const right = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  if (failed === undefined) return right
  await Promise.all(right.map((source) => source.dispose()))
  throw failed.reason
}

/** It disposes of them. */
async function mergeSources(
  sources: readonly Source[],
  names: readonly NamedSource[],
  follows: boolean,
  { order, shifts, rules }: Merging,
): Promise<Source> {
  const events = new SourceEvents<SourceEvent>()
  const spool = await Spool.create('merged.log')
  const inputs = sources.map((source, at) => {
    const known = names[at] ?? { id: '', name: '' }
    const shift = shifts.find(({ name }) => isNamed(known, name))
    return {
      id: known.id,
      shift: shift?.by ?? 0,
      path: source.path,
      key: source.key ?? null,
      bytes: source.bytes,
      later: source.later ?? [],
      modifiedTime: source.modifiedTime,
      caughtUp: source.caughtUp,
      onEvent: (listener: (event: SourceEvent) => void) => source.onEvent(listener),
    }
  })
  const nameOf = (id: string) => names.find((known) => known.id === id)?.name ?? id
  const merged = await MergedLog.open(spool.path, inputs, rules, {
    order,
    isLive: follows,
    // What is printed cannot be taken back.
    goesOnWithoutStalled: false,
    onEvent: (event, id) => {
      const told = id === null ? event : withName(event, nameOf(id))
      if (told !== null) events.emit(told)
    },
  })
  return {
    name: names.map(({ name }) => name).join(' + '),
    place: sources.map(({ place }) => place).join(' + '),
    path: spool.path,
    // All that there is comes as events.
    bytes: 0,
    convertedFrom: null,
    looksBinary: false,
    modifiedTime: Math.max(...sources.map(({ modifiedTime }) => modifiedTime)),
    caughtUp: catchUp(sources, merged),
    onEvent: (listener) => events.listen(listener),
    dispose: async () => {
      events.clear()
      await merged.close()
      await Promise.all(sources.map((source) => source.dispose()))
      await spool.dispose()
    },
  }
}

/** What happened to one of them, in words that name it; the end of one alone ends nothing. */
function withName(event: SourceEvent, name: string): SourceEvent | null {
  if (event.kind === 'ended') {
    return event.detail === null ? null : { kind: 'failed', detail: `${name}: ${event.detail}` }
  }
  return 'detail' in event ? { ...event, detail: `${name}: ${event.detail}` } : event
}

/** All of them, or what is wrong with one. */
async function catchUp(sources: readonly Source[], merged: MergedLog): Promise<CaughtUp> {
  try {
    const results = await Promise.all(sources.map(({ caughtUp }) => caughtUp))
    await merged.caughtUp
    const at = results.findIndex(({ ok }) => !ok)
    const failed = results[at]
    if (failed === undefined || failed.ok) return { ok: true }
    const detail = `${sources[at]?.place ?? ''}: ${failed.detail}`
    return { ok: false, detail, isPartial: true }
  } catch (error) {
    return { ok: false, detail: messageOf(error), isPartial: true }
  }
}
