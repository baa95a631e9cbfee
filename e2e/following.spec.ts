import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { TorturedLog } from '#sources/tail/tortured-log'

import { expect, test } from './fixtures'
import { active, append, lines, unheardOf, withoutConnection, writeLog } from './logs'

test('appended lines appear, counted and explained', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'live.log', lines(3))
  const log = await logsieve.open(path)
  append(path, withoutConnection(4), active(5))
  await log.expectCounts({ shown: 5, of: 5 })
  await log.side.expectCounts({ problem: 1, activity: 4 })
  await expect(log.grid.row(4)).toContainText('removing participant without connection')
})

test('a half-written line waits for its end', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'live.log', lines(3))
  const log = await logsieve.open(path)
  const line = unheardOf(4)
  const half = line.indexOf('whistles')
  appendFileSync(path, line.slice(0, half))
  await expect(log.status).toContainText(`A last line of ${half} bytes is not finished yet`)
  await log.expectCounts({ shown: 3, of: 3 })
  appendFileSync(path, line.slice(half))
  await expect(log.status).toContainText(`A last line of ${line.length} bytes is not finished yet`)
  appendFileSync(path, '\n')
  await log.expectCounts({ shown: 4, of: 4 })
  await expect(log.grid.row(4)).toContainText('the teapot of kitchen 4 whistles')
  await expect(log.status).not.toContainText('not finished')
})

test('many small writes are all there, in order', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'live.log', lines(3))
  const log = await logsieve.open(path)
  for (let number = 4; number <= 60; number++) {
    const line = `${active(number)}\n`
    appendFileSync(path, line.slice(0, number))
    appendFileSync(path, line.slice(number))
  }
  await log.expectCounts({ shown: 60, of: 60 })
  await log.press('End')
  await log.grid.press('End')
  await log.grid.expectAtEnd(60)
  await expect(log.grid.row(60)).toContainText('participant=student-60')
})

test('the list follows while it is at the end', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'live.log', lines(200))
  const log = await logsieve.open(path)
  // A log that is longer than the window opens at its start, for reading.
  await log.grid.expectAtStart()
  await expect(log.follow).toHaveAttribute('aria-pressed', 'false')
  await expect(log.status).toContainText('Not following')

  await log.grid.press('End')
  await log.grid.expectAtEnd(200)
  await expect(log.follow).toHaveAttribute('aria-pressed', 'true')
  append(path, ...lines(50, (number) => active(200 + number)))
  await log.grid.expectAtEnd(250)
  append(path, active(251))
  await log.grid.expectAtEnd(251)
  await expect(log.status).toContainText('Following')
})

test('it follows when the list gets taller, as under a note that goes', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'live.log', lines(200))
  const log = await logsieve.open(path)
  const main = log.page.getByRole('main')
  await main.evaluate((element) => (element.style.paddingBottom = '60px'))
  await log.grid.press('End')
  await log.grid.expectAtEnd(200)
  await log.grid.root.evaluate((grid) => {
    const content = grid.closest('main')
    if (content) content.style.paddingBottom = ''
    // The browser finds out now that the list is taller, and tells of the scrolling first.
    return grid.scrollTop
  })
  append(path, active(201))
  await log.grid.expectAtEnd(201)
  await expect(log.follow).toHaveAttribute('aria-pressed', 'true')
})

test('it stops when they scroll up, and what is read does not move', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'live.log', lines(200))
  const log = await logsieve.open(path)
  await log.follow.click()
  await log.grid.expectAtEnd(200)
  await log.grid.wheel(-600)
  await expect(log.follow).toHaveAttribute('aria-pressed', 'false')
  const before = await log.grid.inSight()
  expect(before.at(-1)?.index).toBeLessThan(200)

  append(path, ...lines(300, (number) => active(200 + number)))
  await log.expectCounts({ shown: 500, of: 500 })
  expect(await log.grid.inSight()).toEqual(before)

  await log.grid.wheel(100_000)
  await log.grid.expectAtEnd(500)
  await expect(log.follow).toHaveAttribute('aria-pressed', 'true')
  append(path, active(501))
  await log.grid.expectAtEnd(501)
})

test('the selected record stays where it is while the log grows', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'live.log', lines(200))
  const log = await logsieve.open(path)
  await log.grid.press('End')
  await log.grid.expectAtEnd(200)
  await log.grid.row(190).click()
  await expect(log.follow).toHaveAttribute('aria-pressed', 'false')
  const before = await log.grid.inSight()
  append(path, ...lines(100, (number) => active(200 + number)))
  await log.expectCounts({ shown: 300, of: 300 })
  expect(await log.grid.inSight()).toEqual(before)
  await expect(log.grid.row(190)).toHaveAttribute('aria-selected', 'true')
})

test('with noise hidden, what arrives is counted as hidden', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'live.log', [active(1), withoutConnection(2)])
  const log = await logsieve.open(path)
  await log.side.only('problem').click()
  await log.expectCounts({ shown: 1, of: 2, otherwise: 1 })
  append(path, active(3), withoutConnection(4))
  await log.expectCounts({ shown: 2, of: 4, otherwise: 2 })
})

test('a truncated file goes on, and what stood in it stays readable', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'live.log', lines(30))
  const log = await logsieve.open(path)
  truncateSync(path, 0)
  await log.expectCounts({ shown: 31, of: 31 })
  append(path, withoutConnection(1))
  await log.expectCounts({ shown: 32, of: 32 })
  await log.side.expectCounts({ problem: 1, activity: 30, advice: 1 })
  await expect(log.grid.row(31)).toContainText('the file was truncated here')
  await log.grid.row(3).click()
  await expect(log.detail.message).toHaveText('participant active')
})

test('a rotated log goes on in the new file, with all of the old one', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'live.log', lines(30))
  const log = await logsieve.open(path)
  writeLog(folder, 'next.log', [withoutConnection(1), active(2)])
  renameSync(path, `${path}.1`)
  append(`${path}.1`, active(31))
  renameSync(join(folder, 'next.log'), path)
  await log.expectCounts({ shown: 33, of: 33 })
  append(path, active(3))
  await log.expectCounts({ shown: 34, of: 34 })
  // The program has not been told yet, and writes to the old one.
  append(`${path}.1`, active(32))
  append(path, active(4))
  await log.expectCounts({ shown: 36, of: 36 })
  await log.grid.press('Home')
  await expect(log.grid.row(1)).toContainText('student-1')
})

test('a deleted file stays on screen, and is taken up when it is back', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'live.log', lines(30))
  const log = await logsieve.open(path)
  rmSync(path)
  await expect(log.notice('file-deleted')).toBeVisible()
  await expect(log.status).toContainText(log.texts.status.lost)
  await log.expectCounts({ shown: 30, of: 30 })
  await log.grid.row(2).click()
  await expect(log.detail.message).toHaveText('participant active')

  writeFileSync(path, `${withoutConnection(1)}\n`)
  await log.expectCounts({ shown: 32, of: 32 })
  await expect(log.notice('file-deleted')).toBeHidden()
  append(path, active(2))
  await log.expectCounts({ shown: 33, of: 33 })
})

test('a log that is rotated all the time is shown whole, each record once', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'live.log', [active(1)])
  const log = await logsieve.open(path)
  const tortured = new TorturedLog(path, 11)
  await tortured.run(2000)
  await expect.poll(() => log.side.countOf('unknown'), { timeout: 15_000 }).toBe(tortured.written)
  await log.side.only('unknown').click()
  await log.grid.press('End')
  await expect(log.grid.row(tortured.written)).toContainText(`record ${tortured.written - 1}`)
})
