import type { LucideIcon } from 'lucide-react'

/** A button that shows only a sign; its name is its tooltip too. */
export function IconButton({
  label,
  icon: Icon,
  onClick,
  isOn,
}: {
  readonly label: string
  readonly icon: LucideIcon
  readonly onClick: () => void
  /** For a switch: whether it is on. */
  readonly isOn?: boolean
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      aria-pressed={isOn}
      title={label}
      onClick={onClick}
    >
      <Icon size={16} aria-hidden />
    </button>
  )
}
