import type { Timeline } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'

/** Where in time the list stands. */
export function TimelinePlace({
  timeline: { start, step, bars },
  width,
}: {
  readonly timeline: Timeline
  readonly width: number
}) {
  const { log } = useDocument()
  useStore(log)
  const time = log.timeInSight
  const part = time === null ? -1 : (time - start) / (step * bars.length)
  if (part < 0 || part > 1) return null
  return <div className="timeline-place-line" style={{ left: Math.round(part * width) }} />
}
