import { Combine } from 'lucide-react'

import { useApplication } from '../application/contexts'
import { Banner, BannerButton } from '../controls/Banner'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'

/** Offers to show as one what was opened at once. */
export function MergeOffer() {
  const { t } = useTexts()
  const { dialog, tabs } = useApplication()
  const opened = useStore(tabs.openedTogether)
  const list = useStore(tabs.list)
  const kinds = list.flatMap(({ number, content }) =>
    opened.includes(number) ? [content.kind] : [],
  )
  const count = kinds.filter((kind) => kind === 'log').length
  // Until it is known which of them can be opened there is nothing to choose from.
  if (count < 2 || kinds.includes('opening')) return null
  return (
    <Banner
      role="status"
      tone="quiet"
      icon={Combine}
      title={t('merge.offer', { count })}
      buttons={<BannerButton label={t('merge.offerOpen')} onClick={() => dialog.set('merge')} />}
      dismissal={{ label: t('merge.dismiss'), dismiss: () => tabs.openedTogether.set([]) }}
    >
      <span>{t('merge.offerAdvice')}</span>
    </Banner>
  )
}
