import { X } from 'lucide-react'

import type { Finding } from '#shared/finding'
import { findingText } from '#shared/texts/findings/index'

import { useDocument } from '../application/contexts'
import { CategoryGlyph } from '../categories/CategoryGlyph'
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
  const { title } = findingText(now, language)
  return (
    <div className="group-bar">
      <span className="group-chip" data-category={finding.category}>
        <CategoryGlyph category={finding.category} />
        <span className="group-text" title={visibleString(title)}>
          {t('findings.only', { title: visibleString(title) })}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t('findings.clear')}
          title={t('findings.clear')}
          onClick={() => document.closeFinding()}
        >
          <X size={13} aria-hidden />
        </button>
      </span>
    </div>
  )
}
