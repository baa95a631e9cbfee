import { Combine, X } from 'lucide-react'

import { useApplication } from '../application/contexts'
import { IconButton } from '../controls/IconButton'
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
    <div role="status" className="banner" data-tone="quiet">
      <Combine size={15} aria-hidden />
      <p className="banner-text">
        <strong>{t('merge.offer', { count })}</strong> <span>{t('merge.offerAdvice')}</span>
      </p>
      <button type="button" className="button button-small" onClick={() => dialog.set('merge')}>
        {t('merge.offerOpen')}
      </button>
      <IconButton
        label={t('merge.dismiss')}
        icon={X}
        size={14}
        onClick={() => tabs.openedTogether.set([])}
      />
    </div>
  )
}
