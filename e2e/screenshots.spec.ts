import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { LANGUAGES, type Language } from '#shared/language'

import type { App } from './app'
import { expect, test } from './fixtures'
import { active, append, example, lines, withoutConnection, writeLog, zap } from './logs'
import type { LogWindow } from './pages/LogWindow'

const target = process.env['LOGSIEVE_SHOTS']

const SIZES = [
  [1440, 900],
  [900, 600],
] as const

// For people to look at; nothing is compared.
test.skip(target === undefined, 'LOGSIEVE_SHOTS names no folder for the screenshots')

interface Look {
  readonly language: Language
  readonly theme: 'light' | 'dark'
  readonly width: number
  readonly height: number
}

const LOOKS: readonly Look[] = LANGUAGES.flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    SIZES.map(([width, height]) => ({ language, theme, width, height })),
  ),
)

/** The first window, as somebody with these wishes sees it. */
async function dressed(app: App, { language, theme, width, height }: Look): Promise<LogWindow> {
  await app.resize(width, height)
  await app.window.languageButton(language).click()
  const log = app.window.in(language)
  await log.themeButton(theme).click()
  await expect(log.themeButton(theme)).toHaveAttribute('aria-pressed', 'true')
  return log
}

async function shoot({ page }: LogWindow, look: Look, view: string): Promise<void> {
  const directory = target ?? '.'
  mkdirSync(directory, { recursive: true })
  // The mouse would leave a row or button in another colour.
  await page.mouse.move(0, 0)
  const name = `${view}-${look.language}-${look.theme}-${look.width}.png`
  await page.screenshot({ path: join(directory, name) })
}

for (const look of LOOKS) {
  const title = `${look.language}, ${look.theme}, ${look.width}×${look.height}`

  test(`screenshots of the views: ${title}`, async ({ logsieve, folder }) => {
    test.slow()
    const app = await logsieve.start()
    const log = await dressed(app, look)
    await shoot(log, look, 'welcome')
    await log.drop(writeLog(folder, 'empty.log', []))
    await expect(log.page.getByText(log.texts.log.emptyFile)).toBeVisible()
    await shoot(log, look, 'empty')
    await log.drop(example('dokploy-ingress.log'))
    await expect(log.grid.rows.first()).toBeVisible()
    await log.goToLine(21)
    await expect(log.detail.section('why')).toBeVisible()
    await shoot(log, look, 'log-noise')
    await log.press('n')
    await expect(log.side.category('noise')).toHaveAttribute('aria-pressed', 'false')
    await log.goToLine(249)
    await expect(log.detail.section('why')).toBeVisible()
    await shoot(log, look, 'log-problem')
    await log.tab('triage').click()
    await expect(log.triage.kinds.first()).toBeVisible()
    await shoot(log, look, 'triage')
    await log.findings.all.first().getByRole('button').click()
    await expect(log.findings.clear).toBeVisible()
    await shoot(log, look, 'finding')
    await log.findings.clear.click()
    await log.press('?')
    await expect(log.dialog).toBeVisible()
    await shoot(log, look, 'shortcuts')
  })

  test(`screenshots of what is done to a log: ${title}`, async ({ logsieve, folder }) => {
    test.slow()
    const strange = 'somebody rewired the flux of capacitor'
    const unknown = Array.from({ length: 4 }, (_, at) => zap(`${strange} ${at}`))
    const path = writeLog(folder, 'unknown.log', [...lines(200), ...unknown])
    const app = await logsieve.start(path)
    const log = await dressed(app, look)
    await log.expectRead()
    await log.goToLine(20)
    await log.press('w')
    await log.grid.row(20).click({ button: 'right' })
    await expect(log.page.getByRole('menu')).toBeVisible()
    await shoot(log, look, 'wrapped-menu')
    await log.press('Escape')
    await log.time.chip.click()
    await expect(log.time.dialog).toBeVisible()
    await shoot(log, look, 'time-range')
    await log.press('Escape')
    await log.press('Control+f')
    const find = log.page.getByRole('search', { name: log.texts.search.label })
    await find.getByRole('textbox', { name: log.texts.search.input }).fill('participant')
    await expect(find.getByRole('status')).toContainText('200')
    await shoot(log, look, 'find')
    await log.press('Escape')
    await log.tab('triage').click()
    await log.triage.kinds
      .filter({ hasText: strange })
      .getByRole('button', { name: log.texts.triage.makeRule })
      .click()
    await expect(log.dialog.getByRole('listitem')).toHaveCount(unknown.length)
    await shoot(log, look, 'rule-editor')
  })

  test(`screenshots of tabs: ${title}`, async ({ logsieve, folder }) => {
    test.slow()
    const names = Array.from({ length: 19 }, (_, at) => `livekit-server-${at + 1}.log`)
    const [first, second, ...others] = names.map((name) => writeLog(folder, name, lines(30)))
    const app = await logsieve.start(first!, second!)
    const log = await dressed(app, look)
    await log.expectRead()
    await shoot(log, look, 'tabs-2')
    await log.drop(...others)
    await log.expectOpen('livekit-server-3.log')
    append(first!, active(31))
    append(second!, withoutConnection(31))
    await expect(log.tabs.withNews(names[0]!, 'records')).toBeVisible()
    await expect(log.tabs.withNews(names[1]!, 'problems')).toBeVisible()
    await log.press('Control+2')
    await log.press('Control+3')
    append(second!, withoutConnection(32))
    await expect(log.tabs.withNews(names[1]!, 'problems')).toBeVisible()
    await shoot(log, look, 'tabs-19')
    await log.press('Control+t')
    await expect(log.welcome.title).toBeVisible()
    await shoot(log, look, 'tabs-20')
  })

  test(`screenshots of what goes wrong: ${title}`, async ({ logsieve, folder }) => {
    test.slow()
    const app = await logsieve.start(join(folder, 'not', 'there.log'))
    const log = await dressed(app, look)
    await expect(log.failure).toBeVisible()
    await shoot(log, look, 'failure')
    const cut = gzipSync(`${lines(2000).join('\n')}\n`)
    await log.drop(writeLog(folder, 'cut.gz', cut.subarray(0, cut.length / 2)))
    await expect(log.notice('archive-damaged')).toBeVisible()
    await log.grid.press('End')
    await expect(log.time.chart).toBeVisible()
    await shoot(log, look, 'damaged-archive')
  })
}
