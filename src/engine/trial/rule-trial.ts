import type { TrialStatus } from '#shared/protocol/trial'
import type { RecordRow } from '#shared/record'
import { NO_RULE, RuleSet } from '#shared/rules/compile'
import type { RulePack } from '#shared/rules/rule'

import type { Catalogue } from '../index/catalogue'
import type { ReadRecord } from '../record-reader'
import { mayMatch } from '../reclassify/may-match'
import { subjectOf } from '../scan/scanner'
import { View } from '../view/view'

/** Records that are read in one go: a few milliseconds of work, so that rows come in between. */
const BATCH = 500

/** News are told at most so often. */
const INTERVAL_MS = 60

const MAX_EXAMPLES = 5

/** The log in which a rule is tried. */
export interface TriedLog {
  readonly catalogue: Catalogue
  readonly rules: RuleSet
  readonly read: (records: readonly number[]) => Promise<readonly ReadRecord[]>
  readonly rowOf: (record: number, read: ReadRecord) => Promise<RecordRow>
}

/**
 * Counts the records that a draft of a rule fits, whatever other rules say of them. Only records of
 * kinds that it may fit are read. Of very long records the first 16 KB are looked at.
 */
export class RuleTrial {
  #isCancelled = false

  cancel(): void {
    this.#isCancelled = true
  }

  /** @param tell called as it goes on and when it is done, and not after `cancel` */
  async run(
    log: TriedLog,
    pack: RulePack,
    tell: (status: Omit<TrialStatus, 'number'>) => void,
  ): Promise<void> {
    const draft = new RuleSet([], [pack])
    const { index, blocks, kinds } = log.catalogue
    const isCandidate = Uint8Array.from(kinds.kinds, (kind) =>
      pack.rules.some(({ match }) => mayMatch(match, kind, log.rules, kinds.areShapesExact))
        ? 1
        : 0,
    )
    const candidates = new View(index, blocks, isCandidate)
    const ofRecords = candidates.shown
    const examples: RecordRow[] = []
    let matches = 0
    let explained = 0
    let toldAt = Date.now()
    const status = (searchedRecords: number) => ({
      matches,
      explained,
      searchedRecords,
      ofRecords,
      examples: [...examples],
    })
    for (let at = 0; at < ofRecords; at += BATCH) {
      const records = candidates.select(at, Math.min(BATCH, ofRecords - at))
      const read = await log.read(records)
      for (const [place, record] of records.entries()) {
        const content = read[place]
        if (!content || draft.match(subjectOf(content.entry)) === NO_RULE) continue
        matches++
        if (kinds.kinds[index.kindOf(record)]?.rule !== NO_RULE) explained++
        if (examples.length < MAX_EXAMPLES) examples.push(await log.rowOf(record, content))
      }
      if (this.#isCancelled) return
      if (Date.now() - toldAt >= INTERVAL_MS) {
        toldAt = Date.now()
        tell(status(at))
      }
    }
    tell(status(ofRecords))
  }
}
