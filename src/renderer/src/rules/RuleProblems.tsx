import { useState } from 'react'

import type { PackProblem } from '#shared/protocol/application'

import { useApplication } from '../application/contexts'
import { Banner } from '../controls/Banner'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { problemText } from './problem-text'

const SHOWN = 3

/** Tells the mistakes in the user's packs, until they are gone or dismissed. */
export function RuleProblems() {
  const { t } = useTexts()
  const problems = useStore(useApplication().ruleProblems)
  const [dismissed, setDismissed] = useState<readonly PackProblem[] | null>(null)
  const isShown = problems.length > 0 && problems !== dismissed
  const rest = problems.length - SHOWN
  return (
    <div role="status" className="banners">
      {isShown && (
        <Banner
          tone="warning"
          title={t('rules.problems')}
          dismissal={{ label: t('rules.dismiss'), dismiss: () => setDismissed(problems) }}
        >
          <ProblemList problems={problems.slice(0, SHOWN)} />
          {rest > 0 && (
            <span className="banner-detail">{t('rules.moreProblems', { count: rest })}</span>
          )}
        </Banner>
      )}
    </div>
  )
}

/** Each with its file, line and column. */
export function ProblemList({ problems }: { readonly problems: readonly PackProblem[] }) {
  const { t, language } = useTexts()
  return (
    <ul className="rule-problems">
      {problems.map((problem) => {
        const text = visibleString(problemText(problem, t, language))
        return <li key={text}>{text}</li>
      })}
    </ul>
  )
}
