import { useTexts } from '../text/i18n'
import { CopyButton } from './CopyButton'

/** A command for a terminal, to be copied. */
export function Command({ command }: { readonly command: string }) {
  const { t } = useTexts()
  return (
    <div className="command" role="group" aria-label={t('detail.command')}>
      <code>{command}</code>
      <CopyButton text={command} label={t('detail.copyCommand')} />
    </div>
  )
}
