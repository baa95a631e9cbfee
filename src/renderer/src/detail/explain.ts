import type { Feature, Profile } from '#shared/feature'
import type { Language } from '#shared/language'
import type { RecordDetail } from '#shared/record'
import { verdictOf } from '#shared/rules/verdict'
import type { ExplainedRule } from '#shared/rules/rule'

import type { Translate } from '../text/i18n'
import { reasonsOf, type Reason } from './reasons'

/** Names of programs and levels are words; what stands in the log is quoted. */
const UNQUOTED: readonly Reason['says'][] = ['components', 'levels']

/** Why this record is in its category, as one sentence. */
export function explain(
  rule: ExplainedRule,
  record: RecordDetail,
  profile: Profile,
  t: Translate,
  language: Language,
): string {
  const either = new Intl.ListFormat(language, { type: 'disjunction' })
  const { verdict, because } = verdictOf(rule, profile)
  const featureNames = (features: readonly Feature[]) =>
    either.format(features.map((feature) => t(`profile.${feature}.name`)))

  const reasons = reasonsOf(rule.match, record)
    .map(({ says, name, values }) => {
      const shown = UNQUOTED.includes(says)
        ? values
        : values.map((text) => t('reasons.quoted', { text }))
      return t(`reasons.${says}`, { name, values: either.format(shown) })
    })
    .join(', ')
  const sentence = {
    reasons: capitalised(reasons),
    verdict: t(`categories.${verdict.category}.verdict`),
  }

  if (because.length > 0) return t('reasons.used', { ...sentence, features: featureNames(because) })
  const unused = [...new Set(rule.when.flatMap(({ uses }) => uses))]
  if (unused.length > 0) return t('reasons.unused', { ...sentence, features: featureNames(unused) })
  return t('reasons.plain', sentence)
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
