import { History, X } from 'lucide-react'
import { useState } from 'react'

import { bridge } from '../application/bridge'
import { useApplication, useDocument } from '../application/contexts'
import { IconButton } from '../controls/IconButton'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'

/** Offers to show the files that rotation left beside the log, as soon as the log itself is whole. */
export function OlderFilesOffer() {
  const { t } = useTexts()
  const { info, status } = useDocument()
  const { olderFiles } = info
  const isWhole = useStore(status)?.missingBytes === 0
  const tab = useStore(useApplication().tabs.active)
  const [isDismissed, setDismissed] = useState(false)
  if (olderFiles === 0 || !isWhole || isDismissed || !tab) return null
  return (
    <div role="status" className="banner" data-tone="quiet">
      <History size={15} aria-hidden />
      <p className="banner-text">
        <strong>{t('sets.older', { count: olderFiles })}</strong>{' '}
        <span>{t('sets.olderAdvice')}</span>
      </p>
      <button
        type="button"
        className="button button-small"
        onClick={() => void bridge.showOlderFiles(tab.number)}
      >
        {t('sets.showOlder')}
      </button>
      <IconButton label={t('sets.dismiss')} icon={X} size={14} onClick={() => setDismissed(true)} />
    </div>
  )
}
