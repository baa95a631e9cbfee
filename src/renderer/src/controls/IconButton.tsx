import type { LucideIcon } from 'lucide-react'

/** A button that shows only a sign; its name is its tooltip too. */
export function IconButton({
  label,
  icon: Icon,
  onClick,
  isOn,
  size = 16,
}: {
  readonly label: string
  readonly icon: LucideIcon
  readonly onClick: () => void
  /** For a switch: whether it is on. */
  readonly isOn?: boolean
  /** Of the sign, in pixels. */
  readonly size?: number
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
      <Icon size={size} aria-hidden />
    </button>
  )
}
