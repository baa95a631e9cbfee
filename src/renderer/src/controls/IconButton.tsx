import type { LucideIcon } from 'lucide-react'

/** A button that shows only a sign; its name is its tooltip too. */
export function IconButton({
  label,
  icon: Icon,
  onClick,
}: {
  readonly label: string
  readonly icon: LucideIcon
  readonly onClick: () => void
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon size={16} aria-hidden />
    </button>
  )
}
