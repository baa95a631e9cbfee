import { Clock, X } from 'lucide-react'

import { useApplication, useDocument } from '../application/contexts'
import { showTimes } from '../categories/filter-changes'
import { IconButton } from '../controls/IconButton'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { rangeText } from './range-text'

/** Tells which range of time is shown; changes it, and takes it back. */
export function TimeRangeChip() {
  const { t, language } = useTexts()
  const { dialog } = useApplication()
  const document = useDocument()
  const { time } = useStore(document.filter)
  return (
    <span className="time-chip" data-set={time !== null || undefined}>
      <button
        type="button"
        className="time-chip-open"
        title={t('timeline.change')}
        onClick={() => dialog.set('time-range')}
      >
        <Clock size={13} aria-hidden />
        <span className="visually-hidden">{t('timeline.change')}: </span>
        <span className="time-chip-text">
          {time ? rangeText(time, t, language) : t('timeline.all')}
        </span>
      </button>
      {time && (
        <IconButton
          label={t('timeline.clear')}
          icon={X}
          size={13}
          onClick={() => document.setFilter(showTimes(document.filter.get(), null))}
        />
      )}
    </span>
  )
}
