import type { Finding } from '#shared/finding'
import { findingText } from '#shared/texts/findings/index'

import { useDocument } from '../application/contexts'
import { FilterChip } from '../categories/FilterChip'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { useFindings } from './useFindings'

/** Tells that only the records of one finding are shown, and takes it back. */
export function FindingChip() {
  const document = useDocument()
  const finding = useStore(document.finding)
  return finding && <Chip finding={finding} />
}

function Chip({ finding }: { readonly finding: Finding }) {
  const { t, language } = useTexts()
  const document = useDocument()
  // It may have grown since it was chosen.
  const now = useFindings()?.findings.find(({ id }) => id === finding.id) ?? finding
  const title = visibleString(findingText(now, language).title)
  return (
    <FilterChip
      category={finding.category}
      text={t('findings.only', { title })}
      hint={title}
      clearLabel={t('findings.clear')}
      onClear={() => document.closeFinding()}
    />
  )
}
