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

export interface MergedOptions {
  readonly order: MergeOrder
  readonly shifts: readonly Shift[]
  readonly follows: boolean
  /** Those of lines without a head say where a record begins. */
  readonly rules: RuleSet
}

/** What the logs are called, for options and output. */
export function namesOf(sources: readonly Source[]): readonly NamedSource[] {
  return nameSources(sources.map(({ place }) => place))
}

/** Several sources as one, whose records name them. It disposes of them. */
export async function mergeSources(
  sources: readonly Source[],
  { order, shifts, follows, rules }: MergedOptions,
): Promise<Source> {
  const names = namesOf(sources)
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
