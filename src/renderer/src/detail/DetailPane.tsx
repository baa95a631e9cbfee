import { MousePointerClick } from 'lucide-react'

import { MakeRuleButton } from '../rules/MakeRuleButton'
import { useTexts } from '../text/i18n'
import { DetailFacts } from './DetailFacts'
import { DetailHead } from './DetailHead'
import { FieldTree } from './FieldTree'
import { KnownMeaning } from './KnownMeaning'
import { RawText } from './RawText'
import { UnknownMeaning } from './UnknownMeaning'
import { useRecordDetail } from './useRecordDetail'
import './detail.css'

/** Explains the selected record: what it means first, what it is made of below. */
export function DetailPane() {
  const { t } = useTexts()
  const explained = useRecordDetail()
  if (!explained) {
    return (
      <section className="detail detail-empty" aria-label={t('detail.label')}>
        <MousePointerClick size={22} aria-hidden />
        <p className="empty-title">{t('detail.emptyTitle')}</p>
        <p>{t('detail.emptyHint')}</p>
      </section>
    )
  }
  const { detail, rule, template } = explained
  return (
    // It scrolls, so the keyboard must reach it.
    <section className="detail" aria-label={t('detail.label')} tabIndex={0}>
      <DetailHead detail={detail} />
      {rule ? <KnownMeaning rule={rule} detail={detail} /> : <UnknownMeaning detail={detail} />}
      <MakeRuleButton
        label={t(rule ? 'rules.makeOwn' : 'rules.make')}
        origin={{
          message: detail.message,
          component: detail.component,
          template,
          fieldNames: detail.tree.map(({ name }) => name),
        }}
      />
      <DetailFacts detail={detail} />
      <FieldTree key={`fields-${detail.record}`} fields={detail.tree} />
      <RawText key={`raw-${detail.record}`} detail={detail} />
    </section>
  )
}
