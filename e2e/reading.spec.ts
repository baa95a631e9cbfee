import { CATEGORIES } from '#shared/category'

import { expect, test } from './fixtures'
import {
  active,
  example,
  failedHandshake,
  lines,
  panic,
  smallBuffer,
  unheardOf,
  withoutConnection,
  writeLog,
} from './logs'

/** The example as it is shipped, for somebody who has only browser calls. */
const EXAMPLE = { problem: 3, client: 19, advice: 6, noise: 896, activity: 381, healthy: 14 }
const RECORDS = 1319

test('the example: counts, columns, rows', async ({ logsieve }) => {
  const log = await logsieve.open(example('dokploy-ingress.log'))
  await log.side.expectCounts(EXAMPLE)
  await log.expectCounts({ shown: RECORDS, of: RECORDS })
  await log.grid.expectColumns()

  const row = log.grid.row(1)
  const cells = row.getByRole('gridcell')
  await expect(cells.nth(0)).toHaveText('1')
  await expect(cells.nth(2)).toHaveText('14:03:12.104')
  await expect(cells.nth(3)).toHaveText('info')
  await expect(cells.nth(4)).toHaveText('livekit')
  await expect(cells.nth(5)).toHaveText('connecting to redis')
  await expect(cells.nth(6)).toHaveText('simple=true addr=redis:6379')
})

test('every category has a colour and, besides, a shape with a name', async ({
  logsieve,
  folder,
}) => {
  const content = [
    withoutConnection(1),
    failedHandshake(2),
    unheardOf(3),
    smallBuffer(4),
    active(5),
  ]
  const log = await logsieve.open(writeLog(folder, 'mixed.log', content))
  const names = { 1: 'Problem', 2: 'Noise', 3: 'Unknown', 4: 'Advice', 5: 'Activity' }
  const shapes = new Set<string>()
  const colours = new Set<string>()
  for (const [index, name] of Object.entries(names)) {
    const glyph = log.grid.glyph(log.grid.row(Number(index)))
    await expect(glyph).toHaveAccessibleName(name)
    shapes.add(
      await glyph.evaluate((element) =>
        Array.from(element.children, (child) =>
          new XMLSerializer().serializeToString(child),
        ).join(),
      ),
    )
    colours.add(await glyph.evaluate((element) => getComputedStyle(element).color))
  }
  expect([shapes.size, colours.size]).toEqual([5, 5])
})

test('shown and hidden are all records, whatever is clicked', async ({ logsieve }) => {
  const log = await logsieve.open(example('dokploy-ingress.log'))
  const hidden = new Set<string>()
  for (const category of [...CATEGORIES, ...CATEGORIES.toReversed()]) {
    const button = log.side.category(category)
    await button.click()
    if (!hidden.delete(category)) hidden.add(category)
    await expect(button).toHaveAttribute('aria-pressed', String(!hidden.has(category)))
    const others = CATEGORIES.filter((other) => hidden.has(other) && other !== 'noise')
    const otherwise = others.reduce((sum, other) => sum + countIn(other), 0)
    const noise = hidden.has('noise') ? EXAMPLE.noise : 0
    await log.expectCounts({ shown: RECORDS - noise - otherwise, of: RECORDS, noise, otherwise })
    // Counts are of the whole log, not of what is shown.
    await expect(log.side.category('problem')).toHaveAccessibleName('Problem 3')
  }

  function countIn(category: string): number {
    return category in EXAMPLE ? EXAMPLE[category as keyof typeof EXAMPLE] : 0
  }
})

test('noise goes by one click and by one key', async ({ logsieve }) => {
  const log = await logsieve.open(example('dokploy-ingress.log'))
  const withoutNoise = { shown: RECORDS - EXAMPLE.noise, of: RECORDS, noise: EXAMPLE.noise }
  await log.side.category('noise').click()
  await log.expectCounts(withoutNoise)
  await expect(log.side.category('noise')).toHaveAttribute('aria-pressed', 'false')
  await log.press('n')
  await log.expectCounts({ shown: RECORDS, of: RECORDS })
  await log.press('n')
  await log.expectCounts(withoutNoise)
  await expect(log.grid.glyph(log.grid.row(1))).not.toHaveAccessibleName('Noise')
})

test('a category alone, and all again', async ({ logsieve }) => {
  const log = await logsieve.open(example('dokploy-ingress.log'))
  const { noise } = EXAMPLE
  const alone = { shown: 3, of: RECORDS, noise, otherwise: RECORDS - noise - 3 }
  await log.side.category('problem').hover()
  await log.side.only('problem').click()
  await log.expectCounts(alone)
  await expect(log.side.only('problem')).toHaveAttribute('aria-pressed', 'true')
  await expect(log.grid.rows).toContainText(
    Array(3).fill('removing participant without connection'),
  )
  await log.side.showAll.click()
  await log.expectCounts({ shown: RECORDS, of: RECORDS })
  await expect(log.side.showAll).toBeHidden()

  await log.side.category('problem').click({ modifiers: ['Alt'] })
  await log.expectCounts(alone)
  await log.side.category('problem').click()
  await expect(log.page.getByText(log.texts.log.allHidden)).toBeVisible()
  await log.expectCounts({ shown: 0, of: RECORDS, noise, otherwise: RECORDS - noise })
  await log.page.getByRole('main').getByRole('button', { name: log.texts.log.showAll }).click()
  await log.expectCounts({ shown: RECORDS, of: RECORDS })
})

test('levels are switched too', async ({ logsieve }) => {
  const log = await logsieve.open(example('dokploy-ingress.log'))
  await expect(log.side.level('info')).toHaveAccessibleName('info 1,121')
  await expect(log.side.level('fatal')).toBeHidden()
  await log.side.level('info').click()
  await log.side.level('debug').click()
  await expect(log.grid.root).toHaveAttribute('aria-rowcount', String(69 + 1))
  const { shown, all, hidden } = await log.counts()
  expect({ shown, all, hidden }).toEqual({ shown: 70, all: RECORDS, hidden: RECORDS - 70 })
  await log.side.showAll.click()
  await log.expectCounts({ shown: RECORDS, of: RECORDS })
})

test('a record is explained: meaning, action, command, reason, evidence, fields, raw text', async ({
  logsieve,
  folder,
}) => {
  const record = smallBuffer(1)
  const { grid, detail } = await logsieve.open(writeLog(folder, 'a.log', [record, active(2)]))
  await expect(detail.root).toContainText('Select a record')
  await grid.row(1).click()
  await expect(grid.row(1)).toHaveAttribute('aria-selected', 'true')
  await expect(detail.message).toHaveText('UDP receive buffer is too small for a production set-up')
  await expect(detail.root).toContainText('Advice')
  await expect(detail.root).toContainText('Line 1')
  await expect(detail.section('meaning')).toContainText('buffer')
  await expect(detail.section('action')).not.toHaveText('')
  await expect(detail.command).toHaveText(/sysctl -w net\.core\.rmem_max=\d+/)
  await expect(detail.section('why')).toContainText(
    'the message is exactly “UDP receive buffer is too small for a production set-up”',
    { ignoreCase: true },
  )
  await expect(detail.section('why')).toContainText('advice')
  await expect(detail.links.first()).toHaveAttribute('href', /^https:\/\/github\.com\/livekit\//)
  await expect(detail.section('facts')).toContainText('rtcconfig/rtc_unix.go:31')
  await expect(detail.section('facts')).toContainText('November 20, 2026')
  await expect(detail.section('facts')).toContainText('zap console text')
  await expect(detail.field(/^current/)).toContainText('425984')
  await expect(detail.field(/^suggested/)).toContainText('5000000')
  await expect(detail.section('raw')).toContainText('"suggested":5000000}')
  await grid.row(2).click()
  await expect(detail.message).toHaveText('participant active')
  await expect(detail.command).toBeHidden()
})

test('fields are a tree that opens and closes', async ({ logsieve, folder }) => {
  const fields = { request: { room: 'lesson-7b', codecs: ['opus', 'vp8'] }, empty: {} }
  const log = await logsieve.open(writeLog(folder, 'a.log', [unheardOf(1, fields), active(2)]))
  const { grid, detail } = log
  await grid.row(1).click()
  const request = detail.field(/^request/)
  await expect(request).toHaveAttribute('aria-expanded', 'true')
  await expect(detail.field(/^room/)).toHaveAttribute('aria-level', '2')
  await expect(detail.field(/^room/)).toContainText('lesson-7b')
  await request.click()
  await expect(request).toHaveAttribute('aria-expanded', 'false')
  await expect(detail.field(/^room/)).toBeHidden()
  await request.press('ArrowRight')
  await log.press('ArrowDown')
  await log.press('ArrowDown')
  await expect(detail.field(/^codecs/)).toBeFocused()
  await log.press('ArrowRight')
  await expect(detail.tree).toContainText('opus')
})

test('an unknown record claims nothing', async ({ logsieve, folder }) => {
  const { grid, detail, side } = await logsieve.open(
    writeLog(folder, 'a.log', [unheardOf(1), active(2)]),
  )
  await side.expectCounts({ unknown: 1, activity: 1 })
  await grid.row(1).click()
  await expect(detail.section('unknownTitle')).toContainText('zap console text')
  await expect(detail.section('meaning')).toBeHidden()
})

test('a panic with its stack is one record, with the number of its lines', async ({
  logsieve,
  folder,
}) => {
  const path = writeLog(folder, 'a.log', [active(1), panic(), active(2)])
  const log = await logsieve.open(path)
  await log.expectCounts({ shown: 3, of: 3 })
  await expect(log.grid.row(2)).toContainText('+4 lines')
  await expect(log.grid.cell(log.grid.row(3), 'line')).toHaveText('7')
  await log.grid.row(2).click()
  await expect(log.detail.section('raw')).toContainText('goroutine 4711 [running]:')
  await expect(log.detail.section('facts')).toContainText('2–6')
})

test('a selected record stays selected and in sight while others go', async ({ logsieve }) => {
  const log = await logsieve.open(example('dokploy-ingress.log'))
  await log.goToLine(249)
  await expect(log.grid.selected).toContainText('removing participant without connection')
  const before = await log.grid.selected.boundingBox()
  await log.press('n')
  await log.expectCounts({ shown: RECORDS - EXAMPLE.noise, of: RECORDS, noise: EXAMPLE.noise })
  await expect(log.grid.selected).toContainText('removing participant without connection')
  expect((await log.grid.selected.boundingBox())?.y).toBe(before?.y)
})

test('the other two examples are read too', async ({ logsieve }) => {
  const names = ['livekit-server.jsonl', 'compose-mixed.log'] as const
  const { window } = await logsieve.start(...names.map(example))
  await window.tabs.expectNames(...names)
  for (const name of names) {
    await window.tabs.show(name)
    await window.expectOpen(name)
    const counts = Object.values(await window.side.counts())
    const { all, shown } = await window.counts()
    expect([counts.reduce((sum, count) => sum + count), shown]).toEqual([all, all])
  }
})

test('the list keeps its contract with assistive technology', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(500)))
  await expect(log.grid.root).toHaveRole('grid')
  await log.grid.expectLength(500)
  const rows = await log.grid.rows.evaluateAll((elements) =>
    elements.map((row) => Number(row.getAttribute('aria-rowindex'))),
  )
  // Few elements, one after another, however long the log is.
  expect(rows.length).toBeLessThan(100)
  expect(rows).toEqual(rows.map((_, index) => (rows[0] ?? 0) + index))
  await log.grid.row(3).click()
  const active = await log.grid.root.getAttribute('aria-activedescendant')
  expect(await log.grid.row(3).getAttribute('id')).toBe(active)
  await expect(log.grid.root).toBeFocused()
  for (const category of CATEGORIES) {
    await expect(log.side.category(category)).toHaveAttribute('aria-pressed', 'true')
  }
  for (const role of [
    'button',
    'link',
    'switch',
    'grid',
    'region',
    'group',
    'separator',
  ] as const) {
    const nameless = log.page.getByRole(role, { name: /^\s*$/ })
    await expect(nameless, `${role} without a name`).toHaveCount(0)
  }
})

test('a program is hidden and shown again', async ({ logsieve }) => {
  const log = await logsieve.open(example('compose-mixed.log'))
  await log.expectRead()
  const { all } = await log.counts()
  const redis = log.page
    .getByRole('region', { name: log.texts.programs.title })
    .getByRole('button', { name: /^redis / })
  await expect(redis).toHaveText('redis 78')
  await redis.click()
  await expect(redis).toHaveAttribute('aria-pressed', 'false')
  await expect.poll(() => log.counts()).toEqual({ shown: all - 78, all, hidden: 78 })
  await redis.click()
  await log.expectCounts({ shown: all, of: all })
})
