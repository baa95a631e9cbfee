import type {
  DocumentStatus,
  Location,
  Rows,
  SeenAtOnce,
  ViewState,
} from '#shared/protocol/document'
import { MAX_SIGHT_ROWS } from '#shared/protocol/limits'
import type { Milliseconds } from '#shared/record'
import { MARGIN_ROWS, type Sight } from '#shared/sight'

import type { DocumentClient } from '../document/DocumentClient'
import { Store, type Readable } from '../store/Store'
import type { Place } from './parse-place'
import { RowCache } from './RowCache'
import { ExpandedRecords, hasRest } from './ExpandedRecords'
import { ROW_HEIGHT } from './RowHeights'
import { RowScroller } from './RowScroller'

export interface Selection {
  readonly record: number
  /** Where it stands in the view, or failing it the next shown record: the arrow keys start there. */
  readonly position: number
  readonly isShown: boolean
}

export type ViewCounts = Omit<ViewState, 'anchorPosition'>

/** Shown and hidden: always all records. */
export function recordsOf(view: ViewCounts | null): number {
  if (!view) return 0
  const { shown, hidden, hiddenByFinding, hiddenByTime, hiddenByText } = view
  return Object.values(hidden).reduce(
    (sum, count) => sum + count,
    shown + hiddenByFinding + hiddenByTime + hiddenByText,
  )
}

/** A row, and how many pixels below the upper edge it stands. */
interface Placed {
  readonly row: number
  readonly y: number
}

/** Where a change of view leaves the reader. */
type Landing = 'anchor' | 'start'

const START: Placed = { row: 0, y: 0 }

/** The list of records: what is in sight, what is selected, and whether it follows the end. */
export class LogModel implements Readable<number> {
  readonly scroller = new RowScroller()
  readonly rows: RowCache
  readonly selection = new Store<Selection | null>(null)
  readonly isFollowing = new Store(false)
  readonly view = new Store<ViewCounts | null>(null)
  readonly expanded: ExpandedRecords

  readonly #client: DocumentClient
  readonly #version = new Store(0)
  #latest: DocumentStatus | null = null
  #isRead = false
  #isSeen = false
  #changeTurn = 0
  #changesUnderWay = 0
  #selectTurn = 0
  #walking: Promise<unknown> = Promise.resolve()
  #isWrapped = false
  #isInSight = false

  constructor(client: DocumentClient) {
    this.#client = client
    this.rows = new RowCache(
      (from, count) => client.call('view.rows', { from, count }),
      () => this.#emit(),
    )
    this.expanded = new ExpandedRecords(
      async (record) => (await client.call('record.get', { record })).detail,
      () => this.#emit(),
    )
  }

  /** A number that changes with everything that is on the screen. */
  readonly get = (): number => this.#version.get()
  readonly subscribe = (listener: () => void): (() => void) => this.#version.subscribe(listener)

  /** Takes news of the engine: the log grew, or other content stands in its place. */
  update(status: DocumentStatus): void {
    const isOther = this.#latest !== null && status.generation !== this.#latest.generation
    this.#latest = status
    if (isOther) {
      this.#changeTurn++
      this.#select(null)
      this.expanded.clear()
      this.#show(status.view)
    } else if (this.#changesUnderWay === 0) {
      this.#followStatus(status)
    }
    this.#beginToFollow()
  }

  /** Whether the list is drawn; else no rows are asked for. */
  setInSight(isInSight: boolean): void {
    this.#isInSight = isInSight
    this.#moved()
  }

  /** The first rows are on the screen. */
  markSeen(): void {
    if (this.#isSeen) return
    this.#isSeen = true
    // Who does not answer has other news.
    this.#client.call('view.seen', {}).catch(() => undefined)
  }

  resize(viewport: number): void {
    this.scroller.resize({ viewport })
    this.#beginToFollow()
    this.#keepEnd()
    this.#moved()
  }

  scrollByPixels(pixels: number): void {
    this.scroller.scrollByPixels(pixels)
    this.#scrolledByHand()
  }

  scrollToNative(nativeTop: number): void {
    this.scroller.scrollToNative(nativeTop)
    this.#scrolledByHand()
  }

  scrollToRow(top: number): void {
    this.scroller.scrollTo(top)
    this.#scrolledByHand()
  }

  /** Long lines go on below, or end at the edge. What is read stays at its height. */
  setWrapped(isWrapped: boolean): void {
    if (isWrapped === this.#isWrapped) return
    this.#isWrapped = isWrapped
    const { row, y } = this.#readRow()
    this.scroller.setVaries(false)
    this.#place(row, y)
  }

  /** Shows all lines of the record at a position, or its first alone. */
  setExpanded(position: number, isExpanded: boolean | 'toggle'): void {
    const row = this.rows.rowAt(position)
    if (!row || !hasRest(row)) return
    const isWanted = isExpanded === 'toggle' ? !this.expanded.has(row.record) : isExpanded
    const y = this.scroller.placeOf(position)
    if (isWanted) this.expanded.expand(row.record)
    else this.expanded.collapse(row.record)
    this.isFollowing.set(false)
    if (y === null) this.#emit()
    else this.#place(position, y)
  }

  expandSelected(isExpanded: boolean | 'toggle'): void {
    const selection = this.selection.get()
    if (selection?.isShown) this.setExpanded(selection.position, isExpanded)
  }

  /** Takes the heights that rows have on the screen, which others move by. */
  measured(heights: Iterable<readonly [row: number, height: number]>): void {
    if (!this.scroller.measured(heights)) return
    this.#keepEnd()
    this.#moved()
  }

  setFollowing(isFollowing: boolean): void {
    this.isFollowing.set(isFollowing)
    this.#keepEnd()
    this.#moved()
  }

  clearSelection(): void {
    this.#select(null)
  }

  /** Selects the record at a position of the view and brings it into sight. */
  async selectPosition(position: number): Promise<void> {
    const last = this.scroller.total - 1
    if (last < 0) return
    const wanted = Math.min(Math.max(0, position), last)
    const turn = ++this.#selectTurn
    const { view } = this.rows
    this.scroller.reveal(wanted)
    // Who selects a record reads it, so it must not be scrolled away; the last one is the end itself.
    this.isFollowing.set(wanted === last && this.scroller.isAtEnd)
    this.#moved()
    const row = this.rows.rowAt(wanted) ?? (await this.#fetchRow(wanted))
    if (!row || turn !== this.#selectTurn || view !== this.rows.view) return
    this.#select({ record: row.record, position: wanted, isShown: true })
  }

  /** Selects a record that was found, and brings it into sight with some around it. */
  async selectFound(view: number, position: number): Promise<void> {
    if (view !== this.rows.view) return
    this.#bringNear(position)
    await this.selectPosition(position)
  }

  /** Selects the record of a line or time, or the next shown one; false where there is none. */
  async goTo(place: Place): Promise<boolean> {
    const { view, position } =
      place.kind === 'line'
        ? await this.#client.call('view.locateLine', { line: place.line })
        : await this.#client.call('view.locateTime', { time: place.time })
    if (position === null || view !== this.rows.view) return false
    this.#bringNear(position)
    await this.selectPosition(position)
    return true
  }

  /** Selects the nearest problem in the view after the selected record or before it, round the ends. */
  goToProblem(isForward: boolean): Promise<boolean> {
    return this.walk(async () => {
      const record = this.selection.get()?.record ?? null
      const found = await this.#client.call('view.nextProblem', { record, isForward })
      if (found) await this.selectFound(found.view, found.position)
      return found !== null
    })
  }

  /** Takes a step from the selected record: of two quick ones the later begins where the former ends. */
  walk<T>(step: () => Promise<T>): Promise<T> {
    const walked = this.#walking.then(step)
    this.#walking = walked.catch(() => undefined)
    return walked
  }

  /** The time of the selected record, as far as it is shown. */
  get timeOfSelection(): Milliseconds | null {
    const selection = this.selection.get()
    const row = selection?.isShown ? this.rows.rowAt(selection.position) : null
    return row?.record === selection?.record ? (row?.time ?? null) : null
  }

  /** The time of what is in sight: what a time without a date is meant on. */
  get timeInSight(): Milliseconds | null {
    const { first, last } = this.scroller
    for (let { row } = first; row <= last.row; row++) {
      const time = this.rows.rowAt(row)?.time ?? null
      if (time !== null) return time
    }
    return null
  }

  /** The selected record, where it is in sight, or the first that is. */
  get recordInSight(): number | null {
    return this.#anchor()?.record ?? null
  }

  /** Who comes from afar wants to see what stands before. */
  #bringNear(position: number): void {
    const { scroller } = this
    const y = scroller.placeOf(position)
    const isInSight = y !== null && y >= 0 && y + scroller.heightOf(position) <= scroller.viewport
    if (!isInSight) scroller.place(position, scroller.viewport / 3)
  }

  /**
   * Shows other records. The selected record, if it is in sight, else the top one, stays at the same
   * height on the screen. Nothing changes on it before the new rows are there.
   *
   * @param beforeShown what changes with the rows
   */
  async changeView<State extends ViewState & SeenAtOnce>(
    request: (anchor: number | null, sight: Sight) => Promise<State>,
    landing: Landing = 'anchor',
    beforeShown: (state: State) => void = () => undefined,
  ): Promise<void> {
    const turn = ++this.#changeTurn
    this.#changesUnderWay++
    try {
      const anchor = landing === 'anchor' ? this.#anchor() : null
      const selected = this.selection.get()
      const seen = this.#sightAt(anchor?.y ?? 0, landing)
      const state = await request(anchor?.record ?? null, seen)
      if (turn !== this.#changeTurn) return
      const place =
        landing === 'start' ? START : { row: state.anchorPosition ?? 0, y: anchor?.y ?? 0 }
      const isKnown = state.sight !== null && selected === this.selection.get()
      const selection = isKnown ? placed(selected, state.sight.selection) : await this.#relocated()
      if (turn !== this.#changeTurn) return
      if (landing === 'start') this.isFollowing.set(false)
      this.selection.set(selection)
      beforeShown(state)
      this.#show(state, place, state.sight?.rows)
    } finally {
      this.#changesUnderWay--
      if (this.#changesUnderWay === 0 && this.#latest) this.#followStatus(this.#latest)
    }
  }

  /** A log that fits is at its end from the first, and so is one whose end came first. */
  #beginToFollow(): void {
    // Not before: a list that followed its own first indexing would fly past the reader.
    const { state = 'indexing', arrived = null } = this.#latest ?? {}
    const isIndexed = state !== 'indexing' && arrived === null
    if (this.#isRead || !isIndexed || this.scroller.viewport === 0) return
    this.#isRead = true
    if (this.scroller.maxTop > 0 && this.#latest?.missingBytes === 0) return
    this.isFollowing.set(true)
    this.#keepEnd()
    this.#moved()
  }

  #followStatus({ view }: DocumentStatus): void {
    // Older than what an answer has told already.
    if (view.view < this.rows.view) return
    if (view.view > this.rows.view) {
      this.#show(view)
      return
    }
    if (recordsOf(view) < recordsOf(this.view.get())) return
    this.view.set(view)
    this.scroller.resize({ total: view.shown })
    this.rows.grow(view.shown)
    this.#keepEnd()
    this.#moved()
  }

  #show(view: ViewCounts, place = START, answer?: Rows): void {
    this.rows.reset(view.view, view.shown)
    if (answer) this.rows.put(answer)
    this.view.set(view)
    this.scroller.forgetHeights()
    this.scroller.resize({ total: view.shown })
    this.scroller.place(place.row, place.y)
    if (this.#isRead && this.scroller.maxTop === 0 && !this.selection.get())
      this.isFollowing.set(true)
    this.#keepEnd()
    this.#moved()
  }

  /** The record to hold on to, and how many pixels below the upper edge it stands. */
  #anchor(): { readonly record: number; readonly y: number } | null {
    const selection = this.selection.get()
    // Also where it is hidden just now: shown again, it comes back to where it was.
    const y = selection && this.scroller.placeOf(selection.position)
    if (selection && y !== null) return { record: selection.record, y }
    const read = this.#readRow()
    const row = this.rows.rowAt(read.row)
    return row && { record: row.record, y: read.y }
  }

  /** The row that somebody reads: the selected one if it is in sight, else the first whole one. */
  #readRow(): Placed {
    const selection = this.selection.get()
    const y = selection && this.scroller.placeOf(selection.position)
    if (selection && y !== null) return { row: selection.position, y }
    const { first, last } = this.scroller
    if (first.y >= 0 || first.row === last.row) return first
    return { row: first.row + 1, y: first.y + this.scroller.heightOf(first.row) }
  }

  #place(row: number, y: number): void {
    this.scroller.setVaries(this.#isWrapped || !this.expanded.isEmpty)
    this.scroller.place(row, y)
    this.#keepEnd()
    this.#moved()
  }

  /** What will be seen, with the anchor so many pixels below the upper edge. */
  #sightAt(y: number, landing: Landing): Sight {
    return {
      landing: landing === 'anchor' && this.isFollowing.get() ? 'end' : landing,
      above: y / ROW_HEIGHT,
      rows: Math.min(this.scroller.viewport / ROW_HEIGHT, MAX_SIGHT_ROWS),
      selected: this.selection.get()?.record ?? null,
    }
  }

  /** The selection in the view that the engine has by now. */
  async #relocated(): Promise<Selection | null> {
    for (;;) {
      const selected = this.selection.get()
      if (!selected) return null
      const found = await this.#client.call('view.locate', { record: selected.record })
      // Somebody may have chosen another one in the rows that are on the screen until now.
      if (selected === this.selection.get()) return placed(selected, found)
    }
  }

  /** Undefined also where the engine has another view by now: its news is on the way. */
  async #fetchRow(position: number) {
    const { view, rows } = await this.#client.call('view.rows', { from: position, count: 1 })
    return view === this.rows.view ? rows[0] : undefined
  }

  #select(selection: Selection | null): void {
    this.selection.set(selection)
    this.#emit()
  }

  #scrolledByHand(): void {
    this.isFollowing.set(this.scroller.isAtEnd)
    this.#moved()
  }

  #keepEnd(): void {
    if (this.isFollowing.get()) this.scroller.scrollToEnd()
  }

  #moved(): void {
    const { first, last } = this.scroller
    if (this.#isInSight) this.rows.want(first.row - MARGIN_ROWS, last.row + 1 + MARGIN_ROWS)
    else this.rows.wantNone()
    this.#emit()
  }

  #emit(): void {
    this.#version.set(this.#version.get() + 1)
  }
}

/** A selection where its record, or failing it the next one, was found. */
function placed(selection: Selection | null, found: Location | null): Selection | null {
  return (
    selection && {
      record: selection.record,
      position: found?.position ?? 0,
      isShown: found?.record === selection.record,
    }
  )
}
