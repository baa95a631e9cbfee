import { existsSync, mkdirSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { hasSshd } from '../src/sources/remote/test-sshd'
import { expect, test } from './fixtures'
import { append, lines, writeLog, zap } from './logs'
import { hostOf } from './ssh'
import { said as spoken } from './texts'

const said = (message: string, second: number) => zap(message, { second })

/** Two logs whose records take turns. */
function twoLogs(folder: string): readonly [a: string, b: string] {
  return [
    writeLog(folder, 'a.log', [said('one', 1), said('three', 3), '\tof two lines']),
    writeLog(folder, 'b.log', [said('two', 2), said('four', 4)]),
  ]
}

/** The processes that have a file open. */
function holdersOf(path: string): string[] {
  return readdirSync('/proc').filter((process) => {
    if (!/^\d+$/.test(process)) return false
    const folder = join('/proc', process, 'fd')
    try {
      return readdirSync(folder).some((name) => readlinkSync(join(folder, name)) === path)
    } catch {
      // It has ended meanwhile, or is somebody else's.
      return false
    }
  })
}

test('two logs as one, live, and one of them filtered away', async ({ logsieve, folder }) => {
  const [a, b] = twoLogs(folder)
  const { window } = await logsieve.start(a, b, '--merge')
  const { grid, merge } = window
  await window.expectOpen('a.log + b.log')
  await merge.expectRows(['a.log', 'one'], ['b.log', 'two'], ['a.log', 'three'], ['b.log', 'four'])

  append(a, said('six', 6))
  append(b, said('five', 5))
  await merge.expectRows(
    ['a.log', 'one'],
    ['b.log', 'two'],
    ['a.log', 'three'],
    ['b.log', 'four'],
    ['b.log', 'five'],
    ['a.log', 'six'],
  )

  const a3 = merge.switchOf('a.log')
  await expect(a3).toHaveAccessibleName('a.log 3')
  await expect(a3).toHaveAttribute('aria-pressed', 'true')
  await a3.click()
  await expect(a3).toHaveAttribute('aria-pressed', 'false')
  await merge.expectRows(['b.log', 'two'], ['b.log', 'four'], ['b.log', 'five'])
  await window.expectCounts({ shown: 3, of: 6, otherwise: 3 })
  append(a, said('hidden', 7))
  append(b, said('seven', 8))
  await expect(a3).toHaveAccessibleName('a.log 4')
  await merge.expectRows(['b.log', 'two'], ['b.log', 'four'], ['b.log', 'five'], ['b.log', 'seven'])
  await a3.click()
  await window.expectCounts({ shown: 8, of: 8 })

  // What stands before its lines in the file is nobody's business.
  await grid.row(3).click()
  await expect(window.detail.root).toContainText(a)
  await expect(window.detail.root).toContainText('of two lines')
  await expect(window.page.getByText('@merged')).toHaveCount(0)
})

test('open logs are merged, in an order and by clocks that can be changed', async ({
  logsieve,
  folder,
  witness,
}) => {
  witness.allow(/The engine process ended/)
  const app = await logsieve.start(...twoLogs(folder))
  const { window } = app
  const { merge } = window
  await window.tabs.expectNames('a.log', 'b.log')
  await merge.offer.click()
  await expect(merge.choice('a.log')).toBeChecked()
  await merge.order('sequence').check()
  await merge.confirm('open')
  await window.tabs.expectNames('a.log', 'b.log', 'a.log + b.log')
  await window.expectOpen('a.log + b.log')
  await merge.expectRows(['a.log', 'one'], ['a.log', 'three'], ['b.log', 'two'], ['b.log', 'four'])
  await expect(merge.offer).toBeHidden()

  await merge.change.click()
  await expect(merge.order('sequence')).toBeChecked()
  await merge.order('time').check()
  await merge.shift('b.log').fill('-1500')
  await merge.unit('b.log').selectOption('ms')
  await merge.confirm('apply')
  await merge.expectRows(['b.log', 'two'], ['a.log', 'one'], ['b.log', 'four'], ['a.log', 'three'])
  const time = window.grid.row(1).getByRole('time')
  await expect(time).toHaveText('14:00:00.500')
  await expect(time).toHaveAttribute('title', /14:00:00.500.*−1500 ms.*14:00:02.000/)
  await merge.change.click()
  await expect(merge.shift('b.log')).toHaveValue('-1500')

  // By the clock that is shown.
  await merge.shift('b.log').fill('3')
  await merge.unit('b.log').selectOption('h')
  await merge.confirm('apply')
  await merge.expectRows(['a.log', 'one'], ['a.log', 'three'], ['b.log', 'two'], ['b.log', 'four'])
  await expect(window.time.chart).toHaveAccessibleName(/14:00:00 – 17:00:59/)
  await window.press('ControlOrMeta+g')
  await window.dialog.getByLabel(window.texts.goToLine.label).fill('17:00:03')
  await window.press('Enter')
  await expect(window.grid.selected).toContainText('four')
  await window.time.show('17:00:03', '17:00')
  await merge.expectRows(['b.log', 'four'])

  // Opened anew, it is merged in the same way.
  for (const engine of await app.engines()) process.kill(engine, 'SIGKILL')
  await window.failure.getByRole('button', { name: window.texts.failures.again }).click()
  await merge.expectRows(['a.log', 'one'], ['a.log', 'three'], ['b.log', 'two'], ['b.log', 'four'])
  await expect(window.grid.row(3).getByRole('time')).toHaveText('17:00:02.000')
})

test('what becomes of one of them is told with its name, and the others go on', async ({
  logsieve,
  folder,
}) => {
  const [a, b] = twoLogs(folder)
  const { window } = await logsieve.start(
    '--merge',
    '--shift',
    'c.log=+2s',
    a,
    b,
    join(folder, 'nowhere.log'),
  )
  const { merge, notices } = window.texts
  const told = (source: string, code: 'source-refused' | 'file-deleted' | 'shift-unknown') =>
    window.page
      .getByRole('main')
      .getByText(
        merge.about.replace('{{source}}', source).replace('{{title}}', notices[code].title),
      )
  await window.expectOpen('a.log + b.log + nowhere.log')
  await expect(told('nowhere.log', 'source-refused')).toBeVisible()
  await expect(told('--shift c.log', 'shift-unknown')).toBeVisible()
  await window.expectCounts({ shown: 4, of: 4 })
  rmSync(b)
  await expect(told('b.log', 'file-deleted')).toBeVisible()
  append(a, said('six', 6))
  await window.expectCounts({ shown: 5, of: 5 })
})

test('a merged log that is closed leaves nothing behind', async ({ logsieve, folder }) => {
  test.skip(process.platform !== 'linux', 'only there it can be seen who holds a file open')
  const logs = twoLogs(folder)
  const temporary = join(folder, 'temporary')
  mkdirSync(temporary)
  const { window } = await logsieve.startWith({
    sources: [...logs, '--merge'],
    environment: { TMPDIR: temporary },
  })
  await window.expectCounts({ shown: 4, of: 4 })
  const spools = () => readdirSync(temporary).filter((name) => name.startsWith('logsieve-'))
  const hasMerged = (name: string) => existsSync(join(temporary, name, 'merged.log'))
  expect(spools().filter(hasMerged)).toHaveLength(1)
  for (const log of logs) expect(holdersOf(log).length).toBeGreaterThan(0)
  await window.closeLog()
  await expect.poll(spools).toEqual([])
  await expect.poll(() => logs.flatMap(holdersOf)).toEqual([])
})

test('a server that is gone holds up its own log alone', async ({ ssh, folder }) => {
  test.skip(!hasSshd, 'there is no sshd')
  const [a, b] = twoLogs(folder)
  const sshd = await ssh.serve()
  const { window } = await ssh.start(sshd, a, sshd.address(b), '--merge=sequence')
  const { merge, remote, texts } = window
  await window.expectOpen('a.log + b.log')
  await merge.expectRows(['a.log', 'one'], ['a.log', 'three'], ['b.log', 'two'], ['b.log', 'four'])
  await sshd.halt()
  const title = spoken(texts.ssh.connection.lost, { host: hostOf(sshd) })
  await expect(window.page.getByText(`b.log: ${title}`)).toBeVisible()
  append(a, said('six', 6))
  await window.expectCounts({ shown: 5, of: 5 })
  append(b, said('five', 5))
  await sshd.resume()
  await window.expectCounts({ shown: 6, of: 6 })
  await expect(remote.button('stop')).toBeHidden()
})

test('a server that goes before its log has come holds up its own log alone', async ({
  ssh,
  folder,
}) => {
  test.skip(!hasSshd, 'there is no sshd')
  const near = writeLog(folder, 'near.log', [said('first', 0), said('last', 60_000)])
  const far = writeLog(folder, 'far.log', lines(30_000))
  const sshd = await ssh.serve()
  sshd.slowTo(500_000)
  const { window } = await ssh.start(sshd, near, sshd.address(far), '--merge')
  await expect(window.name).toHaveText('near.log + far.log')
  await sshd.halt()
  await expect(window.merge.switchOf('near.log')).toHaveAccessibleName('near.log 2')
  await window.press('ControlOrMeta+End')
  const last = window.grid.rows.filter({ hasText: 'last' })
  await expect(last).toBeVisible()
  expect((await window.counts()).all).toBeLessThan(30_000)
  sshd.slowTo(Infinity)
  await sshd.resume()
  // In its place, behind all that came later: once it is there, the log is merged anew.
  await expect(async () => {
    await window.press('ControlOrMeta+End')
    await expect(last).toHaveAttribute('aria-rowindex', '30002', { timeout: 500 })
  }).toPass({ timeout: 15_000 })
  await window.expectCounts({ shown: 30_002, of: 30_002 })
})
