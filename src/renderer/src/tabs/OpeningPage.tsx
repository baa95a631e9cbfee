import { bridge } from '../application/bridge'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

interface OpeningPageProps {
  readonly tab: number
  readonly name: string
}

/** A log that is on its way, which is seen only where that takes long. */
export function OpeningPage({ tab, name }: OpeningPageProps) {
  const { t } = useTexts()
  return (
    <main className="opening">
      <p role="status">{t('tabs.opening', { name: visibleString(name) })}</p>
      <button type="button" className="button" onClick={() => void bridge.closeTab(tab)}>
        {t('tabs.cancel')}
      </button>
    </main>
  )
}
