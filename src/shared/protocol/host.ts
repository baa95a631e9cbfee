import type { Profile } from '../feature'
import type { MergeOrder, NamedSource } from '../merged-sources'
import type { Milliseconds } from '../record'
import type { OpenFailure } from './open-failure'

/*
 * What the main process tells an engine process. The engine trusts its parent; the page never
 * reaches this door.
 */

export type Losable = 'file' | 'connection'

/** What happened to the bytes of a source. */
export type SourceEvent =
  /** It is so long now: that far it may be read. */
  | { readonly kind: 'grew'; readonly bytes: number }
  | Moved
  | Joined
  | Filled
  /** Another log stands under the path from its start on; `isWished` where somebody asked for it. */
  | { readonly kind: 'replaced'; readonly isWished?: boolean }
  /** So much of the source, from 0 to 1, is there by now; null when nothing more is on its way. */
  | { readonly kind: 'arriving'; readonly part: number | null }
  | Remark
  /** Gone for now: the file, or the connection to where it is. */
  | { readonly kind: 'lost'; readonly of: Losable; readonly detail: string }
  /** It cannot be read or copied now, such as on a full disk. */
  | { readonly kind: 'failed'; readonly detail: string }
  /** After either of these. */
  | { readonly kind: 'back'; readonly of: Losable }
  | Ended

/** Nothing more will come. */
export interface Ended {
  readonly kind: 'ended'
  /** null where that is well. */
  readonly detail: string | null
  /** What failed for good, where that is known. */
  readonly code?: OpenFailure
}

/** Something that a person should know of the source. What was read of it stays. */
export interface Remark {
  readonly kind: 'remark'
  readonly code:
    | 'archive-damaged'
    | 'archive-limit'
    | 'archive-not-arrived'
    | 'unpack-failed'
    | 'tar-inside'
    /** The oldest bytes were given up. */
    | 'copy-limit'
  readonly detail: string
}

/** Bytes of the file that was opened, or joined last, stand at the same offsets of another one. */
export interface Moved {
  readonly kind: 'moved'
  readonly path: string
  /** The first of them. */
  readonly from: number
  /** Those from some offset on stand in one more file, at the same offsets too. */
  readonly next?: { readonly path: string; readonly from: number } | null
  /** Whether those before the first of them still stand where they stood. */
  readonly isBaseValid: boolean
}

/** What stands before the last part is there too, in the same file. */
interface Filled {
  readonly kind: 'filled'
  /** The first byte. */
  readonly from: number
}

/** Another file goes on behind the bytes that are there. */
export interface Joined {
  readonly kind: 'joined'
  readonly file: FileIdentity
  /** Offset in the log of its first byte that counts. */
  readonly from: number
  /** Offset in the log of its first byte, so that all its bytes lie at offsets of the log. */
  readonly start: number
}

/** A file under whatever name: rotation moves names on. */
export interface FileIdentity {
  readonly path: string
  /** See `keyOf`. */
  readonly key: string
}

/** Device and inode: what tells a file from all others of this machine. */
export function keyOf({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}:${ino}`
}

/** A file or spool that is to be read. */
interface ReadFile {
  readonly path: string
  /** Where the first line begins that is there: more than 0 for the last part of a log. */
  readonly from: number
  /** How much of it may be read by now. */
  readonly bytes: number
  /** Of the file that is meant (see `FileIdentity`): its name may be another one's by now. */
  readonly key: string | null
  /** Files that will be joined. They are opened at once, before rotation moves their names on. */
  readonly later: readonly FileIdentity[]
  /** For times without a year: when the file was last written. */
  readonly referenceTime: Milliseconds
}

/** One of several logs that are merged. */
export interface MergedInput extends ReadFile, NamedSource {
  /** Is added to its times. */
  readonly shift: Milliseconds
}

export type HostMessage =
  /** First message; carries the page's MessagePort. */
  | {
      readonly type: 'open'
      /** Where several logs are merged, the empty file to write them into. */
      readonly file: ReadFile
      readonly merge: { readonly order: MergeOrder; readonly inputs: readonly MergedInput[] } | null
      readonly uses: Profile
      /** The text of the user's own rule packs, already checked. */
      readonly userPacks: readonly string[]
      /** Where its index is kept for the next time; null for a file that will not come again. */
      readonly indexFolder: string | null
    }
  /** `input` is the place among the inputs of a merge, else 0. */
  | { readonly type: 'source'; readonly input: number; readonly event: SourceEvent }
  /** All that was there at the opening of an input was told. */
  | { readonly type: 'caught-up'; readonly input: number }
  /** The logs are to be merged in another way. */
  | {
      readonly type: 'merge'
      readonly order: MergeOrder
      /** Of each input. */
      readonly shifts: readonly Milliseconds[]
    }
  /** The user's packs have changed. */
  | { readonly type: 'rules'; readonly userPacks: readonly string[] }
  /** Carries a further MessagePort: the page was loaded anew. The one before is dead. */
  | { readonly type: 'port' }

/** What an engine process tells the main process, once it reads its log. */
export const ENGINE_STARTED = 'started'
/** After that: the page shows the first rows, or nobody seems to wait for them. */
export const ROWS_SHOWN = 'rows-shown'
