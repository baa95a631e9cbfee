import type { PointerEvent } from 'react'

/** Less is a click with an unsteady hand. */
const MIN_PIXELS = 8

/**
 * Follows the mouse from its press on a tab to its release.
 *
 * @param onPlace told whenever it comes over another tab, with the place of that one
 */
export function dragTab(press: PointerEvent<HTMLElement>, onPlace: (place: number) => void): void {
  if (press.button !== 0) return
  const tab = press.currentTarget
  const dragging = new AbortController()
  const { signal } = dragging
  window.addEventListener(
    'pointermove',
    ({ clientX }) => {
      if (Math.abs(clientX - press.clientX) < MIN_PIXELS) return
      const tabs = [...(tab.parentElement?.querySelectorAll('.tab') ?? [])]
      const place = tabs.findIndex((other) => {
        const { left, right } = other.getBoundingClientRect()
        return clientX >= left && clientX < right
      })
      if (place >= 0 && tabs[place] !== tab) onPlace(place)
    },
    { signal },
  )
  for (const end of ['pointerup', 'pointercancel', 'blur'] as const) {
    window.addEventListener(end, () => dragging.abort(), { signal })
  }
}
