import type { Finding } from '#shared/finding'

import { fullDate, shortDate } from '../text/format'
import { useTexts } from '../text/i18n'

/** From when to when its records are; nothing where they have no times. */
export function FindingSpan({ finding }: { readonly finding: Finding }) {
  const { t, language } = useTexts()
  const { firstTime, lastTime } = finding
  if (firstTime === null || lastTime === null) return null
  const times = firstTime === lastTime ? [firstTime] : [firstTime, lastTime]
  return (
    <span className="finding-span">
      {times.map((time, place) => (
        <span key={time}>
          {place > 0 && ' – '}
          <time title={t('log.dateTime', { date: fullDate(time, language) })}>
            {shortDate(time, language)}
          </time>
        </span>
      ))}
      <span className="tag">{t('log.utc')}</span>
    </span>
  )
}
