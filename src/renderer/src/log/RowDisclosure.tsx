import { ChevronRight } from 'lucide-react'

import type { RecordRow } from '#shared/record'

import { useTexts } from '../text/i18n'

/** Says how many lines a record has below its first, and shows them. The arrow keys do it too. */
export function RowDisclosure({
  row,
  isExpanded,
}: {
  readonly row: RecordRow
  readonly isExpanded: boolean
}) {
  const { t } = useTexts()
  // A message can hold line ends that stand in the file as `\\n`.
  const more = row.lines > 1 ? row.lines - 1 : row.message.split('\n').length - 1
  return (
    <button
      type="button"
      tabIndex={-1}
      className="badge badge-more"
      aria-expanded={isExpanded}
      data-discloses
    >
      <ChevronRight size={11} aria-hidden />
      {t('log.moreLines', { count: more })}
    </button>
  )
}
