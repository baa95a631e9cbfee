import type { KeyboardEvent } from 'react'

import type { LogModel } from './LogModel'

/** How far a key moves, given where it starts, or null for a key that does not move. */
function targetOf(key: string, start: number, log: LogModel): number | null {
  const { page, total } = log.scroller
  switch (key) {
    case 'ArrowUp':
      return start - 1
    case 'ArrowDown':
      return start + 1
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

/** Moves the selection; without one, the arrows select the first record in sight and the others scroll. */
export function moveByKey(log: LogModel, event: KeyboardEvent): void {
  if (event.altKey || event.shiftKey) return
  const { scroller } = log
  const selection = log.selection.get()
  const start = selection ? selection.position : scroller.top
  const target = targetOf(event.key, start, log)
  if (target === null) return
  event.preventDefault()
  if (selection) void log.selectPosition(stepOf(event.key, selection, target))
  else if (event.key.startsWith('Arrow')) void log.selectPosition(Math.ceil(scroller.top))
  else log.scrollToRow(target)
}

/** Down from a hidden record goes to the next shown one, which is the position it is kept at. */
function stepOf(key: string, selection: { position: number; isShown: boolean }, target: number): number {
  return !selection.isShown && key === 'ArrowDown' ? selection.position : target
}
