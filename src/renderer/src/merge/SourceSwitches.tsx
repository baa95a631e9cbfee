import { SlidersHorizontal } from 'lucide-react'

import { useApplication, useDocument } from '../application/contexts'
import { toggleSource } from '../categories/filter-changes'
import { useRecordCounts } from '../categories/useRecordCounts'
import { IconButton } from '../controls/IconButton'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { visibleString } from '../text/visible-text'
import { useShiftText } from './useShiftText'
import { useSources } from './useSources'
import './merge.css'

/** The logs that this one is made of, each a switch. A log of its own needs none. */
export function SourceSwitches() {
  const { t } = useTexts()
  const number = useNumber()
  const { dialog } = useApplication()
  const document = useDocument()
  const merge = useStore(document.merge)
  const filter = useStore(document.filter)
  const counts = new Map(useRecordCounts()?.sources.map(({ source, count }) => [source, count]))
  const sources = useSources()
  const placeOf = useShiftText()
  if (sources.length === 0) return null
  return (
    <section className="side-section" aria-labelledby="sources-title">
      <div className="side-heading">
        <h2 id="sources-title">{t('merge.sources')}</h2>
        {merge && (
          <IconButton
            label={t('merge.change')}
            icon={SlidersHorizontal}
            size={14}
            onClick={() => dialog.set('change-merge')}
          />
        )}
      </div>
      <ul>
        {sources.map((source) => (
          <li key={source.id}>
            <button
              type="button"
              className="source-switch"
              aria-pressed={!filter.hiddenSources.includes(source.id)}
              title={t('merge.sourceHint', { place: placeOf(source) })}
              onClick={() => document.setFilter(toggleSource(filter, source.id))}
            >
              <span className="source-swatch" data-source={source.color} aria-hidden />
              <span className="source-name">{visibleString(source.name)}</span>{' '}
              <span className="source-count">{number(counts.get(source.id) ?? 0)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
