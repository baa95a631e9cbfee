import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { X } from 'lucide-react'

import { useTexts } from '../text/i18n'
import { closeWithFocus } from './take-lost-focus'

interface DialogProps {
  readonly title: string
  /** Somebody wants it closed. */
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
  // In the moment of drawing: later, another dialog or a field could have the focus, and would lose it.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-takes-focus]')?.focus()
    return () => closeWithFocus(dialog)
  }, [])
  return (
    <dialog
      ref={ref}
      className="dialog"
      data-is-wide={isWide || undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Whether it goes is for its owner to say. Of two Escapes in a row the second cannot be held up.
        if (!event.cancelable) return
        event.preventDefault()
        onClose()
      }}
      onClose={() => {
        // What is gone already tells it late, when another dialog can be open.
        if (!ref.current) return
        ref.current.showModal()
        onClose()
      }}
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
