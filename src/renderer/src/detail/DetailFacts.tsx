import type { RecordDetail } from '#shared/record'

import { useShownDate } from '../merge/useShownDate'
import { useSourceOf } from '../merge/useSources'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { visibleString } from '../text/visible-text'

/** What is known of the record beside its fields, as name and value. */
export function DetailFacts({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTexts()
  const dateOf = useShownDate()
  const source = useSourceOf()?.(detail.source)
  const number = useNumber()
  const { time, timeSource, line, lines } = detail

  function timeText(): string {
    if (time === null) return t('detail.noTime')
    // The record before it may be another log's.
    const shift = timeSource === 'neighbour' ? 0 : (source?.shift ?? 0)
    const date = dateOf(time, shift)
    return timeSource === null ? date : t(`timeSources.${timeSource}`, { time: date })
  }

  const facts: readonly (readonly [string, string | null])[] = [
    [t('detail.time'), timeText()],
    [t('merge.source'), source?.place ?? null],
    [t('detail.level'), detail.level],
    [t('detail.component'), detail.component],
    [t('detail.caller'), detail.caller],
    [
      t('detail.lines'),
      lines > 1 && line !== null
        ? t('detail.lineRange', { from: number(line), to: number(line + lines - 1) })
        : null,
    ],
    [t('detail.format'), t(`formats.${detail.format}`)],
    [
      t('detail.carriers'),
      detail.carriers.length > 0
        ? detail.carriers.map((carrier) => t(`carriers.${carrier}`)).join(', ')
        : null,
    ],
  ]
  return (
    <section className="detail-section">
      <h3>{t('detail.facts')}</h3>
      <dl className="facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{visibleString(value)}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}
