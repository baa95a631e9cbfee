import { touches } from '#shared/finding'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { FindingCard } from './FindingCard'
import { useFindings } from './useFindings'
import './findings.css'

/** What several records say together, the most important first; nothing where they say nothing. */
export function FindingsList() {
  const { t } = useTexts()
  const document = useDocument()
  const { time } = useStore(document.filter)
  const answer = useFindings()
  const findings = answer?.findings.filter((finding) => touches(finding, time)) ?? []
  const isLooking = answer?.isDone === false
  if (findings.length === 0 && !isLooking) return null
  return (
    <section className="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{t('findings.title')}</h2>
      {isLooking && <p className="findings-looking">{t('findings.looking')}</p>}
      <ul className="findings-list">
        {findings.map((finding) => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
      </ul>
    </section>
  )
}
