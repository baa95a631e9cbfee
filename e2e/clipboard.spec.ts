import { expect, test } from './fixtures'
import { active, panic, smallBuffer, writeLog } from './logs'

// All workers share the system's clipboard, so what copies stands in one test.
test('command and raw text reach the clipboard of the system', async ({ logsieve, folder }) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', [smallBuffer(1), panic(), active(7)]))
  const log = app.window
  const { grid, detail } = log
  await log.expectRead()
  const clipboard = () => app.electron.evaluate(({ clipboard: system }) => system.readText())

  await grid.row(1).click()
  const command = (await detail.command.locator('code').innerText()).trim()
  await detail.copyCommand.click()
  await expect.poll(clipboard).toBe(command)
  await expect(detail.copyCommand).toContainText('Copied')
  expect(command).toMatch(/^sysctl -w net\.core\.rmem_max=\d+$/m)

  await detail.copyRaw.click()
  await expect.poll(clipboard).toBe(smallBuffer(1))

  await grid.row(2).click()
  await expect(detail.section('raw')).toContainText('goroutine')
  await log.press('Control+c')
  await expect.poll(clipboard).toBe(panic())
  await expect(log.status).toContainText('Raw text copied')
})
