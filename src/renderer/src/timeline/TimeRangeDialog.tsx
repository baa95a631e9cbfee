import { useState, type SubmitEvent } from 'react'

import type { Milliseconds } from '#shared/record'
import type { TimeRange } from '#shared/time-range'
import { readTime } from '#shared/written-time'

import { useApplication, useDocument } from '../application/contexts'
import { showTimes } from '../categories/filter-changes'
import { Dialog } from '../controls/Dialog'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { writtenSecond } from './range-text'

const MINUTE = 60_000

const LAST = [
  ['quarter', 15 * MINUTE],
  ['hour', 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
] as const

type Mistake = 'unclear' | 'backwards'

/** Reads one field; an empty one is an open end. */
function readEnd(
  text: FormDataEntryValue | null,
  sameDay: Milliseconds | null,
  end: 'first' | 'last',
) {
  if (typeof text !== 'string' || text.trim() === '') return null
  return readTime(text, sameDay)?.[end] ?? 'unclear'
}

/** Asks which range of time is to be shown. */
export function TimeRangeDialog() {
  const { t } = useTexts()
  const { dialog } = useApplication()
  const document = useDocument()
  const { filter, log, status } = document
  const [mistake, setMistake] = useState<Mistake | null>(null)
  const lastTime = useStore(status)?.lastTime ?? null
  const { time } = filter.get()
  const close = () => dialog.set(null)

  function show(range: TimeRange | null): void {
    document.setFilter(showTimes(filter.get(), range))
    close()
  }

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const sameDay = log.timeInSight ?? lastTime
    const from = readEnd(data.get('from'), sameDay, 'first')
    const until = readEnd(data.get('until'), sameDay, 'last')
    if (from === 'unclear' || until === 'unclear') setMistake('unclear')
    else if (from !== null && until !== null && from > until) setMistake('backwards')
    else show({ from, until })
  }

  return (
    <Dialog title={t('timeRange.title')} onClose={close}>
      <form className="form" onSubmit={submit}>
        <div className="time-fields">
          {(['from', 'until'] as const).map((name) => (
            <div key={name} className="time-field">
              <label htmlFor={`time-${name}`}>{t(`timeRange.${name}`)}</label>
              <input
                id={`time-${name}`}
                name={name}
                type="text"
                autoComplete="off"
                spellCheck={false}
                maxLength={40}
                data-takes-focus={name === 'from' || undefined}
                placeholder={t(`timeRange.${name}Open`)}
                defaultValue={time?.[name] == null ? '' : writtenSecond(time[name])}
                aria-describedby="time-hint"
                aria-invalid={mistake !== null}
                onChange={() => setMistake(null)}
              />
            </div>
          ))}
        </div>
        <p id="time-hint" className="form-hint" role={mistake === null ? undefined : 'alert'}>
          {t(`timeRange.${mistake ?? 'hint'}`)}
        </p>
        <div role="group" className="time-last" aria-label={t('timeRange.last')}>
          <span aria-hidden="true">{t('timeRange.last')}</span>
          {LAST.map(([name, length]) => (
            <button
              key={name}
              type="button"
              className="button button-small"
              disabled={lastTime === null}
              onClick={() => show({ from: (lastTime ?? 0) - length, until: null })}
            >
              {t(`timeRange.${name}`)}
            </button>
          ))}
        </div>
        <div className="form-buttons">
          <button type="button" className="button" onClick={() => show(null)}>
            {t('timeRange.all')}
          </button>
          <button type="submit" className="button button-primary">
            {t('timeRange.show')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
