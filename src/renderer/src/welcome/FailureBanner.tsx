import type { Failure, OpenFailure } from '#shared/protocol/application'

import { bridge } from '../application/bridge'
import { Banner, BannerButton } from '../controls/Banner'
import { FailureWords } from '../text/FailureWords'
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
    <Banner
      role="alert"
      tone="error"
      title={t(`failures.${code}.title`)}
      buttons={
        code !== 'unsupported-source' && (
          <BannerButton label={t('failures.again')} onClick={() => void bridge.tryAgain(tab)} />
        )
      }
      dismissal={{ label: t('failures.dismiss'), dismiss: () => void bridge.closeTab(tab) }}
    >
      <code className="banner-place">{visibleString(place)}</code>
      <span>{t(`failures.${code}.advice`)}</span>
      <PlatformAdvice code={code} />
      <FailureWords code={code} detail={detail} />
    </Banner>
  )
}

/** What there is to say for one system alone. */
function PlatformAdvice({ code }: { readonly code: OpenFailure }) {
  const { t } = useTexts()
  const { platform } = bridge
  if (code === 'no-ssh') {
    const system = platform === 'darwin' || platform === 'win32' ? platform : 'linux'
    return <span className="banner-more">{t(`ssh.install.${system}`)}</span>
  }
  const isUnasked = code === 'sign-in-failed' || code === 'host-key-unknown'
  if (platform !== 'win32' || !isUnasked) return null
  return <span className="banner-more">{t('ssh.asksNothing')}</span>
}
