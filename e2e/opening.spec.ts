import { spawn } from 'node:child_process'
import { basename, join } from 'node:path'

import { commandOf, environmentOf } from './app'
import { expect, test } from './fixtures'
import { example, lines, writeLog } from './logs'

test('without a file there is the welcome page', async ({ logsieve }) => {
  const { window } = await logsieve.start()
  await window.expectWelcome()
  await expect(window.welcome.open).toBeVisible()
  await expect(window.welcome.example).toBeVisible()
  await expect(window.page.getByText(window.texts.welcome.noRecent)).toBeVisible()
  await expect(window.page).toHaveTitle('Logsieve')
})

test('by argument', async ({ logsieve, folder }) => {
  const app = await logsieve.start(writeLog(folder, 'ingress.log', lines(3)))
  await app.window.expectOpen('ingress.log')
  await app.window.expectCounts({ shown: 3, of: 3 })
  const titles = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  )
  expect(titles).toEqual(['ingress.log – Logsieve'])
})

test('two arguments, two tabs', async ({ logsieve, folder }) => {
  const app = await logsieve.start(
    writeLog(folder, 'a.log', lines(3)),
    writeLog(folder, 'b.log', lines(5)),
  )
  await app.window.expectOpen('a.log')
  await app.window.tabs.expectNames('a.log', 'b.log')
  await app.window.tabs.show('b.log')
  await app.window.expectOpen('b.log')
  await app.window.expectCounts({ shown: 5, of: 5 })
  expect(app.windows).toHaveLength(1)
})

test('what could not be opened is tried again by the keyboard', async ({ logsieve, folder }) => {
  const path = join(folder, 'late.log')
  const { window } = await logsieve.start(path)
  const again = window.failure.getByRole('button', { name: window.texts.failures.again })
  await window.expectFailure('not-found', path)
  await again.press('Enter')
  await window.expectFailure('not-found', path)
  writeLog(folder, 'late.log', lines(3))
  await again.press('Enter')
  await window.expectOpen('late.log')
  await window.expectCounts({ shown: 3, of: 3 })
})

test('by the dialog, from the button and by the key', async ({ logsieve, folder }) => {
  const app = await logsieve.start()
  const { window } = app
  await app.chooseInDialog()
  await window.welcome.open.click()
  await window.expectWelcome()

  await app.chooseInDialog(writeLog(folder, 'first.log', lines(3)))
  await window.welcome.open.click()
  await window.expectOpen('first.log')

  await app.chooseInDialog(writeLog(folder, 'second.log', lines(4)))
  await window.press('Control+o')
  await window.expectOpen('second.log')
  await window.expectCounts({ shown: 4, of: 4 })
})

test('two files of the dialog, and two that are dropped, get a tab each', async ({
  logsieve,
  folder,
}) => {
  const app = await logsieve.start()
  const { window } = app
  const [a, b, c, d] = ['a.log', 'b.log', 'c.log', 'd.log'].map((name) =>
    writeLog(folder, name, lines(3)),
  )
  await app.chooseInDialog(a!, b!)
  await window.welcome.open.click()
  await window.expectOpen('a.log')
  await window.tabs.expectNames('a.log', 'b.log')
  await window.drop(c!, d!)
  await window.expectOpen('c.log')
  await window.tabs.expectNames('a.log', 'b.log', 'c.log', 'd.log')
})

test('a log that is open already comes to the front', async ({ logsieve, folder }) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', lines(3)))
  const { window } = app
  await window.expectOpen('a.log')
  await window.drop(writeLog(folder, 'b.log', lines(4)))
  await window.expectOpen('b.log')
  await window.drop(`${folder}/a.log`)
  await window.expectOpen('a.log')
  await window.tabs.expectNames('a.log', 'b.log')
})

test('by drag and drop, on the welcome page and on a log', async ({ logsieve, folder }) => {
  const { window } = await logsieve.start()
  await window.expectWelcome()
  await window.drop(writeLog(folder, 'dropped.log', lines(3)))
  await window.expectOpen('dropped.log')
  await window.drop(writeLog(folder, 'another.log', lines(6)))
  await window.expectOpen('another.log')
  await window.expectCounts({ shown: 6, of: 6 })
})

test('by the example button', async ({ logsieve }) => {
  const { window } = await logsieve.start()
  await window.welcome.example.click()
  await window.expectOpen(basename(example('dokploy-ingress.log')))
  await window.expectCounts({ shown: 1319, of: 1319 })
})

test('from the recent files of an earlier run', async ({ logsieve, folder }) => {
  const before = await logsieve.start(writeLog(folder, 'old.log', lines(3)))
  await before.window.expectOpen('old.log')
  await before.window.drop(writeLog(folder, 'new.log', lines(4)))
  await before.window.expectOpen('new.log')
  await before.close()

  const { window } = await logsieve.start()
  await expect(window.welcome.recentFiles).toContainText(['new.log', 'old.log'])
  await window.welcome.recentFiles.filter({ hasText: 'old.log' }).click()
  await window.expectOpen('old.log')
  await window.closeLog()
  await expect(window.welcome.recentFiles).toContainText(['old.log', 'new.log'])
  await window.welcome.clearRecent.click()
  await expect(window.welcome.recentFiles).toHaveCount(0)
})

test('a second start hands its file to the first', async ({ logsieve, folder }) => {
  const app = await logsieve.start(writeLog(folder, 'first.log', lines(3)))
  await app.window.expectOpen('first.log')
  const path = writeLog(folder, 'second.log', lines(7))
  const { command, args } = await commandOf([path])
  const second = spawn(command, args, { env: environmentOf(app.profile), stdio: 'ignore' })
  const code = await new Promise((resolve) => second.on('exit', resolve))
  expect(code).toBe(0)
  await app.window.expectOpen('second.log')
  await app.window.tabs.expectNames('first.log', 'second.log')
  expect(app.windows).toHaveLength(1)
})

test('closing a log gives the welcome page and frees its engine', async ({ logsieve, folder }) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', lines(3)))
  await app.window.expectOpen('a.log')
  await app.window.closeLog()
  const engines = () =>
    app.electron.evaluate(
      ({ app: electron }) =>
        electron.getAppMetrics().filter(({ name }) => name === 'Logsieve engine').length,
    )
  await expect.poll(engines).toBe(0)
  await app.window.drop(writeLog(folder, 'b.log', lines(2)))
  await app.window.expectOpen('b.log')
})
