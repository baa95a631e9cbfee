import type { Locator, Page } from '@playwright/test'

import type { Texts } from '../texts'

/** The table of the kinds of messages. */
export class Triage {
  readonly root: Locator

  constructor(page: Page, texts: Texts) {
    this.root = page.getByRole('table', { name: texts.triage.title, exact: true })
  }

  /** The kinds, the most important first. */
  get kinds(): Locator {
    return this.root.getByRole('row').filter({ has: this.root.page().getByRole('cell') })
  }

  cell(
    kind: Locator,
    column: 'category' | 'count' | 'message' | 'meaning' | 'action' | 'first' | 'last',
  ): Locator {
    const columns = ['category', 'count', 'message', 'meaning', 'action', 'first', 'last']
    return kind.getByRole('cell').nth(columns.indexOf(column))
  }
}
