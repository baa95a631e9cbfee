/** Takes the focus where nothing has it, as after the view that had it is gone, so that the keys go on working. */
export function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true })
}

/** Closes a dialog. The focus goes back to where it was, but not from where somebody has moved it since. */
export function closeWithFocus(dialog: HTMLDialogElement): void {
  const focused = document.activeElement
  const isElsewhere = focused !== document.body && !dialog.contains(focused)
  // It gives the focus back, if what had it is still there.
  dialog.close()
  if (isElsewhere && focused instanceof HTMLElement) focused.focus()
  const left = document.activeElement
  if (left instanceof HTMLElement && dialog.contains(left)) left.blur()
  takeLostFocus(document.querySelector<HTMLElement>('[data-takes-lost-focus]'))
}
