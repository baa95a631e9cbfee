import type { Milliseconds } from '#shared/record'

import { fullDate } from '../text/format'
import { useTexts } from '../text/i18n'
import { shiftText } from './shift'

/** Gives the date of a record in words, and the one that its log has where its clock is put right. */
export function useShownDate(): (time: Milliseconds, shift: Milliseconds) => string {
  const { t, language } = useTexts()
  const inWords = (time: Milliseconds) => t('log.dateTime', { date: fullDate(time, language) })
  return (time, shift) =>
    shift === 0
      ? inWords(time)
      : t('merge.shifted', {
          time: inWords(time),
          shift: shiftText(shift, (unit) => t(`merge.units.${unit}`)),
          own: inWords(time - shift),
        })
}
