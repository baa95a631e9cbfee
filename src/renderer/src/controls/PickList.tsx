import { useId, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react'

/** There may be thousands; the field finds the others. */
const MAX_SHOWN = 200

interface PickListProps<T> {
  /** Of the field, and of the list. */
  readonly labels: { readonly field: string; readonly list: string }
  readonly items: readonly T[]
  /** Where the field looks for its text. */
  readonly textOf: (item: T) => string
  readonly part: string
  readonly onPart: (part: string) => void
  /** What there is to say about so many that were found, and so many of these that are not shown. */
  readonly stateOf: (found: number, hidden: number) => string
  readonly onPick: (index: number) => void
  readonly draw: (item: T) => ReactNode
}

/** A list and a field that finds what holds a text; Enter picks the first, arrows go through all. */
export function PickList<T>({
  labels,
  items,
  textOf,
  part,
  onPart,
  stateOf,
  onPick,
  draw,
}: PickListProps<T>) {
  const id = useId()
  const wanted = part.trim().toLowerCase()
  const found = items
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => textOf(item).toLowerCase().includes(wanted))

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (found[0]) onPick(found[0].index)
  }

  return (
    <div onKeyDown={moveByArrow}>
      <form className="form" onSubmit={submit}>
        <label htmlFor={id}>{labels.field}</label>
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          data-takes-focus
          data-moves-to
          value={part}
          onChange={(event) => onPart(event.target.value)}
        />
      </form>
      <ul className="entries" aria-label={labels.list}>
        {found.slice(0, MAX_SHOWN).map(({ item, index }) => (
          <li key={index}>
            <button type="button" className="entry" data-moves-to onClick={() => onPick(index)}>
              {draw(item)}
            </button>
          </li>
        ))}
      </ul>
      <p className="entries-state" role="status">
        {stateOf(found.length, Math.max(0, found.length - MAX_SHOWN))}
      </p>
    </div>
  )
}

/** From the field into the list, through it and back. */
function moveByArrow(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-moves-to]')]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus()
  event.preventDefault()
}
