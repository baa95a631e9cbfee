import { useId, type ReactNode } from 'react'

interface Control {
  readonly id: string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string | undefined
}

interface FormRowProps {
  readonly label: string
  readonly hint?: string
  readonly mistake: string | null
  /** Draws the control, with what ties it to its label and to what is wrong. */
  readonly children: (control: Control) => ReactNode
}

/** A line of a form: its name, its control, and what is wrong with it. */
export function FormRow({ label, hint, mistake, children }: FormRowProps) {
  const id = useId()
  const mistakeId = `${id}-mistake`
  return (
    <div className="rule-row">
      <label htmlFor={id}>
        {label}
        {hint !== undefined && <span className="rule-hint"> {hint}</span>}
      </label>
      {children({
        id,
        'aria-invalid': mistake !== null,
        'aria-describedby': mistake === null ? undefined : mistakeId,
      })}
      {mistake !== null && (
        <p id={mistakeId} className="rule-mistake">
          {mistake}
        </p>
      )}
    </div>
  )
}
