import type { Locator, Page } from '@playwright/test'

import type { Texts } from '../texts'

/** The window without a log. */
export class Welcome {
  readonly title: Locator
  readonly open: Locator
  readonly container: Locator
  readonly example: Locator
  readonly recent: Locator
  readonly clearRecent: Locator

  constructor(page: Page, { welcome, containers }: Texts) {
    this.title = page.getByRole('heading', { level: 1, name: welcome.title, exact: true })
    this.open = page.getByRole('button', { name: welcome.open, exact: true })
    this.container = page.getByRole('button', { name: containers.open, exact: true })
    this.example = page.getByRole('button', { name: welcome.example, exact: true })
    this.recent = page.getByRole('region', { name: welcome.recent, exact: true })
    this.clearRecent = page.getByRole('button', { name: welcome.clearRecent, exact: true })
  }

  /** The recent files, the latest first. */
  get recentFiles(): Locator {
    return this.recent.getByRole('listitem').getByRole('button')
  }
}
