import { expect, test } from './fixtures'
import {
  active,
  append,
  example,
  failedHandshake,
  lines,
  unheardOf,
  withoutConnection,
  writeLog,
} from './logs'

test('the one real problem of the example stands first', async ({ logsieve }) => {
  const log = await logsieve.open(example('dokploy-ingress.log'))
  await log.tab('triage').click()
  await expect(log.tab('triage')).toHaveAttribute('aria-pressed', 'true')
  const first = log.triage.kinds.first()
  await expect(log.triage.cell(first, 'category')).toHaveText('Problem')
  await expect(log.triage.cell(first, 'count')).toHaveText('3')
  await expect(log.triage.cell(first, 'message')).toContainText(
    'removing participant without connection',
  )
  await expect(log.triage.cell(first, 'meaning')).toContainText('never connected')
  await expect(log.triage.cell(first, 'action')).toContainText('use_external_ip')
  await expect(log.triage.cell(first, 'first')).toContainText('17:33:33')
  await expect(log.triage.cell(first, 'last')).toContainText('17:42:06')

  // Most important first, and every record is in one kind.
  const categories = await log.triage.kinds
    .getByRole('cell')
    .nth(0)
    .page()
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => row.querySelector('td')?.textContent).filter((text) => text !== undefined),
    )
  const order = ['Problem', 'Client', 'Unknown', 'Advice', 'Noise', 'Activity', 'Healthy']
  const places = categories.map((name) => order.indexOf(name))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  const counts = await log.triage.root
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => Number(row.querySelectorAll('td')[1]?.textContent.replace(/\D/g, '') ?? 0)),
    )
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1319)
})

test('a click shows the records of a kind, and the chip takes it back', async ({
  logsieve,
  folder,
}) => {
  const content = [...lines(50), withoutConnection(51), failedHandshake(52), withoutConnection(53)]
  const log = await logsieve.open(writeLog(folder, 'a.log', content))
  await log.tab('triage').click()
  await expect(log.triage.kinds).toHaveCount(3)
  await log.triage.kinds.first().getByRole('button').click()
  await log.expectCounts({ shown: 2, of: 53, noise: 1, otherwise: 50 })
  await expect(log.tab('log')).toHaveAttribute('aria-pressed', 'true')
  await expect(log.grid.rows).toContainText(
    Array(2).fill('removing participant without connection'),
  )
  await expect(
    log.page.getByText('Only this kind: removing participant without connection'),
  ).toBeVisible()
  await log.clearGroup.click()
  await log.expectCounts({ shown: 53, of: 53 })
  await expect(log.clearGroup).toBeHidden()
})

test('a hidden category is shown when one of its kinds is asked for', async ({
  logsieve,
  folder,
}) => {
  const content = [...lines(5), failedHandshake(6), failedHandshake(7)]
  const log = await logsieve.open(writeLog(folder, 'a.log', content))
  await log.press('n')
  await log.expectCounts({ shown: 5, of: 7, noise: 2 })
  await log.press('t')
  await log.triage.kinds.filter({ hasText: 'Noise' }).getByRole('button').click()
  await log.expectCounts({ shown: 2, of: 7, otherwise: 5 })
  await log.press('Escape')
  await log.expectCounts({ shown: 7, of: 7 })
})

test('unknown messages that differ only in a number are one kind', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(20, unheardOf)))
  await log.tab('triage').click()
  await expect(log.triage.kinds).toHaveCount(1)
  const kind = log.triage.kinds.first()
  await expect(log.triage.cell(kind, 'category')).toHaveText('Unknown')
  await expect(log.triage.cell(kind, 'count')).toHaveText('20')
  await expect(log.triage.cell(kind, 'meaning')).toHaveText(log.texts.triage.noMeaning)
})

test('the table grows with the log and follows the profile', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'a.log', [active(1), failedHandshake(2)])
  const log = await logsieve.open(path)
  await log.tab('triage').click()
  await expect(log.triage.kinds).toHaveCount(2)
  append(path, withoutConnection(3))
  await expect(log.triage.cell(log.triage.kinds.first(), 'category')).toHaveText('Problem')
  await log.side.feature('rtmp').click()
  await expect(log.triage.cell(log.triage.kinds.nth(1), 'category')).toHaveText('Client')
})
