import { CircleAlert, X } from 'lucide-react'

import { MAX_OPEN_LOGS } from '#shared/protocol/limits'

import { useApplication } from '../application/contexts'
import { IconButton } from '../controls/IconButton'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'

/** Says that logs were not opened because too many are open. */
export function TooManyBanner() {
  const { t } = useTexts()
  const { refused } = useApplication().tabs
  const count = useStore(refused)
  if (count === 0) return null
  return (
    <div role="alert" className="banner" data-tone="warning">
      <CircleAlert size={15} aria-hidden />
      <p className="banner-text">
        <strong>{t('tabs.full', { count })}</strong>
        <span>{t('tabs.fullAdvice', { limit: MAX_OPEN_LOGS })}</span>
      </p>
      <IconButton label={t('failures.dismiss')} icon={X} size={14} onClick={() => refused.set(0)} />
    </div>
  )
}
