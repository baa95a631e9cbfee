import { ListFilter } from 'lucide-react'
import { useId } from 'react'

import type { Finding } from '#shared/finding'
import { findingText } from '#shared/texts/findings/index'

import { useDocument } from '../application/contexts'
import { CategoryGlyph } from '../categories/CategoryGlyph'
import { useTexts } from '../text/i18n'
import { RuleText } from '../text/RuleText'
import { VisibleText } from '../text/VisibleText'
import { FindingSpan } from './FindingSpan'

/** One finding; its button shows the records that it rests on. */
export function FindingCard({ finding }: { readonly finding: Finding }) {
  const { t, language } = useTexts()
  const document = useDocument()
  const { category, records } = finding
  const { title, explanation, action } = findingText(finding, language)
  const titleId = useId()
  return (
    <li className="finding" data-category={category} aria-labelledby={titleId}>
      <div className="finding-head">
        <CategoryGlyph category={category} label={t(`categories.${category}.name`)} />
        <h3 id={titleId}>
          <VisibleText text={title} />
        </h3>
        <FindingSpan finding={finding} />
        <button
          type="button"
          className="button button-small finding-open"
          aria-describedby={titleId}
          onClick={() => document.openFinding(finding)}
        >
          <ListFilter size={13} aria-hidden />
          {t('findings.show', { count: records })}
        </button>
      </div>
      <div className="finding-prose">
        <p>
          <RuleText text={explanation} />
        </p>
        <p className="finding-action">
          <span className="visually-hidden">{t('triage.action')}: </span>
          <RuleText text={action} />
        </p>
      </div>
    </li>
  )
}
