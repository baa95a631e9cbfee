import type { Profile } from '../feature'
import type { Milliseconds } from '../record'

/*
 * What the main process tells an engine process. The engine trusts its parent; the page never
 * reaches this door.
 */

/** What happened to the bytes of a source. An event tells; the engine looks for itself. */
export type SourceEvent =
  | { readonly kind: 'grew' }
  /** The same file became shorter: it is another log from its start on. */
  | { readonly kind: 'truncated' }
  /** Another file stands under the path (rotation). */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'lost'; readonly detail: string }
  | { readonly kind: 'back' }

export type HostMessage =
  /** First message; carries the page's MessagePort. */
  | {
      readonly type: 'open'
      /** The file or spool to read. */
      readonly path: string
      /** For times without a year: when the file was last written. */
      readonly referenceTime: Milliseconds
      readonly uses: Profile
      /** The text of the user's own rule packs, already checked. */
      readonly userPacks: readonly string[]
      /** Where its index is kept for the next time; null for a file that will not come again. */
      readonly indexFolder: string | null
    }
  | { readonly type: 'source'; readonly event: SourceEvent }
  /** Carries a further MessagePort: the page was loaded anew. The one before is dead. */
  | { readonly type: 'port' }
