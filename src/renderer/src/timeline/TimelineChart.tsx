import { useState, type PointerEvent } from 'react'

import type { Timeline } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { showTimes } from '../categories/filter-changes'
import { useTexts } from '../text/i18n'
import { barAt, pathsOf, rangeOf } from './chart'
import { momentText, rangeText } from './range-text'
import { TimelineMark } from './TimelineMark'
import { TimelinePlace } from './TimelinePlace'

/** As timeline.css has it. */
const HEIGHT = 30

interface Props {
  readonly timeline: Timeline
  readonly width: number
}

/** The bars. A click goes to the time of one, dragging over some shows their time alone. */
export function TimelineChart({ timeline, width }: Props) {
  const { t, language } = useTexts()
  const document = useDocument()
  const [start, setStart] = useState<number | null>(null)
  const [end, setEnd] = useState<number | null>(null)
  const { bars } = timeline
  const whole = rangeOf(timeline, 0, bars.length - 1)

  const barOf = ({ clientX, currentTarget }: PointerEvent): number =>
    barAt(clientX - currentTarget.getBoundingClientRect().left, bars.length, width)

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setStart(barOf(event))
    setEnd(barOf(event))
  }

  function onPointerUp(event: PointerEvent): void {
    if (start === null) return
    const bar = barOf(event)
    setStart(null)
    const range = rangeOf(timeline, start, bar)
    if (start === bar) void document.log.goTo({ kind: 'time', time: range.from })
    else document.setFilter(showTimes(document.filter.get(), range))
  }

  return (
    <div
      role="img"
      className="timeline-chart"
      aria-label={t('timeline.chart', { range: rangeText(whole, t, language) })}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => setEnd(barOf(event))}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setStart(null)}
      onPointerLeave={() => setEnd(null)}
    >
      <svg width={width} height={HEIGHT} aria-hidden="true">
        {pathsOf(timeline, { width, height: HEIGHT }).map(({ category, path }) => (
          <path key={category} data-category={category} d={path} />
        ))}
      </svg>
      <TimelinePlace timeline={timeline} width={width} />
      {end !== null && end < bars.length && (
        <TimelineMark timeline={timeline} width={width} from={start ?? end} to={end} />
      )}
      <p className="timeline-ends" aria-hidden="true">
        <span>{momentText(whole.from, language)}</span>
        <span>{momentText(whole.until + 1000, language)}</span>
      </p>
    </div>
  )
}
