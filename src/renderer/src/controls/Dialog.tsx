import { useEffect, useId, useRef, type ReactNode } from 'react'
import { X } from 'lucide-react'

import { useTexts } from '../text/i18n'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** For more than a question. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** A native dialog: it holds the focus, Escape closes it, and the focus goes back where it was. */
export function Dialog({ title, onClose, isWide = false, children }: DialogProps) {
  const { t } = useTexts()
  const ref = useRef<HTMLDialogElement>(null)
  // One can lie over another.
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    const focused = document.activeElement
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[data-takes-focus]')?.focus()
    return () => {
      dialog?.close()
      if (focused instanceof HTMLElement) focused.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className="dialog"
      data-is-wide={isWide || undefined}
      aria-labelledby={titleId}
      onClose={onClose}
      onCancel={onClose}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t('shortcuts.close')}
          onClick={onClose}
        >
          <X size={15} aria-hidden />
        </button>
      </div>
      {children}
    </dialog>
  )
}
