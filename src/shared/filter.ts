import type { Category } from './category'
import type { Level } from './level'

/** Which records a view shows: those that pass every line. */
export interface Filter {
  readonly hiddenCategories: readonly Category[]
  readonly hiddenLevels: readonly (Level | 'none')[]
  /** Only the records of this message group (see TriageRow.group), or all. */
  readonly group: string | null
}

export const SHOW_ALL: Filter = { hiddenCategories: [], hiddenLevels: [], group: null }
