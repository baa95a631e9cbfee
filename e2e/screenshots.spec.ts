import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { LANGUAGES } from '#shared/language'

import { expect, test } from './fixtures'
import { example, writeLog } from './logs'

const target = process.env['LOGSIEVE_SHOTS']

const SIZES = [
  [1440, 900],
  [900, 600],
] as const

// For people to look at; nothing is compared.
test.skip(target === undefined, 'LOGSIEVE_SHOTS names no folder for the screenshots')

for (const language of LANGUAGES) {
  for (const theme of ['light', 'dark'] as const) {
    for (const [width, height] of SIZES) {
      test(`screenshots: ${language}, ${theme}, ${width}×${height}`, async ({
        logsieve,
        folder,
      }) => {
        test.slow()
        const directory = target ?? folder
        mkdirSync(directory, { recursive: true })
        const app = await logsieve.start()
        await app.resize(width, height)
        await app.window.languageButton(language).click()
        const log = app.window.in(language)
        await log.themeButton(theme).click()
        await expect(log.themeButton(theme)).toHaveAttribute('aria-pressed', 'true')
        const shoot = async (view: string) => {
          // The mouse would leave a row or button in another colour.
          await log.page.mouse.move(0, 0)
          await log.page.screenshot({
            path: join(directory, `${view}-${language}-${theme}-${width}.png`),
          })
        }
        await shoot('welcome')
        await log.drop(writeLog(folder, 'empty.log', []))
        await expect(log.page.getByText(log.texts.log.emptyFile)).toBeVisible()
        await shoot('empty')
        await log.drop(example('dokploy-ingress.log'))
        await expect(log.grid.rows.first()).toBeVisible()
        await log.goToLine(21)
        await expect(log.detail.section('why')).toBeVisible()
        await shoot('log-noise')
        await log.press('n')
        await expect(log.side.category('noise')).toHaveAttribute('aria-pressed', 'false')
        await log.goToLine(249)
        await expect(log.detail.section('why')).toBeVisible()
        await shoot('log-problem')
        await log.tab('triage').click()
        await expect(log.triage.kinds.first()).toBeVisible()
        await shoot('triage')
        await log.findings.all.first().getByRole('button').click()
        await expect(log.findings.clear).toBeVisible()
        await shoot('finding')
        await log.findings.clear.click()
        await log.press('?')
        await expect(log.dialog).toBeVisible()
        await shoot('shortcuts')
        await log.press('Escape')
        await app.close()

        const failed = await logsieve.start(join(folder, 'not', 'there.log'))
        await failed.resize(width, height)
        await expect(failed.window.failure).toBeVisible()
        await failed.page.screenshot({
          path: join(directory, `failure-${language}-${theme}-${width}.png`),
        })
      })
    }
  }
}
