import { appendFileSync } from 'node:fs'

import { hasSshd } from '../src/sources/remote/test-sshd'
import { violations } from './axe'
import { expect, test } from './fixtures'
import { active, writeLog } from './logs'
import { ARE_SHOTS_WANTED, dressed, LOOKS, NO_SHOTS, shoot, titleOf } from './shots'

test.skip(!hasSshd, 'there is no sshd here (openssh-server)')

/** Some 17 MB, which take half a minute on such a line. */
const RECORDS = 100_000
const SLOW = 500_000
const LOG = Array.from({ length: RECORDS }, (_, number) => active(number))

test('of a remote log the last part is there first; the rest is left, and read after all', async ({
  ssh,
  folder,
}) => {
  test.setTimeout(90_000)
  const sshd = await ssh.serve()
  sshd.slowTo(SLOW)
  const path = writeLog(folder, 'a.log', LOG)
  const { window } = await ssh.start(sshd, sshd.address(path))
  const { grid, remote, texts, detail } = window
  await expect(remote.front).toContainText(texts.lastPart.reading)
  await expect(remote.front.getByRole('progressbar')).toBeVisible()
  const last = grid.rows.filter({ hasText: `student-${RECORDS - 1} ` })
  await expect(last).toBeVisible()
  await expect(window.follow).toHaveAttribute('aria-pressed', 'true')
  await expect(grid.cell(last, 'line')).toHaveText('…')
  await expect(window.status).toContainText(texts.lastPart.counted)
  await expect(window.side.root).toContainText(texts.lastPart.inSideBar)
  expect(await violations(window.page)).toEqual([])

  await remote.frontButton('cancel').click()
  await expect(remote.front).toContainText(texts.lastPart.title)
  await expect(remote.frontButton('read')).toBeVisible()
  await expect(remote.front.getByRole('progressbar')).toBeHidden()
  await expect(window.follow).toHaveAttribute('aria-pressed', 'true')
  sshd.slowTo(Infinity)
  appendFileSync(path, `${active(RECORDS)}\n`)
  await expect(grid.rows.filter({ hasText: `student-${RECORDS} ` })).toBeVisible()

  await window.press('Control+g')
  await window.dialog.getByRole('textbox').fill('7')
  await window.press('Enter')
  await expect(window.dialog.getByRole('alert')).toHaveText(texts.lastPart.noLines)
  await window.press('Escape')

  const read = grid.rows.filter({ hasText: `student-${RECORDS - 5} ` })
  await read.click()
  await expect(detail.root).toContainText(`student-${RECORDS - 5}`)
  const place = (await read.boundingBox())?.y
  await remote.frontButton('read').click()
  await expect(remote.front).toBeHidden({ timeout: 60_000 })
  await grid.expectLength(RECORDS + 1)
  await expect(grid.selected).toContainText(`student-${RECORDS - 5} `)
  await expect(grid.cell(grid.selected, 'line')).toHaveText(String(RECORDS - 4))
  expect((await grid.selected.boundingBox())?.y).toBeCloseTo(place ?? -1, 0)
  await expect(window.status).not.toContainText(texts.lastPart.counted)

  await window.press('Control+Home')
  await expect(grid.rows.filter({ hasText: 'student-0 ' })).toBeVisible()
  await window.press('Control+End')
  appendFileSync(path, `${active(RECORDS + 1)}\n`)
  await grid.expectLength(RECORDS + 2)
})

for (const look of LOOKS) {
  test(`screenshots of the last part: ${titleOf(look)}`, async ({ ssh, folder }) => {
    test.skip(!ARE_SHOTS_WANTED, NO_SHOTS)
    const sshd = await ssh.serve()
    sshd.slowTo(SLOW)
    const app = await ssh.start(sshd, sshd.address(writeLog(folder, 'livekit.log', LOG)))
    const log = await dressed(app, look)
    // How long it will take is known after a while.
    await expect(log.remote.front).toContainText(/\d (s|min|с|мин)/, { timeout: 20_000 })
    await shoot(log, look, 'last-part-reading')
    await log.remote.frontButton('cancel').click()
    await expect(log.remote.frontButton('read')).toBeVisible()
    await shoot(log, look, 'last-part-left')
  })
}
