import { expect, test } from './fixtures'
import { append, lines, writeLog } from './logs'

/** More than the page lets a scroll bar hold as it is: 24 pixels a row, 10 million pixels. */
const MANY = 450_000
const FEW = 2_000

/** A short line: what counts here is the number of records. */
function short(number: number): string {
  return `2026/11/20 14:00:00 request ${number}`
}

test('450,000 records are moved in like 2,000', async ({ logsieve, folder }) => {
  test.slow()
  const log = await logsieve.open(writeLog(folder, 'few.log', lines(FEW, short)))
  const { grid } = log
  const move = async () => {
    const places: number[] = []
    await grid.expectAtStart()
    for (const pixels of [240, 240, -120, 2400]) {
      const place = ((await grid.firstInSight())?.index ?? 0) + pixels / 24
      await grid.wheel(pixels)
      await expect.poll(async () => (await grid.firstInSight())?.index).toBe(place)
      places.push(place)
    }
    for (const key of ['PageDown', 'PageDown', 'PageUp']) {
      const before = await grid.firstInSight()
      await grid.press(key)
      await expect.poll(async () => (await grid.firstInSight())?.index).not.toBe(before?.index)
      places.push((await grid.firstInSight())?.index ?? 0)
    }
    return places
  }
  const few = await move()
  const path = writeLog(folder, 'many.log', lines(MANY, short))
  await log.closeLog()
  await log.drop(path)
  await log.expectOpen('many.log')
  await log.expectCounts({ shown: MANY, of: MANY })
  expect(await move()).toEqual(few)

  await grid.press('End')
  await grid.expectAtEnd(MANY)
  await grid.press('Home')
  await grid.expectAtStart()
  await log.goToLine(300_000)
  await expect(grid.selected).toHaveAttribute('aria-rowindex', '300000')
  await expect(grid.cell(grid.selected, 'line')).toHaveText('300000')
  await expect(grid.selected).toContainText('request 300000')
  await log.press('ArrowDown')
  await expect(grid.selected).toHaveAttribute('aria-rowindex', '300001')
  await log.press('End')
  await grid.expectAtEnd(MANY)
  append(path, short(MANY + 1), short(MANY + 2))
  await grid.expectAtEnd(MANY + 2)
})
