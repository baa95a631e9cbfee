import { memo } from 'react'

import type { RecordRow } from '#shared/record'

import { CategoryGlyph } from '../categories/CategoryGlyph'
import { SourceTag } from '../merge/SourceTag'
import { useShownDate } from '../merge/useShownDate'
import type { ShownSource } from '../merge/useSources'
import { calendarDay, clockTime } from '../text/format'
import { useTexts } from '../text/i18n'
import { VisibleText } from '../text/VisibleText'
import { hasRest, type Rest } from './ExpandedRecords'
import { RowDisclosure } from './RowDisclosure'

export function rowId(record: number): string {
  return `record-${record}`
}

interface LogRowProps {
  readonly row: RecordRow
  /** Position in the view, from 0. */
  readonly position: number
  /** Pixels from the upper edge of the window of rows. */
  readonly start: number
  readonly isSelected: boolean
  readonly isNewDay: boolean
  /** What stands below the first line, null until it is there; undefined where only that is shown. */
  readonly rest: Rest | null | undefined
  /** The log that it is from, where several are shown as one; null where none of them is known. */
  readonly source: ShownSource | null | undefined
}

/** One record. Everything that it shows of the log is a text node. */
export const LogRow = memo(function LogRow({
  row,
  position,
  start,
  isSelected,
  isNewDay,
  rest,
  source,
}: LogRowProps) {
  const { t } = useTexts()
  const dateOf = useShownDate()
  return (
    <div
      role="row"
      id={rowId(row.record)}
      className="row"
      style={{ top: start }}
      aria-rowindex={position + 1}
      aria-selected={isSelected}
      data-category={row.category}
      data-position={position}
      data-new-day={isNewDay || undefined}
      data-expanded={rest !== undefined || undefined}
    >
      <span role="gridcell" className="cell cell-line">
        {row.line ?? <span title={t('lastPart.line')}>…</span>}
      </span>
      <span role="gridcell" className="cell cell-category">
        <CategoryGlyph category={row.category} label={t(`categories.${row.category}.name`)} />
      </span>
      <span role="gridcell" className="cell cell-time">
        {row.time !== null && (
          <time title={dateOf(row.time, source?.shift ?? 0)}>{clockTime(row.time)}</time>
        )}
      </span>
      {source !== undefined && (
        <span role="gridcell" className="cell cell-source">
          {source && <SourceTag source={source} />}
        </span>
      )}
      <span role="gridcell" className="cell cell-level" data-level={row.level ?? undefined}>
        {row.level}
      </span>
      <span role="gridcell" className="cell cell-component">
        {row.component !== null && <VisibleText text={row.component} />}
      </span>
      <span role="gridcell" className="cell cell-message">
        <span className="message">
          {row.isGone ? <em>{t('log.gone')}</em> : <VisibleText text={row.message} />}
        </span>
        {hasRest(row) && <RowDisclosure row={row} isExpanded={rest !== undefined} />}
      </span>
      <span role="gridcell" className="cell cell-fields">
        <VisibleText text={row.fields} />
      </span>
      {rest && (
        <span role="gridcell" className="row-rest">
          <VisibleText text={rest.text} keepLines />
          {rest.omittedLines > 0 && (
            <span className="row-rest-more">
              {t('log.restOmitted', { count: rest.omittedLines })}
            </span>
          )}
        </span>
      )}
      {isNewDay && (
        <span className="day" aria-hidden="true">
          {calendarDay(row.time)}
        </span>
      )}
    </div>
  )
})
