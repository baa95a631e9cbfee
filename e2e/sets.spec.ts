import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { hasSshd } from '../src/sources/remote/test-sshd'
import { expect, test } from './fixtures'
import { active, append, writeLog } from './logs'

const some = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => active(from + at))

test('older files beside a log are offered, shown before it, and it is followed through rotation', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'livekit.log', some(7, 3))
  writeLog(folder, 'livekit.log.1', some(4, 3))
  writeFileSync(`${path}.2.gz`, gzipSync(`${some(1, 3).join('\n')}\n`))
  const log = await logsieve.open(path)
  await log.expectCounts({ shown: 3, of: 3 })
  const { sets } = log.texts
  await expect(log.page.getByText('2 older files of this log lie beside it.')).toBeVisible()
  await log.button(sets.showOlder).click()
  await log.expectCounts({ shown: 9, of: 9 })
  await expect(log.button(sets.showOlder)).toBeHidden()
  await expect(log.grid.row(1)).toContainText('participant=student-1')
  await expect(log.grid.row(9)).toContainText('participant=student-9')
  renameSync(`${path}.2.gz`, `${path}.3.gz`)
  renameSync(`${path}.1`, `${path}.2`)
  renameSync(path, `${path}.1`)
  writeLog(folder, 'livekit.log', some(10, 2))
  await log.expectCounts({ shown: 11, of: 11 })
  await expect(log.grid.row(11)).toContainText('participant=student-11')
  await log.expectOpen('livekit.log')
})

test('of another machine they are offered when the log is whole, and come over its connection', async ({
  ssh,
  folder,
}) => {
  test.skip(!hasSshd, 'there is no sshd here (openssh-server)')
  // More than what comes at once.
  const records = 30_000
  const path = writeLog(folder, 'livekit.log', some(7, records))
  writeLog(folder, 'livekit.log.1', some(4, 3))
  writeFileSync(`${path}.2.gz`, gzipSync(`${some(1, 3).join('\n')}\n`))
  const sshd = await ssh.serve()
  sshd.slowTo(1_000_000)
  const { window: log } = await ssh.start(sshd, sshd.address(path))
  const { sets } = log.texts
  await expect(log.remote.front).toContainText(log.texts.lastPart.reading)
  await expect(log.button(sets.showOlder)).toBeHidden()
  sshd.slowTo(Infinity)
  await expect(log.page.getByText('2 older files of this log lie beside it.')).toBeVisible()
  await log.grid.expectLength(records)
  await log.button(sets.showOlder).click()
  await log.grid.expectLength(records + 6)
  await expect(log.button(sets.showOlder)).toBeHidden()
  await log.press('Control+Home')
  await expect(log.grid.row(1)).toContainText('participant=student-1')
  append(path, active(records + 7))
  await log.grid.expectLength(records + 7)
  expect(sshd.connections).toBe(1)
})

test('the offer can be put away', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'livekit.log', some(2, 1))
  writeLog(folder, 'livekit.log.1', some(1, 1))
  const log = await logsieve.open(path)
  await log.button(log.texts.sets.dismiss).click()
  await expect(log.button(log.texts.sets.showOlder)).toBeHidden()
  await log.expectCounts({ shown: 1, of: 1 })
})

test('of a folder its newest file is followed, and then one that is newer', async ({
  logsieve,
  folder,
}) => {
  const logs = join(folder, 'logs')
  mkdirSync(logs)
  const writtenAgo = (path: string, seconds: number) => {
    const time = Date.now() / 1000 - seconds
    utimesSync(path, time, time)
  }
  writtenAgo(writeLog(logs, 'monday.log', some(1, 2)), 60)
  writtenAgo(writeLog(logs, 'tuesday.log', some(3, 2)), 30)
  const log = await logsieve.open(logs)
  await log.expectOpen('logs')
  await log.expectCounts({ shown: 2, of: 2 })
  const wednesday = writeLog(logs, 'wednesday.log', some(5, 2))
  await log.expectCounts({ shown: 5, of: 5 })
  await expect(log.grid.row(3)).toContainText('a newer file goes on here: wednesday.log')
  await expect(log.grid.row(5)).toContainText('participant=student-6')
  append(wednesday, active(7))
  await log.expectCounts({ shown: 6, of: 6 })
})
