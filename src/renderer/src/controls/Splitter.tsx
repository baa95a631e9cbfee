import type { KeyboardEvent, PointerEvent } from 'react'

const STEP = 16
const BIG_STEP = 64

interface SplitterProps {
  readonly label: string
  /** How the line itself runs; the pane that it sizes lies after it. */
  readonly orientation: 'vertical' | 'horizontal'
  readonly size: number
  readonly min: number
  readonly max: number
  readonly onResize: (size: number) => void
  /** The size is final, until the next time. */
  readonly onDone: (size: number) => void
}

/** The line between two panes, moved by mouse or by keys. */
export function Splitter({ label, orientation, size, min, max, onResize, onDone }: SplitterProps) {
  const clamp = (wanted: number) => Math.round(Math.min(Math.max(wanted, min), max))
  const isVertical = orientation === 'vertical'

  function drag(start: PointerEvent<HTMLElement>): void {
    const line = start.currentTarget
    line.setPointerCapture(start.pointerId)
    const sizeAt = (event: globalThis.PointerEvent) =>
      clamp(size + (isVertical ? start.clientX - event.clientX : start.clientY - event.clientY))
    const onMove = (event: globalThis.PointerEvent) => onResize(sizeAt(event))
    const onUp = (event: globalThis.PointerEvent) => {
      line.removeEventListener('pointermove', onMove)
      onDone(sizeAt(event))
    }
    line.addEventListener('pointermove', onMove)
    line.addEventListener('lostpointercapture', onUp as EventListener, { once: true })
  }

  function move(event: KeyboardEvent): void {
    const step = event.shiftKey ? BIG_STEP : STEP
    const sizes: Readonly<Record<string, number>> = {
      [isVertical ? 'ArrowLeft' : 'ArrowUp']: size + step,
      [isVertical ? 'ArrowRight' : 'ArrowDown']: size - step,
      Home: max,
      End: min,
    }
    const wanted = sizes[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    onDone(clamp(wanted))
  }

  return (
    <div
      role="separator"
      className="splitter"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={clamp(size)}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={drag}
      onKeyDown={move}
    />
  )
}
