import type { OpenFailure } from '#shared/protocol/application'

import { Banner } from '../controls/Banner'
import { FailureWords } from '../text/FailureWords'
import { useTexts } from '../text/i18n'

interface ListingFailureProps {
  readonly code: OpenFailure
  readonly detail: string
}

/** Why there is no list, and what to do. */
export function ListingFailure({ code, detail }: ListingFailureProps) {
  const { t } = useTexts()
  const isMissing = code === 'no-docker'
  return (
    <Banner
      role="alert"
      tone="error"
      title={t(isMissing ? 'containers.noEngine' : `failures.${code}.title`)}
    >
      <span>{t(isMissing ? 'containers.noEngineAdvice' : `failures.${code}.advice`)}</span>
      <FailureWords code={code} detail={detail} />
    </Banner>
  )
}
