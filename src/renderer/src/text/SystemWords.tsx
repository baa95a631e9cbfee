import { useTexts } from './i18n'
import { VisibleText } from './VisibleText'

/** What the system, or a program of it, says of a failure; nothing where it says nothing. */
export function SystemWords({ detail }: { readonly detail: string }) {
  const { t } = useTexts()
  if (detail === '') return null
  return (
    <span className="banner-detail">
      <VisibleText text={t('failures.detail', { detail })} keepLines />
    </span>
  )
}
