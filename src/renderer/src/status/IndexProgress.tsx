import type { DocumentStatus } from '#shared/protocol/document'

import { percentage } from '../text/format'
import { useTexts } from '../text/i18n'

/** How much of the file has been read, or of the archive been unpacked. */
export function IndexProgress({ status }: { readonly status: DocumentStatus }) {
  const { t, language } = useTexts()
  const { arrived, indexedBytes, totalBytes } = status
  const indexed = totalBytes > 0 ? Math.min(1, indexedBytes / totalBytes) : 0
  // What is unpacked is read at once, so that unpacking is what is waited for.
  const part = arrived ?? indexed
  const name = arrived === null ? 'indexing' : 'unpacking'
  const percent = percentage(part, language)
  return (
    <div className="progress">
      <progress aria-label={t(`status.${name}`)} value={part} max={1} />
      <span>{t(`status.${name}Part`, { percent })}</span>
    </div>
  )
}
