import { useEffect, useState } from 'react'

import type { Timeline } from '#shared/protocol/document'

import { useApplication, useDocument } from '../application/contexts'
import { watch } from '../document/watch'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { TimelineChart } from './TimelineChart'
import { TimeRangeChip } from './TimeRangeChip'
import './timeline.css'

/** Pixels of the narrowest bar, with what is between it and the next. */
const BAR_PIXELS = 4

/** The shown records over time, and which range of it is shown. */
export function TimelineBar() {
  const { t } = useTexts()
  const { settings } = useApplication()
  const { time } = useStore(useDocument().filter)
  const isWanted = useStore(settings).timeline
  const [timeline, width, setElement] = useTimeline(isWanted)
  if (!isWanted && !time) return null
  return (
    <section className="timeline" aria-label={t('timeline.label')}>
      {isWanted && (
        <div ref={setElement} className="timeline-place">
          {timeline && timeline.bars.length > 1 && (
            <TimelineChart timeline={timeline} width={width} />
          )}
        </div>
      )}
      <TimeRangeChip />
    </section>
  )
}

/** What the engine counts, in as many bars as there is room for. */
function useTimeline(isWanted: boolean) {
  const { client, log, status } = useDocument()
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [timeline, setTimeline] = useState<Timeline | null>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  const bars = Math.floor(width / BAR_PIXELS)
  useEffect(() => {
    if (!isWanted || bars === 0) return
    return watch([log.view, status], () => client.call('timeline.get', { bars }), setTimeline)
  }, [isWanted, bars, client, log, status])
  return [timeline, width, setElement] as const
}
