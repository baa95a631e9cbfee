import { NO_PROGRAM } from '#shared/program'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { VisibleText } from '../text/VisibleText'
import { toggleProgram } from './filter-changes'

/** The programs that wrote this log, each a switch. One alone needs none. */
export function ProgramChips() {
  const { t } = useTexts()
  const number = useNumber()
  const document = useDocument()
  const filter = useStore(document.filter)
  const programs = useStore(document.status)?.programs ?? []
  if (programs.length < 2) return null
  return (
    <section className="side-section" aria-labelledby="programs-title">
      <div className="side-heading">
        <h2 id="programs-title">{t('programs.title')}</h2>
      </div>
      <div className="chips">
        {programs.map(({ program, count }) => (
          <button
            key={program}
            type="button"
            className="chip"
            aria-pressed={!filter.hiddenPrograms.includes(program)}
            onClick={() => document.setFilter(toggleProgram(filter, program))}
          >
            <span>
              {program === NO_PROGRAM ? t('programs.none') : <VisibleText text={program} />}
            </span>{' '}
            <span className="chip-count">{number(count)}</span>
          </button>
        ))}
      </div>
    </section>
  )
}
