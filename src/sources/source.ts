import type { ArchiveEntry, OpenFailure } from '#shared/protocol/application'
import type { FileIdentity, SourceEvent } from '#shared/protocol/host'
import type { ConnectionState, FrontState } from '#shared/protocol/ssh'
import type { Milliseconds } from '#shared/record'

import type { SharedConnection } from './remote/shared-connection'

/** Whether everything of the opening moment stands in the file, or why it does not. */
export type CaughtUp =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly detail: string
      /** What was read until then is worth showing. */
      readonly isPartial: boolean
    }

/** The way to the machine that a log comes from, for whoever sits before the window. */
export interface SourceConnection {
  readonly state: ConnectionState
  onState(listener: (state: ConnectionState) => void): () => void
  /** Ends a pause; takes up again what has stopped. */
  retryNow(): void
  /** Until `retryNow`. */
  stop(): void
  /** For one more user; null where it is away. */
  lend?(): SharedConnection | null
}

/** What stands before the last part of a log, for whoever sits before the window. */
export interface SourceFront {
  readonly state: FrontState
  onState(listener: (state: FrontState) => void): () => void
  /** Leaves it unread, or reads on where it was left. */
  setWanted(isWanted: boolean): void
}

/** Where bytes come from. Whoever opens one disposes of it. */
export interface Source {
  /** Short, for a title: the file's name. */
  readonly name: string
  /** The full path or address, for tooltips and messages. */
  readonly place: string
  /** The file to read: the log itself, or a spool that is UTF-8. What comes later may stand elsewhere: `moved`. */
  readonly path: string
  /** Of that file (see `FileIdentity`), where rotation may move its name on. */
  readonly key?: string | null
  /** Where the first line begins that is there: more than 0 for the last part of a log. */
  readonly from?: number
  /** How much of it may be read by now. */
  readonly bytes: number
  /** Files that will be joined (see `Joined`): whoever reads opens them now. */
  readonly later?: readonly FileIdentity[]
  /** `utf-16le` or `utf-16be` where `path` is a converted copy, else null. */
  readonly convertedFrom: string | null
  readonly looksBinary: boolean
  /** When the log was last written. */
  readonly modifiedTime: Milliseconds
  /**
   * Settles when what was there at the opening stands in `path`. At once for a plain file; after
   * the conversion of a UTF-16 file; at the end of input for a pipe, or, where that is followed,
   * when it brings little. A report waits for it, and so does the order of a merge. Never rejects.
   */
  readonly caughtUp: Promise<CaughtUp>
  /** Of a log that is followed on another machine. */
  readonly connection?: SourceConnection
  /** Of one whose last part comes first. */
  readonly front?: SourceFront
  /** Events before the first listener are kept for it. Returns the function that stops it. */
  onEvent(listener: (event: SourceEvent) => void): () => void
  dispose(): Promise<void>
}

export interface OpenFailed {
  readonly ok: false
  readonly code: OpenFailure
  readonly place: string
  /** The system's own word for it. */
  readonly detail: string
}

/** An archive of several files: one has to be named behind a `#`. */
export interface EntryWanted {
  readonly ok: false
  readonly code: 'pick-entry'
  readonly place: string
  readonly detail: string
  readonly entries: readonly ArchiveEntry[]
}

interface Opened {
  readonly ok: true
  readonly source: Source
  /** How many files that rotation left beside it are not shown, where they were to be counted. */
  readonly olderFiles?: number
}

export type OpenResult = Opened | OpenFailed | EntryWanted
