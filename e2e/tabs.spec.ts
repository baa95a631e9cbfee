import { linkSync } from 'node:fs'
import { join } from 'node:path'

import { MAX_OPEN_LOGS } from '#shared/protocol/limits'

import { expect, test } from './fixtures'
import { active, append, lines, unheardOf, withoutConnection, writeLog } from './logs'

const NAMES = ['a.log', 'b.log', 'c.log']

/** Three logs of 300, 301 and 302 records. */
function threeLogs(folder: string): readonly string[] {
  return NAMES.map((name, index) => writeLog(folder, name, lines(300 + index)))
}

test('one log has no tabs; the second brings them', async ({ logsieve, folder }) => {
  const { window } = await logsieve.start(writeLog(folder, 'a.log', lines(3)))
  await window.expectOpen('a.log')
  await expect(window.tabs.all).toHaveCount(0)
  await window.drop(writeLog(folder, 'b.log', lines(4)))
  await window.tabs.expectNames('a.log', 'b.log')
  await window.tabs.closeButton('b.log').click()
  await window.expectOpen('a.log')
  await expect(window.tabs.all).toHaveCount(0)
})

test('each keeps its place, selection, filter, search and view', async ({ logsieve, folder }) => {
  const [a, b] = threeLogs(folder)
  append(b!, ...lines(5, unheardOf))
  const { window: log } = await logsieve.start(a!, b!)
  await log.expectOpen('a.log')
  await log.goToLine(150)
  await expect(log.grid.selected).toHaveAttribute('aria-rowindex', '150')
  const before = await log.grid.inSight()

  await log.tabs.show('b.log')
  await log.expectCounts({ shown: 306, of: 306 })
  await expect(log.grid.selected).toHaveCount(0)
  await log.grid.expectAtStart()
  await log.side.only('unknown').click()
  await log.expectCounts({ shown: 5, of: 306, otherwise: 301 })
  await log.press('/')
  await log.page.keyboard.type('kitchen 3')
  await expect(log.page.getByRole('search').getByRole('status')).toContainText('1')
  await log.tab('triage').click()
  await expect(log.triage.root).toBeVisible()

  await log.tabs.show('a.log')
  await log.expectCounts({ shown: 300, of: 300 })
  await expect(log.grid.selected).toHaveAttribute('aria-rowindex', '150')
  expect(await log.grid.inSight()).toEqual(before)
  await expect(log.detail.message).toHaveText('participant active')
  await expect(log.page.getByRole('search')).toBeHidden()

  await log.tabs.show('b.log')
  await expect(log.triage.root).toBeVisible()
  await log.tab('log').click()
  await log.expectCounts({ shown: 5, of: 306, otherwise: 301 })
  await expect(log.page.getByRole('search').getByRole('textbox')).toHaveValue('kitchen 3')
})

test('by keyboard alone', async ({ logsieve, folder }) => {
  const app = await logsieve.start(...threeLogs(folder))
  const { window: log } = app
  await log.expectOpen('a.log')
  const press = async (key: string, expected: string) => {
    await log.press(key)
    await log.tabs.expectActive(expected)
  }
  await press('Control+Tab', 'b.log')
  await press('Control+PageDown', 'c.log')
  await press('Control+Tab', 'a.log')
  await press('Control+Shift+Tab', 'c.log')
  await press('Control+PageUp', 'b.log')
  await press('Control+1', 'a.log')
  await press('Control+9', 'c.log')
  await press('Control+2', 'b.log')
  // The keys of the list work at once.
  await expect(log.grid.rows.first()).toBeVisible()
  await log.press('ArrowDown')
  await expect(log.grid.selected).toHaveAttribute('aria-rowindex', '1')

  await log.press('Control+Shift+PageDown')
  await log.tabs.expectNames('a.log', 'c.log', 'b.log')
  await log.press('Control+Shift+PageUp')
  await log.tabs.expectNames('a.log', 'b.log', 'c.log')

  // Along the bar.
  await log.tabs.active.focus()
  await press('ArrowRight', 'c.log')
  await expect(log.tabs.active).toBeFocused()
  await press('ArrowRight', 'a.log')
  await press('End', 'c.log')
  await press('Home', 'a.log')
  await expect(log.tabs.active).toBeFocused()
  await log.press('Delete')
  await log.tabs.expectNames('b.log', 'c.log')
  await log.tabs.expectActive('b.log')

  await log.press('Control+t')
  await log.tabs.expectNames('b.log', 'c.log', log.texts.tabs.new)
  await log.expectWelcome()
  await press('Control+w', 'c.log')
  await log.press('Control+w')
  await log.expectOpen('b.log')
  await log.press('Control+w')
  await log.expectWelcome()
  const closed = log.page.waitForEvent('close')
  // The window is gone before the key is up again.
  await log.press('Control+w').catch(() => undefined)
  await closed
})

test('the middle button closes, and the neighbour comes to the front', async ({
  logsieve,
  folder,
}) => {
  const app = await logsieve.start(...threeLogs(folder))
  const { window: log } = app
  await log.tabs.show('b.log')
  await log.tabs.of('b.log').click({ button: 'middle' })
  await log.tabs.expectActive('c.log')
  await log.tabs.of('a.log').click({ button: 'middle' })
  await log.expectOpen('c.log')
  await expect.poll(async () => (await app.engines()).length).toBe(1)
  const title = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getTitle(),
  )
  expect(title).toBe('c.log – Logsieve')
})

test('a tab is pulled to another place', async ({ logsieve, folder }) => {
  const { window: log } = await logsieve.start(...threeLogs(folder))
  await log.tabs.expectNames('a.log', 'b.log', 'c.log')
  await log.tabs.of('a.log').hover()
  await log.page.mouse.down()
  await log.tabs.of('c.log').hover()
  await log.tabs.expectNames('b.log', 'c.log', 'a.log')
  await log.page.mouse.up()
  await log.tabs.of('b.log').hover()
  await log.tabs.show('c.log')
  await log.tabs.expectNames('b.log', 'c.log', 'a.log')
})

test('more logs than may be open at a time are told', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'a.log', lines(3))
  // One file under many names: each is a log of its own.
  const names = Array.from({ length: MAX_OPEN_LOGS + 2 }, (_, at) => {
    const name = join(folder, `${at + 1}.log`)
    linkSync(path, name)
    return name
  })
  const { window: log } = await logsieve.start(...names)
  await expect(log.failure).toContainText('2 logs were not opened')
  await expect(log.failure).toContainText('At most 50 logs')
  await expect(log.tabs.all).toHaveCount(MAX_OPEN_LOGS)
  await log.expectOpen('1.log')
  await log.failure.getByRole('button').click()
  await expect(log.failure).toBeHidden()
})

test('a log grows in the background', async ({ logsieve, folder }) => {
  const [a, b] = threeLogs(folder)
  const { window: log } = await logsieve.start(a!, b!)
  await log.tabs.show('b.log')
  await log.expectRead()
  await log.follow.click()
  await log.grid.expectAtEnd(301)
  await log.tabs.show('a.log')
  await log.expectCounts({ shown: 300, of: 300 })
  append(b!, ...lines(50, active))
  await expect(log.tabs.withNews('b.log', 'records')).toBeVisible()
  append(b!, withoutConnection(51))
  await expect(log.tabs.withNews('b.log', 'problems')).toBeVisible()
  append(a!, active(301))
  await log.expectCounts({ shown: 301, of: 301 })
  await expect(log.tabs.withNews('a.log', 'records')).toBeHidden()
  await log.tabs.show('b.log')
  await expect(log.tabs.withNews('b.log', 'problems')).toBeHidden()
  await log.expectCounts({ shown: 352, of: 352 })
  await log.grid.expectAtEnd(352)
  await expect(log.grid.row(352)).toContainText('removing participant without connection')
})

test('an engine that ends takes its own tab alone', async ({ logsieve, folder, witness }) => {
  witness.allow(/The engine process ended/)
  const [a, b, c] = threeLogs(folder)
  const app = await logsieve.start(a!)
  const { window: log } = app
  await log.expectOpen('a.log')
  const [engine] = await app.engines()
  await log.drop(b!, c!)
  await log.expectOpen('b.log')
  process.kill(engine!, 'SIGKILL')
  await expect(log.tabs.failed('a.log')).toBeVisible()
  append(b!, active(302))
  await log.expectCounts({ shown: 302, of: 302 })
  await log.tabs.of('a.log').click()
  await log.expectFailure('failed', a!)
  // It is opened anew in its place.
  await log.drop(a!)
  await log.expectOpen('a.log')
  await log.tabs.expectNames(...NAMES)
  await log.expectCounts({ shown: 300, of: 300 })
})

test('a reload brings all tabs back', async ({ logsieve, folder }) => {
  const { window: log } = await logsieve.start(...threeLogs(folder))
  await log.tabs.show('b.log')
  await log.expectOpen('b.log')
  await log.press('Control+Shift+PageDown')
  await log.tabs.expectNames('a.log', 'c.log', 'b.log')
  await log.page.reload()
  await log.tabs.expectNames('a.log', 'c.log', 'b.log')
  await log.tabs.expectActive('b.log')
  await log.expectCounts({ shown: 301, of: 301 })
  await log.tabs.show('a.log')
  await log.expectCounts({ shown: 300, of: 300 })
})

test('the next start offers what was open the last time, and opens none by itself', async ({
  logsieve,
  folder,
}) => {
  const [a, b] = threeLogs(folder)
  const before = await logsieve.start(a!, b!)
  await before.window.expectOpen('a.log')
  await before.window.press('Control+Shift+PageDown')
  await before.window.tabs.expectNames('b.log', 'a.log')
  await before.close()

  const app = await logsieve.start()
  const { window: log } = app
  const reopen = log.button('Reopen 2 logs')
  await expect(reopen).toHaveAttribute('title', 'b.log\na.log')
  expect(await app.engines()).toEqual([])
  await reopen.click()
  await log.tabs.expectNames('b.log', 'a.log')
  await log.expectOpen('b.log')
  await log.press('Control+t')
  await log.expectWelcome()
  await expect(reopen).toBeHidden()
  // What was closed by hand is not missed.
  await log.tabs.closeButton('a.log').click()
  await app.close()
  const again = await logsieve.start()
  await expect(again.window.button('Reopen 1 log')).toHaveAttribute('title', 'b.log')
  await again.window.welcome.clearRecent.click()
  await expect(again.window.button('Reopen 1 log')).toBeHidden()
})
