import { History } from 'lucide-react'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

/** Opens what was open the last time. */
export function ReopenButton() {
  const { t } = useTexts()
  const names = useStore(useApplication().session)
  if (names.length === 0) return null
  return (
    <button
      type="button"
      className="button button-large"
      title={names.map((name) => visibleString(name)).join('\n')}
      onClick={() => void bridge.reopenSession()}
    >
      <History size={15} aria-hidden />
      {t('tabs.reopen', { count: names.length })}
    </button>
  )
}
