import type { TriageRow } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { CategoryGlyph } from '../categories/CategoryGlyph'
import { onlyCategory } from '../categories/filter-changes'
import { SHOW_ALL } from '#shared/filter'
import { useTexts } from '../text/i18n'

/** How much of the log no rule explains, and the way to it. */
export function UnknownSummary({ rows }: { readonly rows: readonly TriageRow[] }) {
  const { t } = useTexts()
  const document = useDocument()
  const unknown = rows.filter(({ template }) => template !== null)
  if (unknown.length === 0) return null
  const count = unknown.reduce((sum, row) => sum + row.count, 0)
  const kinds = t('triage.unknownKinds', { count: unknown.length })
  return (
    <p className="triage-unknown" data-category="unknown">
      <CategoryGlyph category="unknown" />
      {t('triage.unknown', { count, kinds })}
      <button
        type="button"
        className="text-button"
        onClick={() => {
          document.setFilter(onlyCategory(SHOW_ALL, 'unknown'), 'start')
          document.tab.set('log')
        }}
      >
        {t('triage.showUnknown')}
      </button>
    </p>
  )
}
