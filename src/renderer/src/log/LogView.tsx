import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type MouseEvent,
} from 'react'

import { useApplication, useDocument } from '../application/contexts'
import { takeLostFocus } from '../controls/take-lost-focus'
import { useStore } from '../store/Store'
import { useSourceOf } from '../merge/useSources'
import { calendarDay } from '../text/format'
import { useTexts } from '../text/i18n'
import { EmptyLog } from './EmptyLog'
import { GridHeader } from './GridHeader'
import type { LogModel } from './LogModel'
import { LogRow, rowId } from './LogRow'
import { moveByKey } from './move-by-key'
import { type MenuPlace, RowMenu } from './RowMenu'
import { ScrollMarks } from './ScrollMarks'
import { SkeletonRow } from './SkeletonRow'
import { HEADER_HEIGHT, useNativeScroll } from './useNativeScroll'
import { useRowWindow } from './useRowWindow'
import './log.css'

const MIN_LINE_DIGITS = 4

/** The list of records, as long as the log, with no more rows than the screen shows. */
export function LogView() {
  const { t } = useTexts()
  const { settings } = useApplication()
  const { log, status } = useDocument()
  const { rows, scroller, expanded } = log
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const version = useStore(log)
  const selection = useStore(log.selection)
  const records = useStore(status)?.records ?? 0
  const { items, base, offset } = useRowWindow(log, element)
  const isWrapped = useStore(settings).wrap
  const sourceOf = useSourceOf()
  const rowsElement = useRef<HTMLDivElement>(null)
  useNativeScroll(log, element, version)
  useLayoutEffect(() => log.setWrapped(isWrapped), [log, isWrapped])
  useLayoutEffect(() => {
    log.setInSight(true)
    return () => log.setInSight(false)
  }, [log])
  const hasRows = rows.rowAt(scroller.first.row) !== null
  useEffect(() => (hasRows ? afterPicture(() => log.markSeen()) : undefined), [log, hasRows])
  // After every drawing and before anybody sees it: a height that is news draws the rows anew.
  useLayoutEffect(() => {
    if (scroller.varies && rowsElement.current) log.measured(heightsIn(rowsElement.current))
  })
  // Also where what had it stood in the explanation of a record that is not selected any more.
  useEffect(() => takeLostFocus(element), [element, selection])

  const digits = Math.max(MIN_LINE_DIGITS, String(records).length)
  const isSelectedPlaced = items.some(
    ({ index }) => rows.rowAt(base + index)?.record === selection?.record,
  )
  return (
    <div className="log-area">
      <div
        ref={setElement}
        role="grid"
        className="grid"
        data-takes-lost-focus
        tabIndex={0}
        aria-label={t('log.label')}
        aria-rowcount={scroller.total}
        aria-activedescendant={selection && isSelectedPlaced ? rowId(selection.record) : undefined}
        data-wrapped={isWrapped || undefined}
        data-merged={sourceOf !== null || undefined}
        style={{ '--line-digits': digits } as CSSProperties}
        onKeyDown={(event) => moveByKey(log, event)}
        onClick={(event) => selectByClick(log, event)}
        onContextMenu={(event) => {
          event.preventDefault()
          selectByClick(log, event)
          if (log.selection.get()) setMenu({ x: event.clientX, y: event.clientY })
        }}
      >
        <GridHeader
          day={calendarDay(rows.rowAt(Math.ceil(scroller.top))?.time ?? null)}
          isMerged={sourceOf !== null}
        />
        <div className="spacer" style={{ height: Math.max(scroller.spacer, scroller.viewport) }}>
          <div className="viewport" style={{ height: scroller.viewport }}>
            <div
              ref={rowsElement}
              role="rowgroup"
              className="rows"
              style={{ transform: `translateY(${-offset}px)` }}
            >
              {items.map(({ key, index, start }) => {
                const position = base + index
                const row = rows.rowAt(position)
                if (!row) return <SkeletonRow key={key} position={position} start={start} />
                return (
                  <LogRow
                    key={key}
                    row={row}
                    position={position}
                    start={start}
                    isSelected={row.record === selection?.record}
                    isNewDay={isNewDay(log, position)}
                    rest={expanded.restOf(row.record)}
                    source={sourceOf?.(row.source)}
                  />
                )
              })}
            </div>
          </div>
        </div>
      </div>
      {menu && <RowMenu place={menu} onClose={() => setMenu(null)} />}
      {scroller.total > 0 && <ScrollMarks height={scroller.viewport + HEADER_HEIGHT} />}
      {scroller.total === 0 && <EmptyLog />}
    </div>
  )
}

/** Calls back when what is drawn now has been seen; gives what calls that off. */
function afterPicture(callback: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(callback)
  })
  return () => cancelAnimationFrame(frame)
}

function isNewDay({ rows }: LogModel, position: number): boolean {
  const day = calendarDay(rows.rowAt(position)?.time ?? null)
  const dayBefore = calendarDay(rows.rowAt(position - 1)?.time ?? null)
  return day !== null && dayBefore !== null && day !== dayBefore
}

/** One listener for all rows, so that a row is drawn anew only when its record changes. */
function selectByClick(log: LogModel, { target }: MouseEvent): void {
  // The end of marking text with the mouse is no choice of a record.
  if (window.getSelection()?.isCollapsed === false) return
  if (!(target instanceof Element)) return
  const row = target.closest<HTMLElement>('[data-position]')
  if (!row) return
  const position = Number(row.dataset['position'])
  void log.selectPosition(position)
  if (target.closest('[data-discloses]')) log.setExpanded(position, 'toggle')
}

/** The height of each row on the screen, by its position. */
function* heightsIn(rows: HTMLElement): Iterable<readonly [row: number, height: number]> {
  for (const row of rows.children) {
    if (!(row instanceof HTMLElement)) continue
    const position = row.dataset['position']
    if (position !== undefined) yield [Number(position), row.offsetHeight]
  }
}
