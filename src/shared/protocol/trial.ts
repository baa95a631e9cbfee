import type { RecordRow } from '../record'
import type { RuleSource } from '../rules/edit-pack'
import type { PlacedMistake } from '../rules/pack-text'

/** What a draft of a rule says, and what is wrong with it. */
export interface TriedRule {
  /** Grows with every draft. */
  readonly number: number
  readonly yaml: string
  /** The same as plain data; null where it is no YAML. */
  readonly source: RuleSource | null
  /** Their paths count from the rule. */
  readonly mistakes: readonly PlacedMistake[]
  /** Its records are being counted: the conditions are right, whatever else is still missing. */
  readonly isCounted: boolean
}

/** Sent while the records are counted that a draft fits, and when that is done. */
export interface TrialStatus {
  readonly number: number
  readonly matches: number
  /** Those of them that another rule explains until now. */
  readonly explained: number
  readonly searchedRecords: number
  readonly ofRecords: number
  /** The first ones. */
  readonly examples: readonly RecordRow[]
}
