import { FilePlus2 } from 'lucide-react'

import { useApplication, useDocument } from '../application/contexts'
import type { Origin } from './draft'
import './rules.css'

/** Begins with a rule for records like this one. */
export function MakeRuleButton({
  label,
  origin,
}: {
  readonly label: string
  readonly origin: Origin
}) {
  const { dialog } = useApplication()
  const document = useDocument()
  return (
    <button
      type="button"
      className="button button-small make-rule"
      onClick={(event) => {
        // In the triage its row would show the records.
        event.stopPropagation()
        document.makeRule(origin)
        dialog.set('rule')
      }}
    >
      <FilePlus2 size={13} aria-hidden />
      {label}
    </button>
  )
}
