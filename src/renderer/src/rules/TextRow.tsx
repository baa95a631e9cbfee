import { FormRow } from './FormRow'

/** A line of a form with one line of text. */
export function TextRow({
  label,
  mistake,
  placeholder,
  value,
  onChange,
}: {
  readonly label: string
  readonly mistake: string | null
  readonly placeholder?: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  return (
    <FormRow label={label} mistake={mistake}>
      {(props) => (
        <input
          {...props}
          type="text"
          spellCheck={false}
          autoComplete="off"
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FormRow>
  )
}
