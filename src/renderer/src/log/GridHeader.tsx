import { useTexts } from '../text/i18n'

/** The names of the columns, and the day of the first record in sight. */
export function GridHeader({
  day,
  isMerged,
}: {
  readonly day: string | null
  readonly isMerged: boolean
}) {
  const { t } = useTexts()
  return (
    <div role="rowgroup" className="grid-header">
      <div role="row" className="grid-header-row">
        <span role="columnheader" className="cell cell-line">
          {t('log.line')}
        </span>
        <span role="columnheader" className="cell cell-category">
          <span className="visually-hidden">{t('log.category')}</span>
        </span>
        <span role="columnheader" className="cell cell-time">
          {t('log.time')}
          <span className="tag">{t('log.utc')}</span>
        </span>
        {isMerged && (
          <span role="columnheader" className="cell cell-source">
            {t('merge.source')}
          </span>
        )}
        <span role="columnheader" className="cell cell-level">
          {t('log.level')}
        </span>
        <span role="columnheader" className="cell cell-component">
          {t('log.component')}
        </span>
        <span role="columnheader" className="cell cell-message">
          {t('log.message')}
        </span>
        <span role="columnheader" className="cell cell-fields">
          <span>{t('log.fields')}</span>
        </span>
        {day !== null && (
          <span className="grid-header-day" aria-hidden="true">
            {day}
          </span>
        )}
      </div>
    </div>
  )
}
