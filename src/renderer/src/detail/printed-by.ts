import type { RecordDetail } from '#shared/record'
import { type ExplainedRule, VERSIONED_PROGRAMS, type VersionRange } from '#shared/rules/rule'

import type { Translate } from '../text/i18n'

/** Which versions print such records, in sentences; empty where nobody knows. */
export function printedBy(
  { versions = {} }: ExplainedRule,
  { component, tree }: Pick<RecordDetail, 'component' | 'tree'>,
  t: Translate,
): string {
  const sentences: string[] = VERSIONED_PROGRAMS.flatMap((program) => {
    const range = versions[program]
    return range ? [rangeText(PROGRAMS[program], range, t)] : []
  })
  const isOfLivekit = component === 'livekit' || component?.startsWith('livekit.') === true
  if (isOfLivekit && tree.some(({ name }) => name === 'pID')) sentences.push(t('versions.oldField'))
  return sentences.join(' ')
}

/** As their programs are called. */
const PROGRAMS = {
  livekit: 'livekit-server',
  ingress: 'livekit-ingress',
  egress: 'livekit-egress',
  sip: 'livekit-sip',
} as const satisfies Record<(typeof VERSIONED_PROGRAMS)[number], string>

function rangeText(program: string, { from, to }: VersionRange, t: Translate): string {
  if (to === undefined) return t('versions.since', { program, from })
  return from === to
    ? t('versions.only', { program, from })
    : t('versions.between', { program, from, to })
}
