import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What axe finds wrong, short enough to read. */
export async function violations(page: Page) {
  // Electron opens no further page, in which axe would finish its work otherwise.
  const { violations: found, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(passes.length, 'rules that axe could apply').toBeGreaterThan(15)
  return found.map(({ id, nodes }) => ({
    id,
    nodes: nodes
      .slice(0, 3)
      .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`),
  }))
}
