import { expect, type Locator, type Page } from '@playwright/test'

import type { Texts } from '../texts'

/** The records over time, and the range of it that is shown. */
export class TimeBar {
  readonly root: Locator
  readonly dialog: Locator
  readonly #page: Page
  readonly #texts: Texts

  constructor(page: Page, texts: Texts) {
    this.#page = page
    this.#texts = texts
    this.root = page.getByRole('region', { name: texts.timeline.label, exact: true })
    this.dialog = page.getByRole('dialog', { name: texts.timeRange.title, exact: true })
  }

  get chart(): Locator {
    return this.root.getByRole('img', { name: /UTC/ })
  }

  /** Says which range is shown, and opens the dialog. */
  get chip(): Locator {
    return this.root.getByRole('button', { name: this.#texts.timeline.change })
  }

  get clear(): Locator {
    return this.root.getByRole('button', { name: this.#texts.timeline.clear, exact: true })
  }

  field(end: 'from' | 'until'): Locator {
    return this.dialog.getByLabel(this.#texts.timeRange[end], { exact: true })
  }

  /** Shows a range by what is written into the dialog. */
  async show(from: string, until: string): Promise<void> {
    await this.chip.click()
    await this.field('from').fill(from)
    await this.field('until').fill(until)
    await this.#page.keyboard.press('Enter')
    await expect(this.dialog).toBeHidden()
  }

  async showLast(length: 'quarter' | 'hour' | 'day'): Promise<void> {
    await this.chip.click()
    await this.dialog
      .getByRole('button', { name: this.#texts.timeRange[length], exact: true })
      .click()
  }

  /** Drags over a part of the chart, in parts of its width. */
  async drag(from: number, to: number): Promise<void> {
    const { x, y, width } = await this.#box()
    const { mouse } = this.#page
    await mouse.move(x + width * from, y)
    await mouse.down()
    await mouse.move(x + width * to, y, { steps: 3 })
    await mouse.up()
  }

  async click(part: number): Promise<void> {
    const { x, y, width } = await this.#box()
    await this.#page.mouse.click(x + width * part, y)
  }

  async #box(): Promise<{ x: number; y: number; width: number }> {
    const box = await this.chart.boundingBox()
    if (!box) throw new Error('the chart is not in sight')
    return { x: box.x, y: box.y + 10, width: box.width }
  }
}
