import { useEffect, useState, type MouseEvent } from 'react'

import type { Marks } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { watch } from '../document/watch'
import { useTexts } from '../text/i18n'
import { nearestMark, pathOf } from './marks-path'

/** Pixels of a mark and of what is between it and the next. */
const SLOT_PIXELS = 3

/** As log.css has it. */
const WIDTH = 8
const MATCH_WIDTH = 4

/**
 * Where in the list the problems lie, and the matches of the search, beside the scroll bar: problems
 * as wide bars, matches as short ones. A click goes to the nearest.
 */
export function ScrollMarks({ height }: { readonly height: number }) {
  const { t } = useTexts()
  const { log } = useDocument()
  const marks = useMarks(Math.floor(height / SLOT_PIXELS))
  if (!marks) return null
  const { view, problems, matches } = marks

  function goTo({ clientY, currentTarget }: MouseEvent): void {
    const y = clientY - currentTarget.getBoundingClientRect().top
    const mark = nearestMark([...problems, ...matches], y, height)
    if (mark) void log.selectFound(view, mark.position)
  }

  return (
    <div role="img" className="marks" aria-label={t('log.marks')} onClick={goTo}>
      <svg width={WIDTH} height={height} aria-hidden="true">
        <path className="marks-problems" d={pathOf(problems, 0, WIDTH, height)} />
        <path className="marks-matches" d={pathOf(matches, 0, MATCH_WIDTH, height)} />
      </svg>
    </div>
  )
}

function useMarks(slots: number): Marks | null {
  const { client, log, search, status } = useDocument()
  const [marks, setMarks] = useState<Marks | null>(null)
  useEffect(() => {
    if (slots < 1) return
    const ask = () => client.call('view.marks', { slots })
    return watch([log.view, status, search.status], ask, setMarks)
  }, [slots, client, log, search, status])
  return marks
}
