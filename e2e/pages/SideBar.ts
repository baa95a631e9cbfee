import { expect, type Locator, type Page } from '@playwright/test'

import { CATEGORIES, type Category } from '#shared/category'
import type { Feature } from '#shared/feature'

import { said, type Texts } from '../texts'

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/** Categories, levels and the profile. */
export class SideBar {
  readonly root: Locator
  readonly #texts: Texts

  constructor(page: Page, texts: Texts) {
    this.#texts = texts
    this.root = page.getByRole('navigation', { name: texts.app.sideBar, exact: true })
  }

  /** Named by the category and its count: `Problem 3`. */
  category(category: Category): Locator {
    const name = escaped(this.#texts.categories[category].name)
    return this.root.getByRole('button', {
      name: new RegExp(String.raw`^${name} [\d\s.,\u00a0\u202f]+$`),
    })
  }

  only(category: Category): Locator {
    const name = said(this.#texts.categories.onlyOf, {
      name: this.#texts.categories[category].name,
    })
    return this.root.getByRole('button', { name, exact: true })
  }

  get showAll(): Locator {
    return this.root.getByRole('button', { name: this.#texts.categories.showAll, exact: true })
  }

  level(level: string): Locator {
    return this.root.getByRole('button', { name: new RegExp(String.raw`^${level} [\d,]+$`) })
  }

  feature(feature: Feature): Locator {
    return this.root.getByRole('switch', { name: this.#texts.profile[feature].name, exact: true })
  }

  offer(feature: Feature): Locator {
    const name = said(this.#texts.profile.switchOn, { feature: this.#texts.profile[feature].name })
    return this.root.getByRole('button', { name, exact: true })
  }

  async countOf(category: Category): Promise<number> {
    const text = await this.category(category).textContent()
    return Number((text ?? '').replace(/\D/g, ''))
  }

  async counts(): Promise<Readonly<Record<Category, number>>> {
    const counts = await Promise.all(
      CATEGORIES.map(async (category) => [category, await this.countOf(category)] as const),
    )
    return Object.fromEntries(counts) as Record<Category, number>
  }

  async expectCounts(expected: Partial<Record<Category, number>>): Promise<void> {
    const wanted = Object.fromEntries(
      CATEGORIES.map((category) => [category, expected[category] ?? 0]),
    )
    await expect.poll(() => this.counts(), 'the counts of the categories').toEqual(wanted)
  }
}
