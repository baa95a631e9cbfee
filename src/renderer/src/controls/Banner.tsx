import { CircleAlert, CircleX, Info, type LucideIcon, X } from 'lucide-react'
import type { ReactNode } from 'react'

import { IconButton } from './IconButton'

type Tone = 'quiet' | 'warning' | 'error'

interface BannerProps {
  readonly tone: Tone
  /** Where its tone alone does not say what it is about. */
  readonly icon?: LucideIcon
  /** How it is read out; a list of banners does it for each of them. */
  readonly role?: 'status' | 'alert'
  readonly title: string
  /** What follows the title. */
  readonly children?: ReactNode
  /** What can be done about it. */
  readonly buttons?: ReactNode
  readonly dismissal?: { readonly label: string; readonly dismiss: () => void }
}

const ICONS: Readonly<Record<Tone, LucideIcon>> = {
  quiet: Info,
  warning: CircleAlert,
  error: CircleX,
}

/** Something to know, or to do something about, that stands above what it is about. */
export function Banner({
  tone,
  icon: Icon = ICONS[tone],
  role,
  title,
  children,
  buttons,
  dismissal,
}: BannerProps) {
  return (
    <div role={role} className="banner" data-tone={tone}>
      <Icon size={15} aria-hidden />
      <div className="banner-text">
        <strong>{title}</strong> {children}
      </div>
      {buttons && <div className="banner-buttons">{buttons}</div>}
      {dismissal && (
        <IconButton label={dismissal.label} icon={X} size={14} onClick={dismissal.dismiss} />
      )}
    </div>
  )
}

interface BannerButtonProps {
  readonly label: string
  readonly onClick: () => void
}

export function BannerButton({ label, onClick }: BannerButtonProps) {
  return (
    <button type="button" className="button button-small" onClick={onClick}>
      {label}
    </button>
  )
}
