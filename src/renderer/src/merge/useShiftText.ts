import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { shiftText } from './shift'
import type { ShownSource } from './useSources'

/** Gives the place of a log in words, with what its clock is put right by. */
export function useShiftText(): (source: ShownSource) => string {
  const { t } = useTexts()
  return ({ place, shift }) => {
    const name = visibleString(place)
    if (shift === 0) return name
    return t('merge.shiftedBy', {
      name,
      shift: shiftText(shift, (unit) => t(`merge.units.${unit}`)),
    })
  }
}
