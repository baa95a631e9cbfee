import type { ReactNode } from 'react'

import { useNumber } from '../text/useNumber'

interface SwitchChip {
  readonly id: string
  readonly name: ReactNode
  readonly count: number
  readonly isShown: boolean
  readonly onToggle: () => void
}

/** A section of the side bar with a switch for each of some kinds of records, and their counts. */
export function SwitchChips({
  id,
  title,
  chips,
}: {
  readonly id: string
  readonly title: string
  readonly chips: readonly SwitchChip[]
}) {
  const number = useNumber()
  return (
    <section className="side-section" aria-labelledby={id}>
      <div className="side-heading">
        <h2 id={id}>{title}</h2>
      </div>
      <div className="chips">
        {chips.map((chip) => (
          <button
            key={chip.id}
            type="button"
            className="chip"
            aria-pressed={chip.isShown}
            onClick={chip.onToggle}
          >
            <span>{chip.name}</span> <span className="chip-count">{number(chip.count)}</span>
          </button>
        ))}
      </div>
    </section>
  )
}
