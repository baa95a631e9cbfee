import { useMemo } from 'react'

import type { Milliseconds } from '#shared/record'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'

/** One of several logs that are shown as one, as the page shows it. */
export interface ShownSource {
  readonly id: string
  readonly name: string
  /** The same without the ending that all of them have. */
  readonly shortName: string
  readonly place: string
  readonly shift: Milliseconds
  /** Which of the colours it has. */
  readonly color: number
}

/** As many as merge.css has. */
export const COLORS = 8

/**
 * The logs that this one is made of; none of a log of its own. Where the records alone name them, for
 * they were merged before, it is by what they say.
 */
export function useSources(): readonly ShownSource[] {
  const { merge, status } = useDocument()
  const logs = useStore(merge)?.logs
  const told = useStore(status)?.sources ?? []
  const ids = told
    .map(({ source }) => source)
    .sort()
    .join(' ')
  return useMemo(() => {
    const known =
      logs ??
      ids
        .split(' ')
        .filter((id) => id !== '')
        .map((id) => ({ id, name: id, place: id, shift: 0 }))
    const ending = commonEnding(known.map(({ name }) => name))
    return known.map(({ id, name, place, shift }, at) => ({
      id,
      name,
      shortName: name.slice(0, name.length - ending),
      place,
      shift,
      color: at % COLORS,
    }))
  }, [logs, ids])
}

/** Gives the log that a record is from by its id; null in a log of its own. */
export function useSourceOf(): ((id: string | null) => ShownSource | null) | null {
  const sources = useSources()
  return useMemo(() => {
    if (sources.length === 0) return null
    const byId = new Map(sources.map((source) => [source.id, source]))
    return (id) => (id === null ? null : (byId.get(id) ?? null))
  }, [sources])
}

/** How many characters of an ending like `.log` all names have. */
function commonEnding(names: readonly string[]): number {
  const [ending = ''] = /\.\w+$/.exec(names[0] ?? '') ?? []
  const isCommon = names.every((name) => name.endsWith(ending) && name.length > ending.length)
  return isCommon ? ending.length : 0
}
