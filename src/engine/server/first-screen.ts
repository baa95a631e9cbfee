/** The page starts while the first records are read: for so long all others wait for it. */
const PATIENCE_MS = 1500

/**
 * Lets the page have the processors until it shows the first rows, so that these come as soon for a
 * log of any size.
 */
export class FirstScreen {
  #isShown = false
  #goOn: () => void = () => undefined

  /** The page has drawn them. */
  show(): void {
    this.#isShown = true
    this.#goOn()
  }

  /** Settles when that has happened, or when it takes too long: there may be no page. */
  async wait(): Promise<void> {
    if (this.#isShown) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS)
      this.#goOn = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
