import type { DocumentStatus } from '#shared/protocol/document'

import { useTexts } from '../text/i18n'

/** How much of the file has been read. */
export function IndexProgress({ status }: { readonly status: DocumentStatus }) {
  const { t, language } = useTexts()
  const { indexedBytes, totalBytes } = status
  const part = totalBytes > 0 ? Math.min(1, indexedBytes / totalBytes) : 0
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(part)
  return (
    <div className="progress">
      <progress aria-label={t('status.indexing')} value={part} max={1} />
      <span>{t('status.indexingPart', { percent })}</span>
    </div>
  )
}
