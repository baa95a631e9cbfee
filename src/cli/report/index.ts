import type { Profile } from '#shared/feature'
import type { Language } from '#shared/language'
import type { Milliseconds } from '#shared/record'

import type { LogBytes } from '#engine/log-bytes'
import { ruleSetWith } from '#engine/rules'
import type { Source } from '#sources/source'

import { ownPacks, type RulesOptions } from '../own-rules'
import { type MergeOptions, mergeOrderOf, openMerged } from '../merged-source'
import { type Opening, useSource, withSource } from '../with-source'
import { REPORT_FORMATS } from './formats'
import { summarise, type Summary } from './summary'
import { Words } from './words'

export interface ReportOptions extends RulesOptions, MergeOptions {
  readonly format: keyof typeof REPORT_FORMATS
  readonly lang: Language
  readonly uses?: Profile
  readonly since?: Milliseconds
  readonly until?: Milliseconds
  readonly withRotated?: boolean
}

/** `logsieve report`: the triage table of some logs, or of all of them as one. */
export async function report(
  sources: readonly Opening[],
  { format, lang, uses = [], since, until, withRotated = false, ...options }: ReportOptions,
): Promise<string> {
  const order = mergeOrderOf(options)
  const rules = ruleSetWith(await ownPacks(options))
  const sourceOptions = { waits: true, withRotated }
  const time = { from: since ?? null, until: until ?? null }
  const sumUp = (source: Source, bytes: LogBytes) => summarise(source, bytes, rules, uses, time)
  const summaries: Summary[] = []
  if (order === null) {
    for (const opening of sources) summaries.push(await withSource(opening, sourceOptions, sumUp))
  } else {
    const merging = { order, shifts: options.shift ?? [], rules }
    const { source } = await openMerged(sources, sourceOptions, merging)
    summaries.push(await useSource(source, sourceOptions, sumUp))
  }
  return REPORT_FORMATS[format](summaries, new Words(lang), uses)
}
