import { NO_PROGRAM } from '#shared/program'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { VisibleText } from '../text/VisibleText'
import { toggleProgram } from './filter-changes'
import { SwitchChips } from './SwitchChips'
import { useRecordCounts } from './useRecordCounts'

/** The programs that wrote this log, each a switch. One alone needs none. */
export function ProgramChips() {
  const { t } = useTexts()
  const document = useDocument()
  const filter = useStore(document.filter)
  const programs = useRecordCounts()?.programs ?? []
  if (programs.length < 2) return null
  const chips = programs.map(({ program, count }) => ({
    id: program,
    name: program === NO_PROGRAM ? t('programs.none') : <VisibleText text={program} />,
    count,
    isShown: !filter.hiddenPrograms.includes(program),
    onToggle: () => document.setFilter(toggleProgram(filter, program)),
  }))
  return <SwitchChips id="programs-title" title={t('programs.title')} chips={chips} />
}
