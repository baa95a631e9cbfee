import { Sparkles } from 'lucide-react'

import type { Feature } from '#shared/feature'

import { useApplication, useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'

/** Offers to switch on what the log itself proves to be in use. */
export function ProvenOffers({ onAccept }: { readonly onAccept: (feature: Feature) => void }) {
  const { t } = useTexts()
  const { uses } = useStore(useApplication().settings)
  const proven = useStore(useDocument().status)?.proven ?? []
  // The engine's news comes a moment after the switch.
  return proven
    .filter((feature) => !uses.includes(feature))
    .map((feature) => {
      const name = t(`profile.${feature}.name`)
      return (
        <div key={feature} className="offer">
          <Sparkles size={14} aria-hidden />
          <p>{t('profile.proven', { feature: name })}</p>
          <button type="button" className="button button-small" onClick={() => onAccept(feature)}>
            {t('profile.switchOn', { feature: name })}
          </button>
        </div>
      )
    })
}
