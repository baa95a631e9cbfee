import type { Profile } from '#shared/feature'
import type { Language } from '#shared/language'
import type { Milliseconds } from '#shared/record'

import { ruleSetWith } from '#engine/rules'

import { ownPacks, type RulesOptions } from '../own-rules'
import { type Opening, withSource } from '../with-source'
import { REPORT_FORMATS } from './formats'
import { summarise, type Summary } from './summary'
import { Words } from './words'

export interface ReportOptions extends RulesOptions {
  readonly format: keyof typeof REPORT_FORMATS
  readonly lang: Language
  readonly uses?: Profile
  readonly since?: Milliseconds
  readonly until?: Milliseconds
  readonly withRotated?: boolean
}

/** `logsieve report`: the triage table of some logs. */
export async function report(
  sources: readonly Opening[],
  { format, lang, uses = [], since, until, withRotated = false, ...options }: ReportOptions,
): Promise<string> {
  const rules = ruleSetWith(await ownPacks(options))
  const summaries: Summary[] = []
  for (const opening of sources) {
    const time = { from: since ?? null, until: until ?? null }
    summaries.push(
      await withSource(opening, { waits: true, withRotated }, (source, bytes) =>
        summarise(source, bytes, rules, uses, time),
      ),
    )
  }
  return REPORT_FORMATS[format](summaries, new Words(lang), uses)
}
