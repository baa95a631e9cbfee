import { expect, type Locator, type Page } from '@playwright/test'

import type { Texts } from '../texts'

/** A record as it stands on the screen. */
export interface SeenRow {
  /** `aria-rowindex`: its place among the shown records, from 1. */
  readonly index: number
  readonly line: number
  /** Pixels from the upper edge of the window. */
  readonly y: number
}

const COLUMNS = ['line', 'category', 'time', 'level', 'component', 'message', 'fields'] as const

export type Column = (typeof COLUMNS)[number]

/** The list of records: a grid whose rows tell their place. */
export class Grid {
  readonly root: Locator
  readonly #page: Page
  readonly #texts: Texts

  constructor(page: Page, texts: Texts) {
    this.#page = page
    this.#texts = texts
    this.root = page.getByRole('grid', { name: texts.log.label, exact: true })
  }

  /** All records that exist as elements: those in sight and a few around them. */
  get rows(): Locator {
    return this.root.locator('[role="row"][aria-rowindex]:not([aria-busy])')
  }

  /** The row at a place among the shown records, from 1. */
  row(index: number): Locator {
    return this.root.locator(`[role="row"][aria-rowindex="${index}"]:not([aria-busy])`)
  }

  /** The row that begins at a line of the file. */
  rowOfLine(line: number): Locator {
    const cell = this.#page.getByRole('gridcell', { name: String(line), exact: true })
    return this.rows.filter({ has: cell })
  }

  get selected(): Locator {
    return this.root.locator('[role="row"][aria-selected="true"]')
  }

  cell(row: Locator, column: Column): Locator {
    return row.getByRole('gridcell').nth(COLUMNS.indexOf(column))
  }

  /** What the row says of its category besides the colour. */
  glyph(row: Locator): Locator {
    return this.cell(row, 'category').getByRole('img')
  }

  async expectColumns(): Promise<void> {
    const { log } = this.#texts
    await expect(this.root.getByRole('columnheader')).toHaveText(
      COLUMNS.map((column) => (column === 'time' ? `${log.time}${log.utc}` : log[column])),
    )
  }

  /** How many records the list has, by what it tells assistive technology. */
  async expectLength(records: number): Promise<void> {
    await expect(this.root).toHaveAttribute('aria-rowcount', String(records))
  }

  /** The rows that are wholly in sight, from top to bottom. */
  async inSight(): Promise<readonly SeenRow[]> {
    return this.root.evaluate((grid) => {
      const frame = grid.getBoundingClientRect()
      const top =
        grid
          .querySelector('[role="columnheader"]')
          ?.closest('[role="rowgroup"]')
          ?.getBoundingClientRect().bottom ?? frame.top
      return [...grid.querySelectorAll('[role="row"][aria-rowindex]:not([aria-busy])')]
        .map((row) => ({
          index: Number(row.getAttribute('aria-rowindex')),
          line: Number(row.querySelector('[role="gridcell"]')?.textContent),
          box: row.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.top >= top - 1 && box.bottom <= frame.bottom + 1)
        .map(({ index, line, box }) => ({ index, line, y: box.top }))
        .sort((a, b) => a.index - b.index)
    })
  }

  async firstInSight(): Promise<SeenRow | undefined> {
    return (await this.inSight())[0]
  }

  async lastInSight(): Promise<SeenRow | undefined> {
    return (await this.inSight()).at(-1)
  }

  async expectAtEnd(records: number): Promise<void> {
    await expect
      .poll(async () => (await this.lastInSight())?.index, 'the last row in sight')
      .toBe(records)
  }

  async expectAtStart(): Promise<void> {
    await expect
      .poll(async () => (await this.firstInSight())?.index, 'the first row in sight')
      .toBe(1)
  }

  /** Pixels of a row, and of the place where it stands; the row must exist as an element. */
  async boxOf(index: number): Promise<{ readonly y: number; readonly height: number }> {
    const box = await this.row(index).boundingBox()
    if (!box) throw new Error(`row ${index} is not there`)
    return box
  }

  /** Rows follow each other without a gap and without lying over each other. */
  async expectUnbroken(): Promise<void> {
    const boxes = await this.rows.evaluateAll((rows) =>
      rows
        .map((row) => ({
          index: Number(row.getAttribute('aria-rowindex')),
          box: row.getBoundingClientRect(),
        }))
        .sort((a, b) => a.index - b.index)
        .map(({ index, box }) => ({ index, top: box.top, bottom: box.bottom })),
    )
    const breaks = boxes.filter(({ index, top }, place) => {
      const before = boxes[place - 1]
      return before?.index === index - 1 && Math.abs(before.bottom - top) > 0.5
    })
    expect(breaks, 'rows that do not begin where the one before ends').toEqual([])
  }

  /** Turns the wheel over the list. */
  async wheel(pixels: number): Promise<void> {
    await this.root.hover({ position: { x: 200, y: 120 } })
    await this.#page.mouse.wheel(0, pixels)
  }

  async press(key: string): Promise<void> {
    await this.root.press(key)
  }
}
