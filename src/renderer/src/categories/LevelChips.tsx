import { LEVELS } from '#shared/level'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { toggleLevel } from './filter-changes'
import { SwitchChips } from './SwitchChips'
import { useRecordCounts } from './useRecordCounts'

const ALL = [...LEVELS.toReversed(), 'none'] as const

/** The levels that occur in this log, the most urgent first, each a switch. */
export function LevelChips() {
  const { t } = useTexts()
  const document = useDocument()
  const filter = useStore(document.filter)
  // One that occurs at other times alone stays, for it can be hidden.
  const occurring = useStore(document.status)?.levels
  const counts = useRecordCounts()?.levels
  const present = ALL.filter((level) => occurring && occurring[level] > 0)
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
