import { useRef, useState } from 'react'

import { useApplication } from '../application/contexts'
import { Splitter } from '../controls/Splitter'
import { useWindowHeight, useWindowWidth } from '../controls/useWindowSize'
import { DetailPane } from '../detail/DetailPane'
import { LogView } from '../log/LogView'
import { useHighlights } from '../search/useHighlights'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'

/** From this width on the explanation stands beside the list, else below it. */
const WIDE_PIXELS = 1100

const LIMITS = {
  beside: { min: 260, part: 0.5 },
  below: { min: 120, part: 0.5 },
} as const

/** The list and the explanation of its selected record, with a line between them to move. */
export function LogWithDetail() {
  const { t } = useTexts()
  const { settings } = useApplication()
  const { detailSize } = useStore(settings)
  const [draft, setDraft] = useState<number | null>(null)
  const split = useRef<HTMLDivElement>(null)
  useHighlights(split)
  const width = useWindowWidth()
  const height = useWindowHeight()
  const isWide = width >= WIDE_PIXELS
  const { min, part } = isWide ? LIMITS.beside : LIMITS.below
  const max = Math.max(min, Math.round((isWide ? width : height) * part))
  // A small window must leave room for the list, whatever was remembered of a large one.
  const usual = isWide ? detailSize : Math.min(detailSize, height * 0.36)
  const size = Math.round(Math.min(Math.max(draft ?? usual, min), max))

  return (
    <div ref={split} className="split" data-direction={isWide ? 'beside' : 'below'}>
      <LogView />
      <Splitter
        label={t('detail.resize')}
        orientation={isWide ? 'vertical' : 'horizontal'}
        size={size}
        min={min}
        max={max}
        onResize={setDraft}
        onDone={(done) => {
          setDraft(done)
          settings.change({ detailSize: done })
        }}
      />
      <div className="split-pane" style={{ flexBasis: size }}>
        <DetailPane />
      </div>
    </div>
  )
}
