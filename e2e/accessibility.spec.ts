import { violations } from './axe'
import { expect, test } from './fixtures'
import { example, writeLog } from './logs'

const SIZES = [
  [1440, 900],
  [900, 600],
] as const

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of SIZES) {
    test(`axe finds nothing: ${theme}, ${width}×${height}`, async ({ logsieve, folder }) => {
      test.slow()
      const app = await logsieve.start(`${folder}/nothing-there.log`)
      const { window: log, page } = app
      await log.expectFailure('not-found', 'nothing-there.log')
      await app.resize(width, height)
      await log.themeButton(theme).click()
      await expect(log.themeButton(theme)).toHaveAttribute('aria-pressed', 'true')
      await expect
        .poll(() =>
          page.evaluate((name) => matchMedia(`(prefers-color-scheme: ${name})`).matches, theme),
        )
        .toBe(true)
      const expectNothing = async (view: string) => {
        expect(await violations(page), view).toEqual([])
      }
      await expectNothing('welcome with a failure')
      await log.failure.getByRole('button', { name: log.texts.failures.dismiss }).click()
      await expect(log.failure).toBeHidden()
      await expectNothing('welcome')

      const broken = writeLog(folder, 'broken.zip', Buffer.from('PK\u0003\u0004 and no more'))
      await log.drop(example('compose-mixed.log'), broken)
      await log.expectOpen('compose-mixed.log')
      await expect(log.tabs.failed('broken.zip')).toBeVisible()
      await expectNothing('log with an offer, in one of two tabs')
      await log.tabs.closeButton('broken.zip').click()
      await log.side.only('problem').click()
      await expect(log.grid.glyph(log.grid.row(1))).toHaveAccessibleName('Problem')
      await log.grid.row(1).click()
      await expect(log.detail.section('meaning')).toBeVisible()
      await expectNothing('log with a selected problem')
      await log.side.only('noise').click()
      await expect(log.grid.glyph(log.grid.rows.first())).toHaveAccessibleName('Noise')
      await log.grid.row((await log.grid.inSight())[2]!.index).click()
      await expect(log.detail.root).toContainText('Noise')
      await expectNothing('log with selected noise')
      await log.press('/')
      await log.page.keyboard.type('error')
      await expect(log.page.getByRole('search').getByRole('status')).not.toBeEmpty()
      await expectNothing('log with a search')
      await log.press('Escape')

      await log.tab('triage').click()
      await expect(log.triage.kinds.first()).toBeVisible()
      await expectNothing('triage')
      await log.press('?')
      await expect(log.dialog).toBeVisible()
      await expectNothing('shortcuts')
      await log.press('Escape')
      await log.press('Control+g')
      await expect(log.dialog).toBeVisible()
      await expectNothing('go to line')
      await log.press('Escape')

      await log.tab('log').click()
      await log.button(log.texts.rules.makeOwn).click()
      await log.dialog.getByRole('button', { name: log.texts.rules.addField }).click()
      await log.dialog.getByRole('button', { name: log.texts.rules.save }).click()
      await expect(log.dialog.getByText(log.texts.rules.chooseCategory)).toBeVisible()
      await expectNothing('a rule with mistakes')
      await log.dialog.getByRole('button', { name: log.texts.rules.yaml, exact: true }).click()
      await expect(log.dialog.getByRole('textbox', { name: log.texts.rules.yaml })).toBeVisible()
      await expectNothing('a rule in YAML')
    })
  }
}
