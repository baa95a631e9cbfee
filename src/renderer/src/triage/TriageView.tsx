import { useEffect, useState } from 'react'

import type { TriageRow } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { watch } from '../document/watch'
import { takeLostFocus } from '../controls/take-lost-focus'
import { FindingsList } from '../findings/FindingsList'
import { useTexts } from '../text/i18n'
import { TriageLine } from './TriageLine'
import { UnknownSummary } from './UnknownSummary'
import './triage.css'

/** A log of a thousand kinds of unknown messages must not make a table of a thousand rows at once. */
const PAGE = 200

/** Every kind of message in the log, the most important first. */
export function TriageView() {
  const { t } = useTexts()
  const document = useDocument()
  const [rows, setRows] = useState<readonly TriageRow[] | null>(null)
  const [limit, setLimit] = useState(PAGE)
  const [element, setElement] = useState<HTMLElement | null>(null)
  useEffect(() => {
    const { client, status } = document
    const ask = () => client.call('triage.get', {})
    return watch([status], ask, (answer) => setRows(answer.rows))
  }, [document])
  // Also where what had it stood in a row that is gone.
  useEffect(() => takeLostFocus(element), [element, rows])

  if (!rows || rows.length === 0) {
    return (
      <div className="triage triage-empty">
        <p>{rows ? t('triage.empty') : t('triage.loading')}</p>
      </div>
    )
  }
  const rest = rows.length - limit
  return (
    <div
      ref={setElement}
      className="triage"
      data-takes-lost-focus
      tabIndex={0}
      role="region"
      aria-label={t('toolbar.triage')}
    >
      <FindingsList />
      <UnknownSummary rows={rows} />
      <table className="triage-table">
        <caption className="visually-hidden">{t('triage.title')}</caption>
        <thead>
          <tr>
            <th scope="col" className="triage-category">
              <span className="triage-category-name">{t('triage.category')}</span>
            </th>
            <th scope="col" className="triage-count">
              {t('triage.count')}
            </th>
            <th scope="col">{t('triage.message')}</th>
            <th scope="col">{t('triage.meaning')}</th>
            <th scope="col">{t('triage.action')}</th>
            <th scope="col" className="triage-time">
              {t('triage.first')}
              <span className="tag">{t('log.utc')}</span>
            </th>
            <th scope="col" className="triage-time">
              {t('triage.last')}
              <span className="tag">{t('log.utc')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map((row) => (
            <TriageLine key={row.group} row={row} />
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <button type="button" className="button triage-more" onClick={() => setLimit(limit + PAGE)}>
          {t('triage.showMore', { count: Math.min(rest, PAGE) })}
        </button>
      )}
    </div>
  )
}
