import type { RecordDetail } from '#shared/record'

import { CategoryGlyph } from '../categories/CategoryGlyph'
import { SourceTag } from '../merge/SourceTag'
import { useSourceOf } from '../merge/useSources'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { VisibleText } from '../text/VisibleText'

/** Category and message of the record. */
export function DetailHead({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTexts()
  const number = useNumber()
  const source = useSourceOf()?.(detail.source)
  return (
    <header className="detail-head">
      <p className="detail-kicker">
        <span className="detail-category" data-category={detail.category}>
          <CategoryGlyph category={detail.category} />
          {t(`categories.${detail.category}.name`)}
        </span>
        {source && <SourceTag source={source} />}
        {detail.line !== null && (
          <span className="detail-line">{t('detail.position', { line: number(detail.line) })}</span>
        )}
      </p>
      <h2 className="detail-message">
        {detail.isGone ? (
          <em>{t('log.gone')}</em>
        ) : (
          <VisibleText text={firstLine(detail.message)} />
        )}
      </h2>
    </header>
  )
}

/** A message can hold a whole stack; all of it stands in the raw text. */
function firstLine(message: string): string {
  const [first = '', ...rest] = message.split('\n')
  return rest.length === 0 ? first : `${first} …`
}
