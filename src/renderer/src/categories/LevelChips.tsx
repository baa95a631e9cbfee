import { LEVELS } from '#shared/level'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { toggleLevel } from './filter-changes'

const ALL = [...LEVELS.toReversed(), 'none'] as const

/** The levels that occur in this log, the most urgent first, each a switch. */
export function LevelChips() {
  const { t } = useTexts()
  const number = useNumber()
  const document = useDocument()
  const filter = useStore(document.filter)
  const counts = useStore(document.status)?.levels
  const present = ALL.filter((level) => counts && counts[level] > 0)
  if (!counts || present.length === 0) return null
  return (
    <section className="side-section" aria-labelledby="levels-title">
      <div className="side-heading">
        <h2 id="levels-title">{t('levels.title')}</h2>
      </div>
      <div className="chips">
        {present.map((level) => (
          <button
            key={level}
            type="button"
            className="chip"
            aria-pressed={!filter.hiddenLevels.includes(level)}
            onClick={() => document.setFilter(toggleLevel(filter, level))}
          >
            <span>{level === 'none' ? t('levels.none') : level}</span>{' '}
            <span className="chip-count">{number(counts[level])}</span>
          </button>
        ))}
      </div>
    </section>
  )
}
