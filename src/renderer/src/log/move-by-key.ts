import type { KeyboardEvent } from 'react'

import type { LogModel } from './LogModel'

/** Where a key leads, as a position in the view, or null for a key that leads nowhere. */
function targetOf(key: string, { scroller, selection }: LogModel): number | null {
  const { page, top, total } = scroller
  const selected = selection.get()
  const start = selected?.position ?? Math.ceil(top)
  switch (key) {
    case 'ArrowUp':
      return selected ? start - 1 : start
    case 'ArrowDown':
      // From a hidden record to the next shown one, which is the position it is kept at.
      return selected?.isShown ? start + 1 : start
    case 'PageUp':
      return start - page
    case 'PageDown':
      return start + page
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}

/** Moves the selection. A page up or down takes the list along, so that the eye stays at one height. */
export function moveByKey(log: LogModel, event: KeyboardEvent): void {
  if (event.altKey || event.shiftKey) return
  const target = targetOf(event.key, log)
  if (target === null) return
  event.preventDefault()
  const { page, top } = log.scroller
  if (event.key === 'PageUp') log.scrollToRow(top - page)
  if (event.key === 'PageDown') log.scrollToRow(top + page)
  void log.selectPosition(target)
}
