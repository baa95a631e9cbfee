import { useTexts } from '../text/i18n'
import { UNITS, type WrittenShift } from './shift'

/** What a clock is put right by. */
export function ShiftField({
  name,
  hintId,
  shift,
  isDisabled = false,
  onChange,
}: {
  /** Of the log. */
  readonly name: string
  readonly hintId: string
  readonly shift: WrittenShift
  readonly isDisabled?: boolean
  readonly onChange: (shift: WrittenShift) => void
}) {
  const { t } = useTexts()
  return (
    <span className="shift">
      <input
        type="number"
        step="any"
        placeholder="0"
        aria-label={t('merge.shift', { name })}
        aria-describedby={hintId}
        disabled={isDisabled}
        value={shift.amount}
        onChange={({ target }) => onChange({ ...shift, amount: target.value })}
      />
      <select
        aria-label={t('merge.unit', { name })}
        disabled={isDisabled}
        value={shift.unit}
        onChange={({ target }) => {
          const unit = UNITS.find((known) => known === target.value)
          if (unit) onChange({ ...shift, unit })
        }}
      >
        {UNITS.map((unit) => (
          <option key={unit} value={unit}>
            {t(`merge.units.${unit}`)}
          </option>
        ))}
      </select>
    </span>
  )
}
