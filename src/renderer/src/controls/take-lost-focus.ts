/** Takes the focus where nothing has it, as after the view that had it is gone, so that the keys go on working. */
export function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true })
}
