import { FEATURES, type Feature, type Profile } from '#shared/feature'

import { useApplication } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { ProvenOffers } from './ProvenOffers'
import './profile.css'

function withFeature(uses: Profile, feature: Feature, isUsed: boolean): Feature[] {
  return FEATURES.filter((other) => (other === feature ? isUsed : uses.includes(other)))
}

/** What this deployment uses: it decides what counts as noise. */
export function ProfilePanel() {
  const { t } = useTexts()
  const { settings } = useApplication()
  const { uses } = useStore(settings)
  const set = (feature: Feature, isUsed: boolean) => {
    settings.change({ uses: withFeature(uses, feature, isUsed) })
  }
  return (
    <section className="side-section" aria-labelledby="profile-title">
      <div className="side-heading">
        <h2 id="profile-title">{t('profile.title')}</h2>
      </div>
      {uses.length === 0 && <p className="profile-none">{t('profile.none')}</p>}
      <p className="side-text">{t('profile.lead')}</p>
      <ProvenOffers onAccept={(feature) => set(feature, true)} />
      <ul className="features">
        {FEATURES.map((feature) => {
          const isUsed = uses.includes(feature)
          return (
            <li key={feature}>
              <button
                type="button"
                role="switch"
                className="feature"
                aria-checked={isUsed}
                aria-describedby={`feature-${feature}`}
                aria-labelledby={`feature-name-${feature}`}
                onClick={() => set(feature, !isUsed)}
              >
                <span className="feature-text">
                  <span id={`feature-name-${feature}`}>{t(`profile.${feature}.name`)}</span>
                  <span id={`feature-${feature}`} className="feature-hint">
                    {t(`profile.${feature}.hint`)}
                  </span>
                </span>
                <span className="switch" aria-hidden="true" />
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
