import { CircleX, X } from 'lucide-react'

import { useApplication } from '../application/contexts'
import { IconButton } from '../controls/IconButton'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

/** Says what could not be opened, why, and what to do. */
export function FailureBanner() {
  const { t } = useTexts()
  const { failure } = useApplication()
  const failed = useStore(failure)
  if (!failed) return null
  const { code, place, detail } = failed
  return (
    <div role="alert" className="banner" data-tone="error">
      <CircleX size={15} aria-hidden />
      <p className="banner-text">
        <strong>{t(`failures.${code}.title`)}</strong>
        <code className="banner-place">{visibleString(place)}</code>
        <span>{t(`failures.${code}.advice`)}</span>
        {detail !== '' && (
          <span className="banner-detail">
            {t('failures.detail', { detail: visibleString(detail) })}
          </span>
        )}
      </p>
      <IconButton
        label={t('failures.dismiss')}
        icon={X}
        size={14}
        onClick={() => failure.set(null)}
      />
    </div>
  )
}
