import type { KeyboardEvent, Ref } from 'react'

import { type Suggestion, suggestionId, SUGGESTIONS_ID } from './SuggestionList'

/** A field whose list stands below the form: arrows go through it, and Enter takes one. */
export function SuggestingField({
  ref,
  id,
  label,
  hint,
  maxLength,
  takesFocus = false,
  value,
  isWrong,
  isCurrent,
  suggestions,
  active,
  onActive,
  onChange,
  onFocus,
  onDown,
}: {
  readonly ref?: Ref<HTMLInputElement>
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly maxLength: number
  /** When its dialog opens. */
  readonly takesFocus?: boolean
  readonly value: string
  readonly isWrong: boolean
  /** The list is that of this field. */
  readonly isCurrent: boolean
  readonly suggestions: readonly Suggestion[]
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onChange: (value: string) => void
  readonly onFocus: () => void
  /** The arrow down where there is no list. */
  readonly onDown?: (() => void) | undefined
}) {
  const chosen = isCurrent ? suggestions[active] : undefined

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter' && chosen) chosen.choose()
    else if (event.key === 'ArrowDown' && suggestions.length === 0 && onDown) onDown()
    else if (event.key === 'ArrowDown') onActive(Math.min(active + 1, suggestions.length - 1))
    else if (event.key === 'ArrowUp') onActive(Math.max(active - 1, -1))
    else return
    event.preventDefault()
  }

  return (
    <div className="server-field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={ref}
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        placeholder={hint}
        data-takes-focus={takesFocus || undefined}
        aria-autocomplete="list"
        aria-expanded={isCurrent && suggestions.length > 0}
        aria-controls={SUGGESTIONS_ID}
        aria-activedescendant={chosen ? suggestionId(active) : undefined}
        aria-invalid={isWrong}
        aria-describedby="server-message"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      />
    </div>
  )
}
