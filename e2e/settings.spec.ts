import { expect, test } from './fixtures'
import { active, example, smallBuffer, writeLog } from './logs'

test('Russian at once, and after a restart', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'a.log', [smallBuffer(1), active(2)])
  const app = await logsieve.start(path)
  const english = app.window
  const russian = english.in('ru')
  await english.expectRead()
  await expect(english.languageButton('en')).toHaveAttribute('aria-pressed', 'true')
  await english.grid.row(1).click()
  const meaning = await english.detail.section('meaning').innerText()

  await english.languageButton('ru').click()
  await expect(russian.status).toContainText('Показано 2 из 2 записей')
  await expect(russian.side.category('problem')).toHaveAccessibleName('Проблема 0')
  await expect(russian.grid.row(1)).toHaveAttribute('aria-selected', 'true')
  await expect(russian.detail.section('meaning')).toHaveText(/\p{Script=Cyrillic}/u)
  expect(await russian.detail.section('meaning').innerText()).not.toBe(meaning)
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'ru')
  // The application menu is part of the window.
  const menu = () =>
    app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
  await expect.poll(menu).toContain('&Файл')

  await app.close()
  const again = (await logsieve.start()).window.in('ru')
  await expect(again.welcome.title).toBeVisible()
  await again.languageButton('en').click()
  await expect(again.in('en').welcome.title).toBeVisible()
})

test('one window is switched, all are', async ({ logsieve, folder }) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', [active(1)]))
  await app.window.expectRead()
  await app.openWindow()
  await expect.poll(() => app.windows.length).toBe(2)
  const [one, other] = app.windows
  await expect(other!.welcome.title).toBeVisible()
  await other!.languageButton('ru').click()
  await expect(one!.in('ru').status).toContainText('Показано 1 из 1 записи')
})

test('the theme at once, and after a restart', async ({ logsieve }) => {
  const app = await logsieve.start()
  const background = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await app.window.themeButton('light').click()
  await expect(app.window.themeButton('light')).toHaveAttribute('aria-pressed', 'true')
  await expect
    .poll(() => app.page.evaluate(() => matchMedia('(prefers-color-scheme: light)').matches))
    .toBe(true)
  const light = await background()
  await app.window.themeButton('dark').click()
  await expect.poll(background).not.toBe(light)
  const dark = await background()
  await app.close()

  const again = await logsieve.start()
  await expect(again.window.themeButton('dark')).toHaveAttribute('aria-pressed', 'true')
  expect(await again.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    dark,
  )
})

test('what they use changes the picture', async ({ logsieve }) => {
  const app = await logsieve.start(example('dokploy-ingress.log'))
  const log = app.window
  await log.expectRead()
  const handshakes = 290
  await log.side.expectCounts({
    problem: 3,
    client: 19,
    advice: 6,
    noise: 896,
    activity: 381,
    healthy: 14,
  })
  await expect(log.page.getByText(log.texts.profile.none, { exact: true })).toBeVisible()
  await log.goToLine(21)
  await expect(log.detail.root).toContainText('Noise')
  await expect(log.detail.section('why')).toContainText('nobody here uses RTMP')

  await log.side.feature('rtmp').click()
  await expect(log.side.feature('rtmp')).toHaveAttribute('aria-checked', 'true')
  await expect.poll(() => log.side.countOf('noise')).toBe(896 - handshakes)
  const { client } = await log.side.counts()
  expect(client).toBeGreaterThan(200)
  await log.expectCounts({ shown: 1319, of: 1319 })
  await expect(log.grid.glyph(log.grid.rowOfLine(21))).toHaveAccessibleName('Client')
  await expect(log.detail.root).toContainText('Client')
  await expect(log.detail.section('why')).toContainText('you use RTMP')

  await log.side.category('noise').click()
  await log.expectCounts({ shown: 1319 - 606, of: 1319, noise: 606 })
  await log.side.feature('rtmp').click()
  await log.expectCounts({ shown: 1319 - 896, of: 1319, noise: 896 })
})

test('the profile is remembered, and holds for the next log', async ({ logsieve }) => {
  const before = await logsieve.start()
  await before.window.welcome.example.click()
  await before.window.side.feature('rtmp').click()
  await expect.poll(() => before.window.side.countOf('noise')).toBe(606)
  await before.close()
  const log = await logsieve.open(example('dokploy-ingress.log'))
  await expect(log.side.feature('rtmp')).toHaveAttribute('aria-checked', 'true')
  await log.side.expectCounts({
    problem: 3,
    client: 306,
    advice: 6,
    noise: 606,
    activity: 384,
    healthy: 14,
  })
})

test('the log proves that RTMP is used, and the viewer offers to switch it on', async ({
  logsieve,
}) => {
  const log = await logsieve.open(example('compose-mixed.log'))
  await expect(log.page.getByText('The log shows that RTMP is used.')).toBeVisible()
  await log.side.offer('rtmp').click()
  await expect(log.side.feature('rtmp')).toHaveAttribute('aria-checked', 'true')
  await expect(log.side.offer('rtmp')).toBeHidden()
  const { all } = await log.counts()
  await log.expectCounts({ shown: all, of: all })
})

test('nothing is offered where the log proves nothing', async ({ logsieve }) => {
  const log = await logsieve.open(example('dokploy-ingress.log'))
  await expect(log.page.getByText('The log shows that')).toHaveCount(0)
})
