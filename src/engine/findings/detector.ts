import type { Facts, Finding } from '#shared/finding'
import type { Milliseconds } from '#shared/record'

import type { ReadRecord } from '../record-reader'
import type { LookBack } from './look-back'

/** What the index knows of a record. */
export interface Seen {
  readonly record: number
  /** Id of its rule. */
  readonly rule: string
  /** See programOf; empty where the record names none. */
  readonly program: string
  /** Exact to the second. */
  readonly time: Milliseconds | null
  /** Of the first record of its kind. */
  readonly message: string
}

/** Which records a finding rests on: these, in order, or all that some rules explain. */
export type Evidence =
  { readonly records: readonly number[] } | { readonly rules: readonly string[] }

/** A finding before it stands among the others. */
export interface Found {
  /** With the kind of its facts the name of the finding; it stays the same as the log grows. */
  readonly key: string | number
  readonly category: Finding['category']
  readonly facts: Facts
  readonly evidence: Evidence
  readonly firstRecord: number
  readonly firstTime: Milliseconds | null
  readonly lastTime: Milliseconds | null
}

/**
 * Sees the records of some rules in their order and says what they mean together. What it remembers
 * is bounded, whatever the log holds. Rules are named by id; `family.name-*` are all that begin so.
 */
export interface Detector {
  readonly rules: readonly string[]
  /** Of these, the ones whose text it asks for; where there are very many, of some only. */
  readonly reads?: readonly string[]
  /** @param read null where its text was not asked for, or is not read because there are very many */
  readonly take?: (seen: Seen, read: ReadRecord | null) => void
  /** Told of every record of the log that has a time, in seconds since 1970. */
  readonly takeTime?: (record: number, program: string, second: number) => void
  readonly findings: (look: LookBack) => readonly Found[] | Promise<readonly Found[]>
}
