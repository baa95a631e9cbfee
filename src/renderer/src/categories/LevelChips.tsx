import { LEVELS } from '#shared/level'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { toggleLevel } from './filter-changes'
import { SwitchChips } from './SwitchChips'

const ALL = [...LEVELS.toReversed(), 'none'] as const

/** The levels that occur in this log, the most urgent first, each a switch. */
export function LevelChips() {
  const { t } = useTexts()
  const document = useDocument()
  const filter = useStore(document.filter)
  const counts = useStore(document.status)?.levels
  const present = ALL.filter((level) => counts && counts[level] > 0)
  if (!counts || present.length === 0) return null
  const chips = present.map((level) => ({
    id: level,
    name: level === 'none' ? t('levels.none') : level,
    count: counts[level],
    isShown: !filter.hiddenLevels.includes(level),
    onToggle: () => document.setFilter(toggleLevel(filter, level)),
  }))
  return <SwitchChips id="levels-title" title={t('levels.title')} chips={chips} />
}
