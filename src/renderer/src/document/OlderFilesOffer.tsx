import { History } from 'lucide-react'
import { useState } from 'react'

import { bridge } from '../application/bridge'
import { useApplication, useDocument } from '../application/contexts'
import { Banner, BannerButton } from '../controls/Banner'
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
    <Banner
      role="status"
      tone="quiet"
      icon={History}
      title={t('sets.older', { count: olderFiles })}
      buttons={
        <BannerButton
          label={t('sets.showOlder')}
          onClick={() => void bridge.showOlderFiles(tab.number)}
        />
      }
      dismissal={{ label: t('sets.dismiss'), dismiss: () => setDismissed(true) }}
    >
      <span>{t('sets.olderAdvice')}</span>
    </Banner>
  )
}
