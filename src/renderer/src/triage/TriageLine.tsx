import type { TriageRow } from '#shared/protocol/document'
import type { Milliseconds } from '#shared/record'
import { verdictOf } from '#shared/rules/verdict'

import { useApplication, useDocument } from '../application/contexts'
import { CategoryGlyph } from '../categories/CategoryGlyph'
import { MakeRuleButton } from '../rules/MakeRuleButton'
import { useStore } from '../store/Store'
import { fullDate, shortDate } from '../text/format'
import { useTexts } from '../text/i18n'
import { RuleText } from '../text/RuleText'
import { useNumber } from '../text/useNumber'
import { visibleString } from '../text/visible-text'
import { VisibleText } from '../text/VisibleText'
import { TemplateText } from './TemplateText'

/** One kind of message; choosing it shows its records. */
export function TriageLine({ row }: { readonly row: TriageRow }) {
  const { t, language } = useTexts()
  const number = useNumber()
  const document = useDocument()
  const { uses } = useStore(useApplication().settings)
  const verdict = row.rule && verdictOf(row.rule, uses).verdict
  const origin = [row.component, row.level].filter((part) => part !== null).join(', ')
  const { group: id, message, category } = row

  return (
    <tr
      data-category={category}
      title={t('triage.showInLog')}
      onClick={() => document.openGroup({ id, message, category })}
    >
      <td className="triage-category">
        <span>
          <CategoryGlyph category={category} />
          <span className="triage-category-name">{t(`categories.${category}.name`)}</span>
        </span>
      </td>
      <td className="triage-count">{number(row.count)}</td>
      <td className="triage-message">
        {/* The click of the button is the click of its row. */}
        <button type="button" className="triage-open">
          {row.template ? <TemplateText template={row.template} /> : <VisibleText text={message} />}
        </button>
        {origin !== '' && <span className="triage-origin">{visibleString(origin)}</span>}
        {row.example !== null && row.example !== message && (
          <span className="triage-example">
            {visibleString(t('triage.example', { message: row.example }))}
          </span>
        )}
      </td>
      <td className="triage-prose" data-is-quiet={verdict === null}>
        {verdict ? <RuleText text={verdict.meaning[language]} /> : t('triage.noMeaning')}
      </td>
      <td className="triage-prose">
        {verdict ? (
          <RuleText text={verdict.action[language]} />
        ) : (
          <MakeRuleButton
            label={t('triage.makeRule')}
            origin={{
              message: row.example ?? message,
              component: row.component,
              template: row.template,
              fieldNames: [],
            }}
          />
        )}
      </td>
      <TimeCell time={row.firstTime} />
      <TimeCell time={row.lastTime} />
    </tr>
  )
}

function TimeCell({ time }: { readonly time: Milliseconds | null }) {
  const { t, language } = useTexts()
  return (
    <td className="triage-time">
      {time === null ? (
        t('triage.noTime')
      ) : (
        <time title={t('log.dateTime', { date: fullDate(time, language) })}>
          {shortDate(time, language)}
        </time>
      )}
    </td>
  )
}
