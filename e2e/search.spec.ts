import { expect, test } from './fixtures'
import type { LogWindow } from './pages/LogWindow'
import { active, append, lines, unheardOf, withoutConnection, writeLog } from './logs'

const bar = (log: LogWindow) => log.page.getByRole('search', { name: log.texts.search.label })
const field = (log: LogWindow) => bar(log).getByRole('textbox', { name: log.texts.search.input })
const state = (log: LogWindow) => bar(log).getByRole('status')

/** Every tenth record is about a teapot. */
const mixed = (count: number) =>
  lines(count, (number) => (number % 10 === 0 ? unheardOf(number) : active(number)))

/** What the marks on the screen stand over. */
function marked(log: LogWindow): Promise<string[]> {
  return log.page.evaluate(() =>
    [...(CSS.highlights.get('match') ?? [])].map((range) => (range as Range).toString()),
  )
}

test('finds a text and walks from match to match, by keys alone', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', mixed(500)))
  await log.grid.press('ArrowDown')
  await log.press('ControlOrMeta+f')
  await expect(field(log)).toBeFocused()
  await field(log).fill('teapot')
  await expect(state(log)).toHaveText('50 records')
  await log.press('Enter')
  await expect(state(log)).toHaveText('1 of 50')
  await expect(log.grid.selected).toContainText('the teapot of kitchen 10 whistles')
  await log.press('Enter')
  await expect(log.grid.selected).toContainText('kitchen 20')
  await log.press('Shift+Enter')
  await log.press('Shift+Enter')
  await expect(state(log)).toHaveText('50 of 50')
  await expect(log.grid.selected).toContainText('kitchen 500')
  await expect.poll(() => marked(log)).toContain('teapot')
  await expect(log.detail.section('raw')).toContainText('teapot')

  await log.press('Escape')
  await expect(bar(log)).toHaveCount(0)
  await expect(log.grid.root).toBeFocused()
  await expect.poll(() => marked(log)).toEqual([])
  await log.press('/')
  await expect(field(log)).toHaveValue('teapot')
})

test('of merged logs it finds what is shown, and not which log it is from', async ({
  logsieve,
  folder,
}) => {
  const paths = [writeLog(folder, 'a.log', lines(3)), writeLog(folder, 'b.log', [unheardOf(9)])]
  const { window } = await logsieve.start(...paths, '--merge')
  await window.expectCounts({ shown: 4, of: 4 })
  await window.press('/')
  await field(window).fill('merged')
  await expect(state(window)).toHaveText('No matches')
  await field(window).fill('b.log')
  await expect(state(window)).toHaveText('No matches')
  await field(window).fill('teapot')
  await expect(state(window)).toHaveText('1 record')
})

test('capital letters and the switches decide what matches', async ({ logsieve, folder }) => {
  const content = [unheardOf(1), active(2), 'The TEAPOT is empty', 'чайник', 'ЧАЙНИК', 'a+b']
  const log = await logsieve.open(writeLog(folder, 'a.log', content))
  await log.press('/')
  const finds = async (query: string, told: string) => {
    await field(log).fill(query)
    await expect(state(log)).toHaveText(told)
  }
  await finds('teapot', '2 records')
  await finds('TEAPOT', '1 record')
  await finds('чайник', '2 records')
  await finds('a+b', '1 record')
  await finds('b+a', 'No matches')
  await log.button('Match case').click()
  await finds('teapot', '1 record')
  await log.button('Regular expression').click()
  await finds('t..pot', '1 record')
  await finds(
    '(teapot',
    'Not a valid pattern: Invalid regular expression: /(teapot/: Unterminated group',
  )
  await expect(field(log)).toHaveAttribute('aria-invalid', 'true')
  await finds('teapot$|a\\+b', '1 record')
})

test('shows only what matches, beside the other filters', async ({ logsieve, folder }) => {
  const content = [...mixed(100), withoutConnection(101)]
  const log = await logsieve.open(writeLog(folder, 'a.log', content))
  await log.press('/')
  await field(log).fill('student')
  await log.button('Only matches').click()
  await log.grid.expectLength(91)
  await expect(log.status).toContainText('91 of 101 records shown')
  await expect(log.status).toContainText('10 hidden by the search')
  await log.side.category('activity').click()
  await log.grid.expectLength(1)
  await expect(log.status).toContainText('90 hidden otherwise')
  await expect(state(log)).toHaveText('1 record, 90 more hidden')
  await field(log).fill('kitchen 30')
  await log.grid.expectLength(1)
  await expect(log.grid.row(1)).toContainText('kitchen 30')
  await log.press('Escape')
  await expect(log.status).not.toContainText('by the search')
})

test('new records are searched as they come', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'a.log', mixed(30))
  const log = await logsieve.open(path)
  await log.press('/')
  await field(log).fill('teapot')
  await expect(state(log)).toHaveText('3 records')
  append(path, active(31), unheardOf(32))
  await expect(state(log)).toHaveText('4 records')
  await log.button('Only matches').click()
  await log.grid.expectLength(4)
  append(path, active(33), unheardOf(34))
  await log.grid.expectLength(5)
  await expect(log.grid.row(5)).toContainText('kitchen 34')
})

test('a pattern that backtracks for ever neither hangs the window nor goes untold', async ({
  logsieve,
  folder,
}) => {
  const hostile = `${'a'.repeat(2000)}!`
  const log = await logsieve.open(writeLog(folder, 'a.log', [active(1), hostile, active(3)]))
  await log.press('/')
  await log.button('Regular expression').click()
  await field(log).fill('^(a+)+$')
  // While it hangs, everything else goes on.
  await log.side.category('activity').click()
  await log.grid.expectLength(1)
  await expect(state(log)).toContainText('This pattern backtracks too much')
  await expect(state(log)).toContainText('^(a+)+$')
  // V8 has an engine of linear time, for patterns that match case.
  await log.button('Match case').click()
  await expect(state(log)).toHaveText('No matches')
  await field(log).fill('a{50}')
  await expect(state(log)).toHaveText('1 record')
})

test('in the smallest window the words of the find bar are whole, in both languages', async ({
  logsieve,
  folder,
}) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', mixed(500)))
  await app.resize(900, 600)
  for (const language of ['en', 'ru'] as const) {
    await app.window.languageButton(language).click()
    const log = app.window.in(language)
    await log.press('ControlOrMeta+f')
    for (const [query, words] of [
      ['nobody wrote this', log.texts.search.none],
      ['teapot', /^50 /],
    ] as const) {
      await field(log).fill(query)
      await expect(state(log)).toHaveText(words)
      const isWhole = () => state(log).evaluate((text) => text.scrollWidth <= text.clientWidth)
      expect(await isWhole(), query).toBe(true)
    }
  }
})
