import { SHOW_ALL } from '#shared/filter'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { recordsOf } from './LogModel'

/** Says why no record is in sight, and how to get some. */
export function EmptyLog() {
  const { t } = useTexts()
  const document = useDocument()
  const status = useStore(document.status)
  const records = recordsOf(useStore(document.log.view))
  if (records > 0) {
    return (
      <div className="empty">
        <p className="empty-title">{t('log.allHidden')}</p>
        <p>{t('log.allHiddenHint', { count: records })}</p>
        <button type="button" className="button" onClick={() => document.setFilter(SHOW_ALL)}>
          {t('log.showAll')}
        </button>
      </div>
    )
  }
  // What comes is read at once.
  if (!status || status.state === 'indexing' || status.arrived !== null) {
    return (
      <div className="empty">
        <p>{t('log.reading')}</p>
      </div>
    )
  }
  return (
    <div className="empty">
      <p className="empty-title">{t('log.emptyFile')}</p>
      <p>{t('log.emptyFileHint')}</p>
    </div>
  )
}
