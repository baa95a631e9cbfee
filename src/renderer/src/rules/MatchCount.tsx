import { CategoryGlyph } from '../categories/CategoryGlyph'
import { useStore } from '../store/Store'
import { percentage } from '../text/format'
import { useTexts } from '../text/i18n'
import { VisibleText } from '../text/VisibleText'
import type { RuleEditorModel } from './RuleEditorModel'

/** How many records of the log the draft fits, and the first of them. */
export function MatchCount({ model }: { readonly model: RuleEditorModel }) {
  const { t, language } = useTexts()
  const tried = useStore(model.tried)
  const status = useStore(model.status)
  const isCounted = tried?.isCounted === true && status !== null
  const isDone = isCounted && status.searchedRecords >= status.ofRecords

  return (
    <section className="rule-matches" aria-label={t('rules.examples')}>
      <p role="status" className="rule-count">
        {isCounted ? t('rules.matches', { count: status.matches }) : t('rules.notCounted')}
        {isCounted && !isDone && (
          <span className="rule-hint">
            {' '}
            {t('rules.counting', {
              percent: percentage(status.searchedRecords / status.ofRecords, language),
            })}
          </span>
        )}
      </p>
      {isCounted && status.explained > 0 && (
        <p className="rule-hint">{t('rules.explained', { count: status.explained })}</p>
      )}
      {isCounted && status.examples.length > 0 && (
        <>
          <h3>{t('rules.examples')}</h3>
          <ul className="rule-examples">
            {status.examples.map(({ record, category, message, component, level }) => (
              <li key={record} data-category={category}>
                <CategoryGlyph category={category} label={t(`categories.${category}.name`)} />
                <span>
                  <VisibleText text={message.slice(0, 300)} />
                  <small>
                    <VisibleText
                      text={[component, level].filter((part) => part !== null).join(', ')}
                    />
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
