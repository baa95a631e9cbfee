import { expect, type Locator, type Page } from '@playwright/test'

import type { MergeOrder } from '#shared/merged-sources'

import { said, type Texts } from '../texts'
import type { Grid } from './Grid'

/** Several logs as one: where they are chosen, and where they are switched. */
export class Merge {
  readonly dialog: Locator
  readonly #page: Page
  readonly #texts: Texts
  readonly #grid: Grid

  constructor(page: Page, texts: Texts, grid: Grid) {
    this.#page = page
    this.#texts = texts
    this.#grid = grid
    this.dialog = page.getByRole('dialog')
  }

  get offer(): Locator {
    return this.#button(this.#texts.merge.offerOpen)
  }

  get change(): Locator {
    return this.#button(this.#texts.merge.change)
  }

  /** In the dialog. */
  choice(name: string): Locator {
    return this.dialog.getByRole('checkbox', { name, exact: true })
  }

  order(order: MergeOrder): Locator {
    return this.dialog.getByRole('radio', { name: this.#texts.merge[order], exact: true })
  }

  shift(name: string): Locator {
    return this.dialog.getByLabel(said(this.#texts.merge.shift, { name }), { exact: true })
  }

  unit(name: string): Locator {
    return this.dialog.getByLabel(said(this.#texts.merge.unit, { name }), { exact: true })
  }

  async confirm(action: 'open' | 'apply'): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#texts.merge[action], exact: true }).click()
    await expect(this.dialog).toBeHidden()
  }

  /** Shows or hides the records of one of them. */
  switchOf(name: string): Locator {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    return this.#page
      .getByRole('navigation', { name: this.#texts.app.sideBar, exact: true })
      .getByRole('button', { name: new RegExp(String.raw`^${escaped} [\d,]+$`) })
  }

  /** Which log and message each row has, from the first one on. */
  async expectRows(
    ...rows: readonly (readonly [source: string, message: string])[]
  ): Promise<void> {
    for (const [at, [source, message]] of rows.entries()) {
      const cells = this.#grid.row(at + 1).getByRole('gridcell')
      await expect(cells.nth(3)).toHaveText(source.replace(/\.log$/, ''))
      await expect(cells.nth(6)).toContainText(message)
    }
    await this.#grid.expectLength(rows.length)
  }

  #button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true })
  }
}
