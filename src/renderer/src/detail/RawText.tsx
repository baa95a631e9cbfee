import { useState } from 'react'

import type { RecordDetail } from '#shared/record'

import { CopyButton } from '../controls/CopyButton'
import { useTexts } from '../text/i18n'
import { VisibleText } from '../text/VisibleText'

/** Wrapping a megabyte stalls the window, so that much is shown only to who asks. */
const MAX_LENGTH = 16_000

/** The record as it stands in the file. */
export function RawText({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTexts()
  const [isWhole, setWhole] = useState(false)
  const { raw, rawOmittedBytes } = detail
  const rest = isWhole ? 0 : Math.max(0, raw.length - MAX_LENGTH)
  return (
    <section className="detail-section">
      <div className="section-heading">
        <h3>{t('detail.raw')}</h3>
        <CopyButton text={raw} label={t('detail.copyRaw')} />
      </div>
      <pre className="raw">
        <VisibleText text={rest > 0 ? raw.slice(0, MAX_LENGTH) : raw} keepLines />
      </pre>
      {rest > 0 && (
        <button type="button" className="button button-small" onClick={() => setWhole(true)}>
          {t('detail.showRest', { count: rest })}
        </button>
      )}
      {rawOmittedBytes > 0 && (
        <p className="prose prose-quiet">{t('detail.omitted', { count: rawOmittedBytes })}</p>
      )}
    </section>
  )
}
