import { CircleX } from 'lucide-react'

import type { OpenFailure } from '#shared/protocol/application'

import { useTexts } from '../text/i18n'
import { SystemWords } from '../text/SystemWords'

interface ListingFailureProps {
  readonly code: OpenFailure
  readonly detail: string
}

/** Why there is no list, and what to do. */
export function ListingFailure({ code, detail }: ListingFailureProps) {
  const { t } = useTexts()
  const isMissing = code === 'no-docker'
  return (
    <div role="alert" className="banner containers-failure" data-tone="error">
      <CircleX size={15} aria-hidden />
      <p className="banner-text">
        <strong>{t(isMissing ? 'containers.noEngine' : `failures.${code}.title`)}</strong>{' '}
        <span>{t(isMissing ? 'containers.noEngineAdvice' : `failures.${code}.advice`)}</span>
        <SystemWords detail={detail} />
      </p>
    </div>
  )
}
