import type { DocumentStatus } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { percentage } from '../text/format'
import { useTexts } from '../text/i18n'

/** How much of the log has been read, has come or been unpacked, or of several logs been merged. */
export function IndexProgress({ status }: { readonly status: DocumentStatus }) {
  const { t, language } = useTexts()
  const { info } = useDocument()
  const { arrived, indexedBytes, totalBytes } = status
  const indexed = totalBytes > 0 ? Math.min(1, indexedBytes / totalBytes) : 0
  // What comes is read at once, so that this is what is waited for.
  const part = arrived ?? indexed
  const arriving = info.merge === null ? 'loading' : 'merging'
  const name = arrived === null ? 'indexing' : arriving
  const percent = percentage(part, language)
  return (
    <div className="progress">
      <progress aria-label={t(`status.${name}`)} value={part} max={1} />
      <span>{t(`status.${name}Part`, { percent })}</span>
    </div>
  )
}
