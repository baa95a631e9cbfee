import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'

import { useStore } from '../store/Store'
import type { LogModel } from './LogModel'
import { windowAround } from './row-window'

const OVERSCAN_ROWS = 6

export interface PlacedRows {
  readonly items: readonly VirtualItem[]
  /** Position in the view of the item with index 0. */
  readonly base: number
  /** Pixels of the window that are scrolled out above. */
  readonly offset: number
}

function placeOf({ scroller }: LogModel) {
  const { row, y } = scroller.first
  const { base, count } = windowAround(row, scroller.total)
  // Whole pixels: text between two of them is blurred.
  return { base, count, offset: Math.round(scroller.heightBetween(base, row) - y) }
}

/** The rows in sight and where they belong. The scroll position comes from the model, not from the element. */
export function useRowWindow(log: LogModel, element: HTMLElement | null): PlacedRows {
  useStore(log)
  const { base, count, offset } = placeOf(log)
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => element,
    estimateSize: (index) => log.scroller.heightOf(base + index),
    getItemKey: (index) => base + index,
    overscan: OVERSCAN_ROWS,
    observeElementRect: (_virtualizer, report) =>
      reportOnChange(log, () => report({ width: 0, height: log.scroller.viewport })),
    observeElementOffset: (_virtualizer, report) =>
      reportOnChange(log, () => report(placeOf(log).offset, false)),
    // Scrolling is the model's alone.
    scrollToFn: () => undefined,
  })
  return { items: virtualizer.getVirtualItems(), base, offset }
}

function reportOnChange(log: LogModel, report: () => void): () => void {
  report()
  return log.subscribe(report)
}
