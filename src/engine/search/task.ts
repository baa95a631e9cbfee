import type { Ranges } from '#shared/protocol/document'
import type { TextQuery } from '#shared/search'

import type { ByteFiles } from '../log-bytes'
import type { BlockPart, FoundInBlock } from './block-search'

/** What a search worker is asked to do. */
export type Task =
  | {
      readonly kind: 'search'
      /** Of the query: work for one that is not wanted any more is dropped. */
      readonly number: number
      readonly query: TextQuery
      /** Descriptors: they are the same in all threads of a process. */
      readonly files: ByteFiles
      /** Lines may have the name of their log before them, see scan/merged-prefix: it is not searched. */
      readonly isMerged: boolean
      readonly parts: readonly BlockPart[]
    }
  | {
      readonly kind: 'highlight'
      readonly number: number
      readonly query: TextQuery
      readonly texts: readonly string[]
    }

/** What became of a task. */
export type Outcome =
  | { readonly kind: 'found'; readonly parts: readonly FoundInBlock[] }
  | { readonly kind: 'highlighted'; readonly ranges: readonly Ranges[] }
  /** Not wanted any more, or its worker was ended for another task. */
  | { readonly kind: 'dropped' }
  /** The pattern made no progress, so the worker was ended. */
  | { readonly kind: 'stuck' }
  | { readonly kind: 'failed'; readonly message: string }
