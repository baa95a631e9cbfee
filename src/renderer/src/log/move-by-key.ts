import type { KeyboardEvent } from 'react'

import type { LogModel } from './LogModel'

/** Where a key leads, with the list taken along for a page, as a position in the view, or null for a key that leads nowhere. */
function targetOf(key: string, { scroller, selection }: LogModel): number | null {
  const { top, total } = scroller
  const selected = selection.get()
  const start = selected?.position ?? Math.ceil(top)
  switch (key) {
    case 'ArrowUp':
      return selected ? start - 1 : start
    case 'ArrowDown':
      // From a hidden record to the next shown one, which is the position it is kept at.
      return selected?.isShown ? start + 1 : start
    case 'PageUp':
      return scroller.turnPage(false, start)
    case 'PageDown':
      return scroller.turnPage(true, start)
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}

/** Keys that open or close the selected record; the space bar does what it is not. */
const EXPANDS: Readonly<Record<string, boolean | 'toggle'>> = {
  ArrowRight: true,
  ArrowLeft: false,
  ' ': 'toggle',
}

/** Moves the selection, and shows all lines of the selected record or its first alone. */
export function moveByKey(log: LogModel, event: KeyboardEvent): void {
  if (event.altKey || event.shiftKey) return
  if (event.target !== event.currentTarget) return
  // These lead from tab to tab.
  if (event.ctrlKey && event.key.startsWith('Page')) return
  const isExpanded = EXPANDS[event.key]
  if (isExpanded !== undefined) {
    event.preventDefault()
    log.expandSelected(isExpanded)
    return
  }
  const target = targetOf(event.key, log)
  if (target === null) return
  event.preventDefault()
  void log.selectPosition(target)
}
