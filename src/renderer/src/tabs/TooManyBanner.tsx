import { MAX_OPEN_LOGS } from '#shared/protocol/limits'

import { useApplication } from '../application/contexts'
import { Banner } from '../controls/Banner'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'

/** Says that logs were not opened because too many are open. */
export function TooManyBanner() {
  const { t } = useTexts()
  const { refused } = useApplication().tabs
  const count = useStore(refused)
  if (count === 0) return null
  return (
    <Banner
      role="alert"
      tone="warning"
      title={t('tabs.full', { count })}
      dismissal={{ label: t('failures.dismiss'), dismiss: () => refused.set(0) }}
    >
      <span>{t('tabs.fullAdvice', { limit: MAX_OPEN_LOGS })}</span>
    </Banner>
  )
}
