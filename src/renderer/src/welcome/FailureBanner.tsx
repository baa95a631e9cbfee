import { CircleX, X } from 'lucide-react'

import type { Failure, OpenFailure } from '#shared/protocol/application'

import { bridge } from '../application/bridge'
import { Command } from '../controls/Command'
import { IconButton } from '../controls/IconButton'
import { useTexts } from '../text/i18n'
import { SystemWords } from '../text/SystemWords'
import { visibleString } from '../text/visible-text'

interface FailureBannerProps {
  readonly tab: number
  readonly failure: Failure
}

/** Says what could not be opened in a tab, why, and what to do. */
export function FailureBanner({ tab, failure: { code, place, detail } }: FailureBannerProps) {
  const { t } = useTexts()
  const { words, command } = splitCommand(code, detail)
  return (
    <div role="alert" className="banner" data-tone="error">
      <CircleX size={15} aria-hidden />
      <div className="banner-text">
        <strong>{t(`failures.${code}.title`)}</strong>
        <code className="banner-place">{visibleString(place)}</code>
        <span>{t(`failures.${code}.advice`)}</span>
        <PlatformAdvice code={code} />
        <SystemWords detail={words} />
        {command !== null && <Command command={command} />}
      </div>
      {code !== 'unsupported-source' && (
        <button
          type="button"
          className="button button-small"
          onClick={() => void bridge.tryAgain(tab)}
        >
          {t('failures.again')}
        </button>
      )}
      <IconButton
        label={t('failures.dismiss')}
        icon={X}
        size={14}
        onClick={() => void bridge.closeTab(tab)}
      />
    </div>
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

/** How a key that has changed is forgotten: the last of what ssh says of it. */
function splitCommand(
  code: OpenFailure,
  detail: string,
): { readonly words: string; readonly command: string | null } {
  const at = code === 'host-key-changed' ? detail.lastIndexOf('\nssh-keygen ') : -1
  if (at === -1) return { words: detail, command: null }
  return { words: detail.slice(0, at), command: detail.slice(at + 1) }
}
