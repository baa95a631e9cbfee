import { expect, test } from './fixtures'
import { active, append, lines, panic, writeLog, zap } from './logs'

/** Every third line is long, and some are very long. */
function long(number: number): string {
  const words = number % 3 === 0 ? 'word '.repeat(number % 12 === 0 ? 60 : 25) : ''
  return zap(`message ${number} ${words}end`, { second: number % 3000 })
}

for (const [count, name] of [
  [60, 'few'],
  [450_000, 'very many'],
] as const) {
  test(`wrapped rows of ${name} scroll by pixels, pages and to both ends`, async ({
    logsieve,
    folder,
  }) => {
    test.slow()
    const log = await logsieve.open(writeLog(folder, 'a.log', lines(count, long)))
    const { grid } = log
    await grid.row(2).click()
    await log.press('w')
    await expect(log.button(log.texts.toolbar.wrap)).toHaveAttribute('aria-pressed', 'true')
    await expect.poll(async () => (await grid.boxOf(3)).height).toBeGreaterThan(40)
    await grid.expectUnbroken()

    const start = (await grid.boxOf(4)).y
    await grid.wheel(120)
    await expect.poll(async () => (await grid.boxOf(4)).y).toBe(start - 120)
    await grid.wheel(-70)
    await expect.poll(async () => (await grid.boxOf(4)).y).toBe(start - 50)
    await grid.expectUnbroken()

    await grid.press('End')
    await grid.expectAtEnd(count)
    await expect(grid.selected).toHaveAttribute('aria-rowindex', String(count))
    const foot = await grid.boxOf(count)
    const box = (await grid.root.boundingBox())!
    expect(Math.abs(foot.y + foot.height - (box.y + box.height))).toBeLessThanOrEqual(1)
    await grid.expectUnbroken()

    // What was first is last, and the other way round.
    const first = (await grid.firstInSight())!
    await grid.press('PageUp')
    await expect
      .poll(async () => (await grid.lastInSight())?.index)
      .toBeLessThanOrEqual(first.index)
    const last = (await grid.lastInSight())!
    expect(last.index).toBeGreaterThanOrEqual(first.index - 1)
    await grid.expectUnbroken()
    await grid.press('PageDown')
    await expect
      .poll(async () => (await grid.firstInSight())?.index)
      .toBeGreaterThanOrEqual(last.index)

    await grid.press('Home')
    await grid.expectAtStart()
    await grid.expectUnbroken()
    await log.goToLine(count - 20)
    await expect(grid.selected).toHaveAttribute('aria-rowindex', String(count - 20))
    await grid.expectUnbroken()
  })
}

test('wrapping on and off leaves the selected record where it is, and is remembered', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'a.log', lines(3000, long))
  const app = await logsieve.start(path)
  const log = app.window
  await log.expectRead()
  await log.goToLine(1500)
  const { y } = await log.grid.boxOf(1500)
  await log.press('w')
  await expect.poll(async () => (await log.grid.boxOf(1500)).height).toBeGreaterThan(100)
  expect((await log.grid.boxOf(1500)).y).toBe(y)
  await log.press('w')
  await expect.poll(async () => (await log.grid.boxOf(1500)).height).toBe(24)
  expect((await log.grid.boxOf(1500)).y).toBe(y)
  // Without a selection it is the first row in sight that stays.
  await log.press('Escape')
  const first = (await log.grid.firstInSight())!
  await log.press('w')
  await expect.poll(async () => (await log.grid.firstInSight())?.y).toBe(first.y)
  expect((await log.grid.firstInSight())?.index).toBe(first.index)
  await app.close()

  const again = await logsieve.open(path)
  await expect(again.button(again.texts.toolbar.wrap)).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(async () => (await again.grid.boxOf(3)).height).toBeGreaterThan(40)
})

test('a record of many lines opens in place, and nothing above it moves', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'a.log', [...lines(40), panic(), ...lines(500)])
  const log = await logsieve.open(path)
  const { grid } = log
  await log.goToLine(41)
  const before = await grid.boxOf(41)
  const above = await grid.boxOf(40)
  const disclosure = grid.selected.getByRole('button', { name: '+4 lines' })
  await expect(disclosure).toHaveAttribute('aria-expanded', 'false')
  await grid.press('ArrowRight')
  await expect(grid.selected).toContainText('goroutine 4711 [running]:')
  await expect(disclosure).toHaveAttribute('aria-expanded', 'true')
  // Four lines of 18 pixels at least.
  await expect.poll(async () => (await grid.boxOf(41)).height).toBeGreaterThanOrEqual(24 + 4 * 18)
  expect([(await grid.boxOf(41)).y, (await grid.boxOf(40)).y]).toEqual([before.y, above.y])
  await grid.expectUnbroken()
  const { y } = await grid.boxOf(45)
  await grid.wheel(53)
  await expect.poll(async () => (await grid.boxOf(45)).y).toBe(y - 53)
  await grid.press('ArrowLeft')
  await expect.poll(async () => (await grid.boxOf(41)).height).toBe(24)
  await grid.press(' ')
  await expect(grid.selected).toContainText('goroutine 4711')
  await disclosure.click()
  await expect(grid.selected).not.toContainText('goroutine 4711')

  // A filter keeps it open, and a new end is followed past it.
  await disclosure.click()
  await log.press('n')
  await expect(grid.selected).toContainText('goroutine 4711')
  await grid.press('End')
  await grid.expectAtEnd(541)
  append(path, ...lines(3, active))
  await grid.expectAtEnd(544)
})
