import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { expect, test } from './fixtures'
import { active, failedHandshake, lines, withoutConnection, writeLog } from './logs'
import type { LogWindow } from './pages/LogWindow'

const LOG = [active(1), withoutConnection(2), failedHandshake(3)]
  .map((line) => `${line}\n`)
  .join('')

function isThere(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', input: '' }).error === undefined
}

/** A zip with these files, made by the system's `zip`. */
function zipIn(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeLog(folder, name, Buffer.from(text))
  execFileSync('zip', ['-q', 'logs.zip', ...Object.keys(files)], { cwd: folder })
  return join(folder, 'logs.zip')
}

function entry(window: LogWindow, name: string) {
  return window.dialog
    .getByRole('list', { name: window.texts.pickEntry.list })
    .getByRole('button', { name })
}

for (const program of ['gzip', 'zstd', 'bzip2', 'xz'] as const) {
  test(`${program} is opened like any log`, async ({ logsieve, folder }) => {
    test.skip(!isThere(program), `there is no ${program} here`)
    const bytes = execFileSync(program, ['-c'], { input: LOG })
    const window = await logsieve.open(writeLog(folder, 'livekit.log.2', bytes))
    await expect(window.name).toHaveText('livekit.log.2')
    await window.expectCounts({ shown: 3, of: 3 })
    await window.side.expectCounts({ activity: 1, problem: 1, noise: 1 })
    await window.closeLog()
    await window.welcome.recentFiles.filter({ hasText: 'livekit.log.2' }).click()
    await window.expectCounts({ shown: 3, of: 3 })
  })
}

test('a damaged archive shows what could be read, and where it broke', async ({
  logsieve,
  folder,
}) => {
  const whole = gzipSync(`${lines(2000).join('\n')}\n`)
  const path = writeLog(folder, 'cut.gz', whole.subarray(0, Math.floor(whole.length / 2)))
  const window = await logsieve.open(path)
  await expect(window.notice('archive-damaged')).toBeVisible()
  await window.grid.press('End')
  await expect(window.detail.message).toContainText('the archive is damaged or cut off here')
  await expect.poll(async () => (await window.side.counts()).advice).toBe(1)
  expect((await window.counts()).all).toBeGreaterThan(500)
})

test('a bomb is stopped, and what was unpacked is shown', async ({ logsieve, folder }) => {
  test.slow()
  const member = gzipSync(`${'0'.repeat(99_999)}\n`.repeat(1200), { level: 9 })
  const window = await logsieve.open(
    writeLog(folder, 'bomb.gz', Buffer.concat(Array(12).fill(member))),
  )
  await expect(window.notice('archive-limit')).toBeVisible({ timeout: 60_000 })
  await expect.poll(async () => (await window.side.counts()).advice, { timeout: 60_000 }).toBe(1)
  await window.grid.press('End')
  await expect(window.detail.message).toContainText('unpacking stopped here')
})

test.describe('a zip of several files', () => {
  test.skip(!isThere('zip'), 'there is no zip here')

  test('asks which one, by keyboard and by mouse', async ({ logsieve, folder }) => {
    const path = zipIn(folder, {
      'livekit.log': LOG,
      'ingress.log': `${active(1)}\n`,
      'notes.txt': 'nothing\n',
    })
    const { window } = await logsieve.start(path)
    await expect(window.dialog).toBeVisible()
    await expect(window.dialog.getByRole('listitem')).toHaveCount(3)
    await window.page.keyboard.type('INGRESS')
    await expect(window.dialog.getByRole('listitem')).toHaveCount(1)
    await window.press('Enter')
    await window.expectOpen('ingress.log')

    await window.drop(path)
    await expect(window.dialog).toBeVisible()
    await window.press('Escape')
    await expect(window.dialog).toBeHidden()
    await window.expectOpen('ingress.log')

    await window.drop(path)
    await entry(window, 'livekit.log').click()
    await window.expectOpen('livekit.log')
    await window.expectCounts({ shown: 3, of: 3 })
    await window.tabs.closeButton('ingress.log').click()
    await window.closeLog()
    await window.welcome.recentFiles.filter({ hasText: 'livekit.log' }).click()
    await window.expectOpen('livekit.log')
  })

  test('goes by arrow keys, and finds none of a name that is not there', async ({
    logsieve,
    folder,
  }) => {
    const { window } = await logsieve.start(zipIn(folder, { 'a.log': LOG, 'b.log': LOG }))
    await expect(window.dialog).toBeVisible()
    await window.press('ArrowDown')
    await expect(entry(window, 'a.log')).toBeFocused()
    await window.dialog.getByLabel(window.texts.pickEntry.label).fill('c.log')
    await expect(window.dialog.getByText(window.texts.pickEntry.none)).toBeVisible()
    await window.press('Enter')
    await expect(window.dialog).toBeVisible()
  })

  test('is refused where it is cut off', async ({ logsieve, folder }) => {
    const path = zipIn(folder, { 'a.log': LOG })
    writeLog(folder, 'logs.zip', readFileSync(path).subarray(0, 100))
    const { window } = await logsieve.start(path)
    await window.expectFailure('bad-archive', path)
  })
})

test('a tar inside is told', async ({ logsieve, folder }) => {
  test.skip(!isThere('tar'), 'there is no tar here')
  writeLog(folder, 'a.log', Buffer.from(LOG))
  const tar = execFileSync('tar', ['-cz', 'a.log'], { cwd: folder })
  const window = await logsieve.open(writeLog(folder, 'logs.tgz', tar))
  await expect(window.notice('tar-inside')).toBeVisible()
  await expect(window.notice('binary')).toBeHidden()
})
