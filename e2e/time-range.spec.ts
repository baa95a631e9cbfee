import { expect, test } from './fixtures'
import {
  active,
  append,
  failedHandshake,
  lines,
  unheardOf,
  withoutConnection,
  writeLog,
} from './logs'

/** One record each second from 14:00:01 on; every tenth is noise, every 25th a problem. */
function record(second: number): string {
  if (second % 10 === 0) return failedHandshake(second)
  return second % 25 === 0 ? withoutConnection(second) : active(second)
}

test('a range by the dialog: exact, beside other filters, told and taken back', async ({
  logsieve,
  folder,
}) => {
  // Two clocks: the records of 14:08:20 and later come first, and some without a time.
  const content = [...lines(100, (number) => record(500 + number)), ...lines(300, record)]
  const path = writeLog(folder, 'a.log', ['no time', 'none either', ...content])
  const log = await logsieve.open(path)
  await expect(log.time.chip).toContainText(log.texts.timeline.all)
  await log.time.show('14:01', '2026-11-20 14:02')
  // 14:01:00 to 14:02:59
  await log.expectCounts({ shown: 120, of: 402, byTime: 282 })
  await expect(log.time.chip).toContainText('Nov 20, 14:01:00 – 14:02:59')
  await log.grid.press('Home')
  await expect(log.grid.cell(log.grid.row(1), 'time')).toContainText('14:01:00')
  await log.grid.press('End')
  await expect(log.grid.cell(log.grid.row(120), 'time')).toContainText('14:02:59')

  // What is out of the range is told as that alone, and the side bar counts what is in it.
  await log.press('n')
  await log.expectCounts({ shown: 108, of: 402, noise: 12, byTime: 282 })
  await expect(log.side.category('noise')).toContainText('12')
  await expect(log.side.root).toContainText(log.texts.categories.inRange)
  await log.tab('triage').click()
  await expect(log.triage.kinds.filter({ hasText: 'removing participant' })).toContainText('3')
  await log.tab('log').click()

  await log.time.show('14:08:21', '')
  await log.expectCounts({ shown: 90, of: 402, noise: 10, byTime: 302 })
  await log.press('n')
  await log.time.show('', '14:00:09')
  await log.expectCounts({ shown: 9, of: 402, byTime: 393 })
  await log.time.clear.click()
  await log.expectCounts({ shown: 402, of: 402 })
  await expect(log.time.clear).toBeHidden()
})

test('what is no time, or ends before it begins, is told', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(3, record)))
  await log.press('r')
  await log.time.field('from').fill('noon')
  await log.press('Enter')
  await expect(log.time.dialog.getByRole('alert')).toHaveText(log.texts.timeRange.unclear)
  await log.time.field('from').fill('14:00:03')
  await log.time.field('until').fill('14:00:01')
  await log.press('Enter')
  await expect(log.time.dialog.getByRole('alert')).toHaveText(log.texts.timeRange.backwards)
  await log.press('Escape')
  await log.expectCounts({ shown: 3, of: 3 })
})

test('from the selected record on, and up to it, by key', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(200, record)))
  await log.press('[')
  await expect(log.status).toContainText(log.texts.status.noTimeSelected)
  await log.goToLine(50)
  await log.press('[')
  await log.expectCounts({ shown: 151, of: 200, byTime: 49 })
  await expect(log.grid.selected).toHaveAttribute('aria-rowindex', '1')
  await log.goToLine(59)
  await log.press(']')
  await log.expectCounts({ shown: 10, of: 200, byTime: 190 })
  await expect(log.grid.selected).toHaveAttribute('aria-rowindex', '10')
  await log.press('Escape')
  await log.expectCounts({ shown: 200, of: 200 })
  await expect(log.grid.cell(log.grid.selected, 'line')).toHaveText('59')
})

test('the menu of a record, by mouse and by keys', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(200, record)))
  const menu = log.page.getByRole('menu', { name: log.texts.log.menu, exact: true })
  const item = (name: keyof typeof log.texts.log.menuItems) =>
    menu.getByRole('menuitem', { name: log.texts.log.menuItems[name], exact: true })
  await log.grid.row(3).click({ button: 'right' })
  await expect(log.grid.cell(log.grid.selected, 'line')).toHaveText('3')
  await item('fromHere').click()
  await expect(menu).toBeHidden()
  await log.expectCounts({ shown: 198, of: 200, byTime: 2 })
  await log.grid.row(5).click({ button: 'right' })
  await expect(item('fromHere')).toBeFocused()
  await log.press('ArrowDown')
  await log.press('Enter')
  await log.expectCounts({ shown: 5, of: 200, byTime: 195 })
  // Escape closes the menu alone.
  await log.grid.row(2).click({ button: 'right' })
  await log.press('Escape')
  await expect(menu).toBeHidden()
  await expect(log.grid.root).toBeFocused()
  await log.expectCounts({ shown: 5, of: 200, byTime: 195 })
})

test('an open end takes in what is written, a closed one does not', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'a.log', lines(2000, record))
  const log = await logsieve.open(path)
  await log.time.showLast('quarter')
  await log.expectCounts({ shown: 901, of: 2000, byTime: 1099 })
  append(path, unheardOf(2005), unheardOf(3))
  await log.expectCounts({ shown: 902, of: 2002, byTime: 1100 })
  await log.time.show('14:00:10', '14:00:19')
  await log.expectCounts({ shown: 10, of: 2002, byTime: 1992 })
  append(path, unheardOf(2006))
  await log.expectCounts({ shown: 10, of: 2003, byTime: 1993 })
})

test('the records over time: a click goes there, a drag shows that time alone', async ({
  logsieve,
  folder,
}) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(3600, record)))
  await expect(log.time.chart).toHaveAccessibleName(/Nov 20, 14:00:00 – 15:00:/)
  await log.time.click(0.5)
  await expect(log.grid.cell(log.grid.selected, 'time')).toContainText(/14:(29|30|31):/)
  await log.time.drag(0.25, 0.5)
  await expect(log.time.chip).toContainText(/Nov 20, 14:1[3-6]:\d\d – 14:(29|30|31):\d9/)
  await expect(log.time.chart).toHaveAccessibleName(/Nov 20, 14:1[3-6]:/)
  const { shown, all, hidden } = await log.counts()
  expect([all, shown + hidden]).toEqual([3600, 3600])
  await log.press('h')
  await expect(log.time.chart).toBeHidden()
  // The range stays in sight.
  await expect(log.time.chip).toBeVisible()
  await log.time.clear.click()
  await expect(log.time.root).toBeHidden()
  await log.press('h')
  await expect(log.time.chart).toBeVisible()
})
