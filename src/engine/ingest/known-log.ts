import type { CataloguePart } from '../index/catalogue'
import type { Kind } from '../index/kind-table'
import type { Resumption } from '../scan/scanner'

/** What is known of the records of a log up to a place from which it can be read on. */
export interface KnownLog {
  readonly resumption: Resumption
  /** The numbers in `part` are places here. */
  readonly kinds: readonly Kind[]
  readonly part: CataloguePart
}
