import { CircleX, X } from 'lucide-react'

import type { Failure } from '#shared/protocol/application'

import { bridge } from '../application/bridge'
import { IconButton } from '../controls/IconButton'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

interface FailureBannerProps {
  readonly tab: number
  readonly failure: Failure
}

/** Says what could not be opened in a tab, why, and what to do. */
export function FailureBanner({ tab, failure: { code, place, detail } }: FailureBannerProps) {
  const { t } = useTexts()
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
        onClick={() => void bridge.closeTab(tab)}
      />
    </div>
  )
}
