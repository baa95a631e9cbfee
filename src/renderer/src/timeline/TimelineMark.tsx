import { CATEGORIES } from '#shared/category'
import type { Timeline } from '#shared/protocol/document'

import { CategoryGlyph } from '../categories/CategoryGlyph'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { edgesOf, rangeOf } from './chart'
import { rangeText } from './range-text'

interface Props {
  readonly timeline: Timeline
  readonly width: number
  /** Bars, in either order. */
  readonly from: number
  readonly to: number
}

/** The bars under the mouse, and what they count. */
export function TimelineMark({ timeline, width, from, to }: Props) {
  const { t, language } = useTexts()
  const number = useNumber()
  const { bars } = timeline
  const [first, last] = from < to ? [from, to] : [to, from]
  const [left] = edgesOf(first, bars.length, width)
  const [, right] = edgesOf(last, bars.length, width)
  const counts = CATEGORIES.map((category, place) => ({
    category,
    count: bars.slice(first, last + 1).reduce((sum, bar) => sum + (bar[place] ?? 0), 0),
  })).filter(({ count }) => count > 0)
  return (
    <>
      <div className="timeline-mark" style={{ left, width: right - left }} />
      <div
        className="timeline-tip"
        data-side={left > width / 2 ? 'left' : 'right'}
        style={left > width / 2 ? { right: width - left + 4 } : { left: right + 4 }}
      >
        <span>{rangeText(rangeOf(timeline, first, last), t, language)}</span>
        {counts.map(({ category, count }) => (
          <span key={category} className="timeline-count">
            <CategoryGlyph category={category} size={12} label={t(`categories.${category}.name`)} />
            {number(count)}
          </span>
        ))}
      </div>
    </>
  )
}
