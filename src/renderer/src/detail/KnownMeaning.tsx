import type { RecordDetail } from '#shared/record'
import type { ExplainedRule } from '#shared/rules/rule'
import { verdictOf } from '#shared/rules/verdict'

import { useApplication } from '../application/contexts'
import { Command } from '../controls/Command'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { RuleText } from '../text/RuleText'
import { VisibleText } from '../text/VisibleText'
import { EvidenceList } from './EvidenceList'
import { explain } from './explain'
import { printedBy } from './printed-by'

/** What the rule of a record says about it, and why it is this rule. */
export function KnownMeaning({
  rule,
  detail,
}: {
  readonly rule: ExplainedRule
  readonly detail: RecordDetail
}) {
  const { t, language } = useTexts()
  const { uses } = useStore(useApplication().settings)
  const { verdict } = verdictOf(rule, uses)
  // A rule of the user need not say what to do, nor what proves it.
  const hasAction = verdict.action[language] !== '' || verdict.command !== null
  const versions = printedBy(rule, detail, t)
  return (
    <>
      <section className="detail-section">
        <h3>{t('detail.meaning')}</h3>
        <p className="prose">
          <RuleText text={verdict.meaning[language]} />
        </p>
      </section>
      {hasAction && (
        <section className="detail-section detail-action" data-category={detail.category}>
          <h3>{t('detail.action')}</h3>
          <p className="prose">
            <RuleText text={verdict.action[language]} />
          </p>
          {verdict.command !== null && <Command command={verdict.command} />}
        </section>
      )}
      <section className="detail-section">
        <h3>{t('detail.why')}</h3>
        <p className="prose prose-quiet">
          <VisibleText text={explain(rule, detail, uses, t, language)} />
        </p>
        {versions !== '' && <p className="prose prose-quiet">{versions}</p>}
      </section>
      {rule.evidence.length > 0 && <EvidenceList evidence={rule.evidence} />}
    </>
  )
}
