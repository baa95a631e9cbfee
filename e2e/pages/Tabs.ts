import { expect, type Locator, type Page } from '@playwright/test'

import { said, type Texts } from '../texts'

/** The logs that are open in a window. */
export class Tabs {
  readonly all: Locator
  /** What stands in the tab in front. */
  readonly panel: Locator
  readonly #page: Page
  readonly #texts: Texts

  constructor(page: Page, texts: Texts) {
    this.#page = page
    this.#texts = texts
    this.all = page.getByRole('tab')
    this.panel = page.getByRole('tabpanel')
  }

  get active(): Locator {
    return this.#page.getByRole('tab', { selected: true })
  }

  /** Named by its log, and by what is new in it. */
  of(name: string): Locator {
    return this.all.filter({ hasText: name })
  }

  /** A tab with the sign that something came since it was looked at. */
  withNews(name: string, news: 'records' | 'problems'): Locator {
    const label = `${name}, ${this.#texts.tabs.news[news]}`
    return this.#page.getByRole('tab', { name: label, exact: true })
  }

  /** A tab whose log could not be opened. */
  failed(name: string): Locator {
    const label = `${name}, ${this.#texts.tabs.failed}`
    return this.#page.getByRole('tab', { name: label, exact: true })
  }

  closeButton(name: string): Locator {
    return this.#page.getByRole('button', { name: said(this.#texts.tabs.close, { name }) })
  }

  /** All of them, from left to right. */
  async expectNames(...names: readonly string[]): Promise<void> {
    await expect(this.all).toHaveText([...names])
  }

  async show(name: string): Promise<void> {
    await this.of(name).click()
    await this.expectActive(name)
  }

  async expectActive(name: string): Promise<void> {
    await expect(this.active).toHaveText(name)
    await expect(this.panel).toBeVisible()
  }
}
