import type { Locator, Page } from '@playwright/test'

import type { Texts } from '../texts'

/** The explanation of the selected record. */
export class Detail {
  readonly root: Locator
  readonly #texts: Texts

  constructor(page: Page, texts: Texts) {
    this.#texts = texts
    this.root = page.getByRole('region', { name: texts.detail.label, exact: true })
  }

  get message(): Locator {
    return this.root.getByRole('heading', { level: 2 })
  }

  /** The part under a heading. */
  section(
    name: 'meaning' | 'action' | 'why' | 'evidence' | 'facts' | 'fields' | 'raw' | 'unknownTitle',
  ): Locator {
    const heading = this.root.page().getByRole('heading', {
      level: 3,
      name: this.#texts.detail[name],
      exact: true,
    })
    return this.root.locator('section').filter({ has: heading })
  }

  get command(): Locator {
    return this.root.getByRole('group', { name: this.#texts.detail.command, exact: true })
  }

  get copyCommand(): Locator {
    return this.root.getByRole('button', { name: this.#texts.detail.copyCommand })
  }

  get copyRaw(): Locator {
    return this.root.getByRole('button', { name: this.#texts.detail.copyRaw })
  }

  get links(): Locator {
    return this.section('evidence').getByRole('link')
  }

  get tree(): Locator {
    return this.root.getByRole('tree', { name: this.#texts.detail.fields, exact: true })
  }

  field(name: string | RegExp): Locator {
    return this.tree.getByRole('treeitem', { name })
  }
}
