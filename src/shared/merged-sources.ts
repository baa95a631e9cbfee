import type { Milliseconds } from './record'

/** How several logs become one: by the times of their records, or one after another. */
export const MERGE_ORDERS = ['time', 'sequence'] as const
export type MergeOrder = (typeof MERGE_ORDERS)[number]

/** One of several logs that are shown as one. */
export interface NamedSource {
  /** What stands before each of its lines: no blank, no bar, different from all others. */
  readonly id: string
  /** As a person calls it. */
  readonly name: string
}

/** A clock that goes wrong: what is added to all times of the log of that name. */
export interface Shift {
  readonly name: string
  readonly by: Milliseconds
}

export const SHIFT_UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const
export type ShiftUnit = keyof typeof SHIFT_UNITS

/** A time zone or a wrong year; more is a mistake. */
export const MAX_SHIFT: Milliseconds = 50 * 366 * 24 * SHIFT_UNITS.h

/** `livekit.log=+2s`, or null for what is no shift. */
export function readShift(text: string): Shift | null {
  const parts = /^(?<name>.+)=(?<by>[+-]?\d+(?:\.\d+)?)(?<unit>ms|s|m|h)$/.exec(text)?.groups
  if (!parts) return null
  const by = Number(parts['by']) * SHIFT_UNITS[parts['unit'] as ShiftUnit]
  return Math.abs(by) <= MAX_SHIFT ? { name: parts['name'] ?? '', by } : null
}

/** Whether a person means this log by a name. */
export function isNamed({ id, name }: NamedSource, wanted: string): boolean {
  return id === wanted || name === wanted
}

/** So many are told apart. */
export const MAX_SOURCES = 50

/** Bytes of a prefix that every reader of lines still takes for one. */
const MAX_NAME_LENGTH = 80
/** A number may stand behind it. */
export const MAX_ID_LENGTH = 100

/** Short names that tell places apart: the file's, with as many of its folders as it takes. */
export function nameSources(places: readonly string[]): readonly NamedSource[] {
  const parts = places.map((place) => place.split(/[/\\]/).filter((part) => part !== ''))
  const ids = new Set<string>()
  return parts.map((own, at) => {
    const name = shortestName(
      own,
      parts.filter((_, other) => other !== at),
    )
    const id = unused(idOf(name), ids)
    ids.add(id)
    return { id, name }
  })
}

function shortestName(own: readonly string[], others: readonly (readonly string[])[]): string {
  for (let length = 1; length < own.length; length++) {
    const name = own.slice(-length).join('/')
    if (others.every((other) => other.slice(-length).join('/') !== name)) return name
  }
  return own.join('/')
}

function idOf(name: string): string {
  const id = name.replace(/[^\w.-]/g, '_').slice(-MAX_NAME_LENGTH)
  // The kernel takes what begins with a digit for a time.
  return /^[A-Za-z]/.test(id) ? id : `x${id}`
}

function unused(id: string, ids: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const tried = number === 1 ? id : `${id}-${number}`
    if (!ids.has(tried)) return tried
  }
}
