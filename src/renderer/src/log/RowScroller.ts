import { ROW_HEIGHT, RowHeights } from './RowHeights'

/*
 * Scrolls in rows, not in pixels. Chromium ends an element at about 33.5 million pixels, some 1.4
 * million rows, so the scroll bar cannot hold a large log as it is; and how tall a wrapped row is
 * shows only when it is on the screen. So the truth is one row that is held at a height of the
 * screen: whatever becomes known of others, it does not move. The native scroll position only
 * mirrors it: exactly while all rows are of one line and fit into the spacer, in proportion beyond.
 */

/** Far enough below Chromium's end for any zoom and screen density. */
const MAX_SPACER = 10_000_000

/** Below that, two positions are the same. */
const SLACK_PIXELS = 0.5

export interface Extent {
  /** Rows in the view. */
  readonly total: number
  /** Height in pixels of what shows rows. */
  readonly viewport: number
}

/** An edge of a row, and how many pixels below the upper edge of the viewport it stands. */
interface Hold {
  readonly row: number
  readonly edge: 'top' | 'bottom'
  readonly y: number
}

/** A row and how far below the upper edge of the viewport it begins. */
interface Placed {
  readonly row: number
  readonly y: number
}

const START: Hold = { row: 0, edge: 'top', y: 0 }

export class RowScroller {
  readonly #heights = new RowHeights()
  #extent: Extent = { total: 0, viewport: 0 }
  #hold = START
  #varies = false

  get total(): number {
    return this.#extent.total
  }

  get viewport(): number {
    return this.#extent.viewport
  }

  /** The first row in sight; its fraction is the part that is scrolled out. */
  get top(): number {
    const { row, y } = this.first
    return row - Math.min(0, y) / this.heightOf(row)
  }

  /** The first row in sight, which may begin above. */
  get first(): Placed {
    let { row, y } = this.#placedHold()
    while (y > 0 && row > 0) y -= this.heightOf(--row)
    while (y + this.heightOf(row) <= 0 && row < this.total - 1) y += this.heightOf(row++)
    return { row, y }
  }

  /** The last row in sight, which may end below. */
  get last(): Placed {
    let { row, y } = this.first
    while (y + this.heightOf(row) < this.viewport && row < this.total - 1) {
      y += this.heightOf(row++)
    }
    return { row, y }
  }

  /** The last possible `top`. */
  get maxTop(): number {
    if (this.#heights.areEqual) return Math.max(0, this.total - this.viewport / ROW_HEIGHT)
    let left = this.viewport
    for (let row = this.total - 1; row >= 0; row--) {
      const height = this.heightOf(row)
      if (height >= left) return row + 1 - left / height
      left -= height
    }
    return 0
  }

  /** The height that the native scroll bar works with. */
  get spacer(): number {
    return Math.min(this.total * ROW_HEIGHT, MAX_SPACER)
  }

  /** The native scroll bar moves other distances than the rows, so the wheel is not left to it. */
  get isScaled(): boolean {
    return this.#varies || this.total * ROW_HEIGHT > MAX_SPACER
  }

  get isAtEnd(): boolean {
    const { row, y } = this.last
    return row >= this.total - 1 && y + this.heightOf(row) <= this.viewport + SLACK_PIXELS
  }

  heightOf(row: number): number {
    return this.#heights.of(row)
  }

  /** Of the rows from `from` on, before `to`, together, as far as is known. */
  heightBetween(from: number, to: number): number {
    return this.#heights.between(from, to)
  }

  /** How far below the upper edge a row begins, or null for one that is not in sight. */
  placeOf(row: number): number | null {
    const { first, last } = this
    if (row < first.row || row > last.row) return null
    return first.y + this.heightBetween(first.row, row)
  }

  /** What is read stays where it is, as far as the new extent reaches. */
  resize(extent: Partial<Extent>): void {
    this.#extent = { ...this.#extent, ...extent }
    this.#settle()
  }

  /** Whether rows can be of other heights than one line. */
  get varies(): boolean {
    return this.#varies
  }

  /** From now on rows can be of other heights than one line, or none can. */
  setVaries(varies: boolean): void {
    this.#varies = varies
    if (!varies) this.#heights.clear()
    this.#settle()
  }

  /** Other rows stand at the positions now. */
  forgetHeights(): void {
    this.#heights.clear()
    this.#settle()
  }

  /** Takes heights that rows have on the screen; tells whether that moves any. */
  measured(heights: Iterable<readonly [row: number, height: number]>): boolean {
    let isNews = false
    for (const [row, height] of heights) if (this.#heights.set(row, height)) isNews = true
    if (isNews) {
      this.#heights.forgetFarFrom(this.first.row)
      this.#settle()
    }
    return isNews
  }

  scrollTo(top: number): void {
    const wanted = Math.min(Math.max(0, top), this.maxTop)
    const row = Math.floor(wanted)
    this.#moveTo({ row, edge: 'top', y: (row - wanted) * this.heightOf(row) })
  }

  scrollToEnd(): void {
    this.#moveTo({ row: this.total - 1, edge: 'bottom', y: this.viewport })
  }

  /** Puts the head of a row so far below the upper edge. */
  place(row: number, y: number): void {
    this.#moveTo({ row, edge: 'top', y })
  }

  /** The same distance on the screen whether there are 50 rows or 50 million. */
  scrollByPixels(pixels: number): void {
    this.#moveTo({ ...this.#hold, y: this.#hold.y - pixels })
  }

  /** Scrolls as little as it takes to have the whole row in sight. */
  reveal(row: number): void {
    const { first, last } = this
    const height = this.heightOf(row)
    const y = this.placeOf(row)
    if (y !== null && height > this.viewport) return
    if (row < first.row || (y !== null && y < 0)) this.place(row, 0)
    else if (row > last.row || (y !== null && y + height > this.viewport)) {
      this.#moveTo({ row, edge: 'bottom', y: Math.max(height, this.viewport) })
    }
  }

  /**
   * Goes on by what is in sight, less a row that stays.
   *
   * @returns where somebody who was at the row `from` is then
   */
  turnPage(isForward: boolean, from: number): number {
    const { first, last } = this
    if (!this.#varies) {
      const rows = Math.max(1, Math.floor(this.viewport / ROW_HEIGHT) - 1)
      this.scrollTo(this.top + (isForward ? rows : -rows))
      return from + (isForward ? rows : -rows)
    }
    if (first.row === last.row)
      this.scrollByPixels((this.viewport - ROW_HEIGHT) * (isForward ? 1 : -1))
    else if (isForward) this.place(last.row, 0)
    else this.#moveTo({ row: first.row, edge: 'bottom', y: this.viewport })
    // How many rows a page has is known when they are on the screen.
    return isForward ? last.row : first.row
  }

  /** Where the native scroll bar belongs. */
  get nativeTop(): number {
    if (!this.isScaled) return this.top * ROW_HEIGHT
    return this.maxTop === 0 ? 0 : Math.min(1, this.top / this.maxTop) * this.#nativeMax
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

  #placedHold(): { row: number; y: number } {
    const { row, edge, y } = this.#hold
    return { row, y: edge === 'top' ? y : y - this.heightOf(row) }
  }

  #moveTo(hold: Hold): void {
    this.#hold = hold
    this.#settle()
    this.#holdInSight()
  }

  /** Nothing is shown above the first row, nor below the last while there are rows above. */
  #settle(): void {
    if (this.#hold.row > this.total - 1) this.#hold = this.#end
    const { row, y } = this.last
    if (y + this.heightOf(row) < this.viewport) this.#hold = this.#end
    if (this.first.y > 0 || this.total === 0) this.#hold = START
  }

  get #end(): Hold {
    return { row: Math.max(0, this.total - 1), edge: 'bottom', y: this.viewport }
  }

  /** What is held is in sight, for the heights of rows that are not may become others. */
  #holdInSight(): void {
    const { first, last } = this
    if (this.#hold.row < first.row) this.#hold = { ...first, edge: 'top' }
    else if (this.#hold.row > last.row) this.#hold = { ...last, edge: 'top' }
  }
}
