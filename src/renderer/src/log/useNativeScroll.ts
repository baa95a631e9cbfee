import { useEffect, useLayoutEffect, useRef } from 'react'

import type { LogModel } from './LogModel'
import { ROW_HEIGHT } from './RowHeights'

/** Less than this is the browser's rounding of what was written. */
const ECHO_PIXELS = 1

/** As log.css has it. */
export const HEADER_HEIGHT = 28

function pixelsOf({ deltaMode, deltaY }: WheelEvent, viewport: number): number {
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) return deltaY * ROW_HEIGHT
  return deltaMode === WheelEvent.DOM_DELTA_PAGE ? deltaY * viewport : deltaY
}

/** Joins the native scroll bar and the wheel to the model, both ways. */
export function useNativeScroll(log: LogModel, element: HTMLElement | null, version: number): void {
  const written = useRef(0)

  useEffect(() => {
    if (!element) return
    const viewport = () => element.clientHeight - HEADER_HEIGHT
    const onScroll = () => {
      const { scrollTop } = element
      if (Math.abs(scrollTop - written.current) < ECHO_PIXELS) return
      // Where the list gets taller at its end Chromium moves it, and may say so before it says why.
      if (viewport() !== log.scroller.viewport) log.resize(viewport())
      if (Math.abs(scrollTop - log.scroller.nativeTop) < ECHO_PIXELS) return
      written.current = scrollTop
      log.scrollToNative(scrollTop)
    }
    const onWheel = (event: WheelEvent) => {
      // A log of equal rows that fits is scrolled by Chromium itself, to the same effect and more smoothly.
      const isOurs = log.scroller.isScaled && !event.ctrlKey && !event.shiftKey
      if (!isOurs || event.deltaY === 0) return
      event.preventDefault()
      log.scrollByPixels(pixelsOf(event, log.scroller.viewport))
    }
    const observer = new ResizeObserver(() => log.resize(viewport()))
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [log, element])

  useLayoutEffect(() => {
    if (!element) return
    const { nativeTop } = log.scroller
    if (Math.abs(element.scrollTop - nativeTop) >= ECHO_PIXELS) element.scrollTop = nativeTop
    written.current = element.scrollTop
  }, [log, element, version])
}
