import type { Locator } from '@playwright/test'

import { expect, test } from './fixtures'
import { active, append, failedHandshake, lines, withoutConnection, writeLog } from './logs'
import type { LogWindow } from './pages/LogWindow'

const PROBLEMS: ReadonlySet<number> = new Set([100, 1000, 1950])

function record(number: number): string {
  if (PROBLEMS.has(number)) return withoutConnection(number)
  return number % 10 === 0 ? failedHandshake(number) : active(number)
}

function marksOf(log: LogWindow): Locator {
  return log.page.getByRole('img', { name: log.texts.log.marks, exact: true })
}

/** Where the marks of one kind begin, as parts of the strip. */
async function placesOf(log: LogWindow, kind: 'problems' | 'matches'): Promise<number[]> {
  const marks = marksOf(log)
  const path = (await marks.locator(`.marks-${kind}`).getAttribute('d')) ?? ''
  const { height } = (await marks.boundingBox())!
  return [...path.matchAll(/M\d+ (\d+)/g)].map(
    ([, y]) => Math.round((Number(y) / height) * 20) / 20,
  )
}

test('problems and matches are marked beside the scroll bar, and a click goes there', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'a.log', lines(2000, record))
  const log = await logsieve.open(path)
  await expect.poll(() => placesOf(log, 'problems')).toEqual([0.05, 0.5, 0.95])
  expect(await placesOf(log, 'matches')).toEqual([])

  const { height } = (await marksOf(log).boundingBox())!
  await marksOf(log).click({ position: { x: 4, y: height / 2 + 1 } })
  await expect(log.grid.cell(log.grid.selected, 'line')).toHaveText('1000')
  await expect(log.grid.selected).toContainText('removing participant')

  await log.press('Control+f')
  await log.page.keyboard.insertText('"student-301"')
  await expect.poll(() => placesOf(log, 'matches')).toEqual([0.15])
  // Where nothing but matches is shown they need no marks.
  await log.button(log.texts.search.onlyMatches).click()
  await log.grid.expectLength(1)
  await expect.poll(() => placesOf(log, 'matches')).toEqual([])
  await log.press('Escape')
  await log.grid.expectLength(2000)

  // What is hidden has no mark, and what is written gets one.
  await log.side.category('problem').click()
  await expect.poll(() => placesOf(log, 'problems')).toEqual([])
  await log.side.category('problem').click()
  append(path, ...lines(500, active), withoutConnection(2501))
  await expect.poll(() => placesOf(log, 'problems')).toEqual([0.05, 0.4, 0.8, 1])
})

test('from problem to problem by key, round the ends', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(2000, record)))
  const line = log.grid.cell(log.grid.selected, 'line')
  for (const expected of ['100', '1000', '1950', '100']) {
    await log.press('p')
    await expect(line).toHaveText(expected)
  }
  await log.press('Shift+P')
  await expect(line).toHaveText('1950')
  await log.side.category('problem').click()
  await log.press('p')
  await expect(log.status).toContainText(log.texts.status.noProblem)
})
