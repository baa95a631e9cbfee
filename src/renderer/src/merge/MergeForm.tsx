import { useState, type ReactNode, type SubmitEvent } from 'react'

import { MAX_SHIFT, MERGE_ORDERS, type MergeOrder } from '#shared/merged-sources'
import type { Milliseconds } from '#shared/record'

import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { ShiftField } from './ShiftField'
import { shiftOf, type WrittenShift, writtenShift } from './shift'
import { COLORS } from './useSources'
import './merge.css'

/** A log that the form lists. */
export interface ListedLog {
  readonly key: number
  readonly name: string
  readonly place: string
  readonly shift: Milliseconds
  readonly isChosen: boolean
}

/** A log of the list that is to be merged. */
export interface ChosenLog {
  readonly key: number
  readonly shift: Milliseconds
}

interface Change {
  readonly isChosen?: boolean
  readonly shift?: WrittenShift
}

const HINT = 'merge-hint'

/** In which order, by which clocks, and, where that is to be chosen, which of the logs. */
export function MergeForm({
  logs,
  order: firstOrder,
  canChoose,
  action,
  note,
  onSubmit,
  onCancel,
}: {
  readonly logs: readonly ListedLog[]
  readonly order: MergeOrder
  readonly canChoose: boolean
  /** What the button says that does it. */
  readonly action: string
  readonly note?: ReactNode
  readonly onSubmit: (chosen: readonly ChosenLog[], order: MergeOrder) => void
  readonly onCancel: () => void
}) {
  const { t } = useTexts()
  const [order, setOrder] = useState(firstOrder)
  /** What was changed; logs may be opened and closed meanwhile. */
  const [changes, setChanges] = useState<ReadonlyMap<number, Change>>(new Map())
  const entries = logs.map((log) => ({
    ...log,
    shift: writtenShift(log.shift),
    ...changes.get(log.key),
  }))
  const chosen = entries.filter(({ isChosen }) => isChosen)
  const isTooLarge = chosen.some(({ shift }) => Math.abs(shiftOf(shift)) > MAX_SHIFT)

  function change(key: number, patch: Change): void {
    setChanges(new Map([...changes, [key, { ...changes.get(key), ...patch }]]))
  }

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    onSubmit(
      chosen.map(({ key, shift }) => ({ key, shift: shiftOf(shift) })),
      order,
    )
  }

  /** The colour that it will have among those that are chosen. */
  function colorOf(key: number): number | undefined {
    const at = chosen.findIndex((entry) => entry.key === key)
    return at < 0 ? undefined : at % COLORS
  }

  return (
    <form className="form merge" onSubmit={submit}>
      <fieldset className="merge-logs">
        <legend>{t('merge.logs')}</legend>
        {entries.map(({ key, name, place, isChosen, shift }) => {
          const shown = visibleString(name)
          return (
            <div key={key} className="merge-log">
              <label className="merge-name" title={visibleString(place)}>
                {canChoose && (
                  <input
                    type="checkbox"
                    checked={isChosen}
                    onChange={({ target }) => change(key, { isChosen: target.checked })}
                  />
                )}
                <span className="source-swatch" data-source={colorOf(key)} aria-hidden />
                <span className="source-name">{shown}</span>
              </label>
              <ShiftField
                name={shown}
                hintId={HINT}
                shift={shift}
                isDisabled={!isChosen}
                onChange={(written) => change(key, { shift: written })}
              />
            </div>
          )
        })}
      </fieldset>
      <p id={HINT} className="merge-hint">
        {t('merge.shiftHint')}
      </p>
      {note}
      <fieldset className="merge-order">
        <legend>{t('merge.order')}</legend>
        {MERGE_ORDERS.map((known) => (
          <label key={known}>
            <input
              type="radio"
              name="merge-order"
              checked={order === known}
              onChange={() => setOrder(known)}
            />
            {t(`merge.${known}`)}
          </label>
        ))}
      </fieldset>
      <div className="form-buttons">
        <p className="merge-mistake" role="alert">
          {isTooLarge && t('merge.tooLarge')}
        </p>
        <button type="button" className="button" onClick={onCancel}>
          {t('merge.cancel')}
        </button>
        <button
          type="submit"
          className="button button-primary"
          data-takes-focus
          disabled={chosen.length < 2 || isTooLarge}
        >
          {action}
        </button>
      </div>
    </form>
  )
}
