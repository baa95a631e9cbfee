import type { Locator, Page } from '@playwright/test'

import type { Texts } from '../texts'

/** What several records say together, above the table of the triage, and the chip of one of them. */
export class Findings {
  readonly root: Locator
  /** Takes back that only the records of one are shown. */
  readonly clear: Locator

  constructor(page: Page, texts: Texts) {
    this.root = page.getByRole('region', { name: texts.findings.title, exact: true })
    this.clear = page.getByRole('button', { name: texts.findings.clear, exact: true })
  }

  /** The most important first. */
  get all(): Locator {
    return this.root.getByRole('listitem')
  }

  /** Those whose title holds this text. */
  of(title: string): Locator {
    const heading = this.root.page().getByRole('heading', { level: 3, name: title })
    return this.all.filter({ has: heading })
  }
}
