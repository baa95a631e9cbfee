import type { Category } from './category'
import type { Level } from './level'
import type { TextQuery } from './search'
import type { TimeRange } from './time-range'

/** Which records a view shows: those that pass every line. */
export interface Filter {
  readonly hiddenCategories: readonly Category[]
  readonly hiddenLevels: readonly (Level | 'none')[]
  /** By program, see programOf. */
  readonly hiddenPrograms: readonly string[]
  /** By the log that they were merged from, see NamedSource. */
  readonly hiddenSources: readonly string[]
  /** Only the records of this message group (see TriageRow.group), or all. */
  readonly group: string | null
  /** Only the records that this finding rests on (see Finding.id), or all. */
  readonly finding: string | null
  /** Only the records that hold this text, or all. */
  readonly text: TextQuery | null
  /** Only the records of this range of time, or all. */
  readonly time: TimeRange | null
}

export const SHOW_ALL: Filter = {
  hiddenCategories: [],
  hiddenLevels: [],
  hiddenPrograms: [],
  hiddenSources: [],
  group: null,
  finding: null,
  text: null,
  time: null,
}
