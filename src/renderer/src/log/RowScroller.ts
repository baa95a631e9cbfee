/*
 * Scrolls in rows, not in pixels. Chromium ends an element at about 33.5 million pixels, some 1.4
 * million rows, so the scroll bar cannot hold a large log as it is. The truth is `top`, a row number
 * with a fraction; the native scroll position only mirrors it: exactly while all rows fit into the
 * spacer, in proportion beyond.
 */

export const ROW_HEIGHT = 24

/** Far enough below Chromium's end for any zoom and screen density. */
const MAX_SPACER = 10_000_000

export interface Extent {
  /** Rows in the view. */
  readonly total: number
  /** Height in pixels of what shows rows. */
  readonly viewport: number
}

/** Half a pixel: below that, two positions are the same. */
const SLACK_ROWS = 0.5 / ROW_HEIGHT

export class RowScroller {
  #extent: Extent = { total: 0, viewport: 0 }
  #top = 0

  /** The first row in sight; its fraction is the part that is scrolled out. */
  get top(): number {
    return this.#top
  }

  get total(): number {
    return this.#extent.total
  }

  get viewport(): number {
    return this.#extent.viewport
  }

  get maxTop(): number {
    return Math.max(0, this.total - this.viewport / ROW_HEIGHT)
  }

  /** Whole rows that fit, for a page up or down. */
  get page(): number {
    return Math.max(1, Math.floor(this.viewport / ROW_HEIGHT) - 1)
  }

  /** The height that the native scroll bar works with. */
  get spacer(): number {
    return Math.min(this.total * ROW_HEIGHT, MAX_SPACER)
  }

  get isScaled(): boolean {
    return this.total * ROW_HEIGHT > MAX_SPACER
  }

  get isAtEnd(): boolean {
    return this.#top >= this.maxTop - SLACK_ROWS
  }

  /** What is read stays where it is, as far as the new extent reaches. */
  resize(extent: Partial<Extent>): void {
    this.#extent = { ...this.#extent, ...extent }
    this.scrollTo(this.#top)
  }

  scrollTo(top: number): void {
    this.#top = Math.min(Math.max(0, top), this.maxTop)
  }

  scrollToEnd(): void {
    this.#top = this.maxTop
  }

  /** The same distance on the screen whether there are 50 rows or 50 million. */
  scrollByPixels(pixels: number): void {
    this.scrollTo(this.#top + pixels / ROW_HEIGHT)
  }

  /** Scrolls as little as it takes to have the whole row in sight. */
  reveal(row: number): void {
    const lastTop = row + 1 - this.viewport / ROW_HEIGHT
    if (row < this.#top || this.viewport < ROW_HEIGHT) this.scrollTo(row)
    else if (this.#top < lastTop) this.scrollTo(lastTop)
  }

  /** Where the native scroll bar belongs. */
  get nativeTop(): number {
    if (!this.isScaled) return this.#top * ROW_HEIGHT
    return this.maxTop === 0 ? 0 : (this.#top / this.maxTop) * this.#nativeMax
  }

  /** Follows the native scroll bar after somebody dragged it. */
  scrollToNative(nativeTop: number): void {
    // Both ends exactly: a fraction of a pixel at the end would be some rows.
    if (nativeTop <= 0) this.scrollTo(0)
    else if (nativeTop >= this.#nativeMax - 1) this.scrollToEnd()
    else if (this.isScaled) this.scrollTo((nativeTop / this.#nativeMax) * this.maxTop)
    else this.scrollTo(nativeTop / ROW_HEIGHT)
  }

  get #nativeMax(): number {
    return Math.max(0, this.spacer - this.viewport)
  }
}
