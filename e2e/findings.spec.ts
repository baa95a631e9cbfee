import { expect, test } from './fixtures'
import { append, example, lines, unheardOf, withoutConnection, writeLog } from './logs'
import { said } from './texts'

test('a crash of the example, with what was open', async ({ logsieve }) => {
  const log = await logsieve.open(example('compose-mixed.log'))
  await log.tab('triage').click()
  const crash = log.findings.of('livekit crashed with 1 room open')
  await expect(crash).toContainText('1 room (“lesson-geometry-8b”) with 4 participants')
  await expect(crash).toContainText('It was up again after 5 s')
  await expect(crash.getByRole('img', { name: 'Problem' })).toBeVisible()
  // Above the kinds of messages, and these are all there.
  await expect(log.triage.kinds.first()).toBeVisible()
})

test('a click shows exactly the records of a finding, and the chip takes it back', async ({
  logsieve,
  folder,
}) => {
  const content = [...lines(40, unheardOf), ...lines(3, (n) => withoutConnection(40 + n))]
  const log = await logsieve.open(writeLog(folder, 'a.log', content))
  await log.side.category('unknown').click()
  await log.expectCounts({ shown: 3, of: 43, otherwise: 40 })
  await log.side.category('problem').click()
  await log.expectCounts({ shown: 0, of: 43, otherwise: 43 })

  await log.tab('triage').click()
  await expect(log.findings.all).toHaveCount(1)
  const title = 'Nobody gets media: 3 participants in a row did not connect'
  await log.findings.of(title).getByRole('button', { name: 'Show its 3 records' }).click()
  await expect(log.tab('log')).toHaveAttribute('aria-pressed', 'true')
  // What was hidden before is shown: who asks for these records wants them.
  await log.expectCounts({ shown: 3, of: 43, otherwise: 40 })
  await expect(log.grid.rows).toContainText(
    Array(3).fill('removing participant without connection'),
  )
  const chip = said(log.texts.findings.only, { title })
  await expect(log.page.getByText(chip, { exact: true })).toBeVisible()

  await log.findings.clear.click()
  await expect(log.findings.clear).toBeHidden()
  await log.expectCounts({ shown: 0, of: 43, otherwise: 43 })
})

test('what is hidden while a finding is shown stays so, and Escape ends it too', async ({
  logsieve,
  folder,
}) => {
  const content = [...lines(5, unheardOf), ...lines(3, (n) => withoutConnection(10 + n))]
  const log = await logsieve.open(writeLog(folder, 'a.log', content))
  await log.tab('triage').click()
  await log.findings.all.getByRole('button').click()
  await log.expectCounts({ shown: 3, of: 8, otherwise: 5 })
  await log.side.category('unknown').click()
  await log.press('Escape')
  await log.expectCounts({ shown: 3, of: 8, otherwise: 5 })
  await expect(log.findings.clear).toBeHidden()
})

test('findings come and grow with the log, also while one is shown', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'a.log', [withoutConnection(1), withoutConnection(2)])
  const log = await logsieve.open(path)
  await log.tab('triage').click()
  await expect(log.findings.of('2 participants get no media')).toBeVisible()
  append(path, withoutConnection(3))
  await log.findings.of('Nobody gets media: 3 participants').getByRole('button').click()
  await log.expectCounts({ shown: 3, of: 3 })
  append(path, unheardOf(4), withoutConnection(5))
  await log.expectCounts({ shown: 4, of: 5, otherwise: 1 })
  await expect(log.page.getByText(/Nobody gets media: 4 participants/)).toBeVisible()
})

test('in Russian', async ({ logsieve }) => {
  const english = await logsieve.open(example('livekit-server.jsonl'))
  await english.languageButton('ru').click()
  const log = english.in('ru')
  await log.tab('triage').click()
  const redis = log.findings.of('Redis был недоступен, прошло не позже чем через')
  await expect(redis).toContainText('Первый признак, что всё снова работает')
  const button = redis.getByRole('button', { name: /^Показать \d+ запис/ })
  const records = Number(/\d+/.exec(await button.innerText())?.[0])
  await button.click()
  await log.grid.expectLength(records)
  await expect(log.page.getByText('Только записи находки: Redis был недоступен, ')).toBeVisible()
})

test('a log that says nothing of the kind has none', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(5, unheardOf)))
  await log.tab('triage').click()
  await expect(log.triage.kinds).toHaveCount(1)
  await expect(log.findings.root).toBeHidden()
})
