/** The page starts while the first records are read: for so long all others wait for it. */
const PATIENCE_MS = 1500

/**
 * Lets the page have the processors until it shows the first rows, so that these come as soon for a
 * log of any size.
 */
export class FirstScreen {
  #setShown: () => void = () => undefined
  readonly #shown = new Promise<void>((resolve) => (this.#setShown = resolve))

  /** The page has drawn them. */
  show(): void {
    this.#setShown()
  }

  /** Settles when that has happened, or when it takes too long: there may be no page. */
  async wait(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)))
    await Promise.race([this.#shown, patience])
    clearTimeout(timer)
  }
}
