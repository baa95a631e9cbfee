import type { RecordDetail } from '#shared/record'

import { useTexts } from '../text/i18n'

/** Says plainly that no rule knows the record, and what can be told all the same. */
export function UnknownMeaning({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTexts()
  const format = t(`formats.${detail.format}`)
  return (
    <>
      <section className="detail-section">
        <h3>{t('detail.unknownTitle')}</h3>
        <p className="prose">{t('detail.unknownMeaning')}</p>
        <p className="prose prose-quiet">
          {detail.level === null
            ? t('detail.unknownLooksNoLevel', { format })
            : t('detail.unknownLooks', { level: detail.level, format })}
        </p>
      </section>
      <section className="detail-section detail-action" data-category="unknown">
        <h3>{t('detail.action')}</h3>
        <p className="prose">{t('detail.unknownAction')}</p>
      </section>
    </>
  )
}
