import { expect, test } from './fixtures'
import { example, lines, writeLog } from './logs'

test('in the list: arrows, pages, first and last', async ({ logsieve, folder }) => {
  const { grid, detail, page } = await logsieve.open(writeLog(folder, 'a.log', lines(300)))
  await grid.root.focus()
  const selected = () => grid.selected.getAttribute('aria-rowindex').then(Number)
  const press = async (key: string, expected: number) => {
    await page.keyboard.press(key)
    await expect.poll(selected, `selected after ${key}`).toBe(expected)
  }
  await press('ArrowDown', 1)
  await expect(detail.message).toHaveText('participant active')
  await press('ArrowDown', 2)
  await press('ArrowDown', 3)
  await press('ArrowUp', 2)
  await press('End', 300)
  await grid.expectAtEnd(300)
  await press('ArrowDown', 300)
  await press('Home', 1)
  await grid.expectAtStart()
  await press('ArrowUp', 1)

  await page.keyboard.press('PageDown')
  await expect.poll(selected).toBeGreaterThan(10)
  const afterPage = await selected()
  const inSight = await grid.inSight()
  expect(inSight.map(({ index }) => index)).toContain(afterPage)
  await press('PageUp', 1)
})

test('N, F, L, T, ?, Ctrl+G, Escape', async ({ logsieve }) => {
  const log = await logsieve.open(example('dokploy-ingress.log'))
  await log.press('n')
  await log.expectCounts({ shown: 1319 - 896, of: 1319, noise: 896 })
  await log.press('n')
  await log.press('f')
  await expect(log.follow).toHaveAttribute('aria-pressed', 'true')
  await log.grid.expectAtEnd(1319)
  await log.press('f')
  await expect(log.follow).toHaveAttribute('aria-pressed', 'false')
  await log.press('t')
  await expect(log.triage.root).toBeVisible()
  await log.press('l')
  await expect(log.grid.root).toBeVisible()

  await log.press('?')
  await expect(log.dialog).toHaveAccessibleName(log.texts.shortcuts.title)
  // Keys of the page rest while a dialog is open.
  await log.press('n')
  await log.press('Escape')
  await expect(log.dialog).toBeHidden()
  await log.expectCounts({ shown: 1319, of: 1319 })

  await log.press('Control+g')
  const field = log.dialog.getByLabel(log.texts.goToLine.label)
  await expect(field).toBeFocused()
  await field.fill('249')
  await log.press('Enter')
  await expect(log.dialog).toBeHidden()
  await expect(log.grid.selected).toContainText('removing participant without connection')
  await log.press('Escape')
  await expect(log.grid.selected).toHaveCount(0)

  await log.press('Control+g')
  await field.fill('2026-11-21 8:17')
  await log.press('Enter')
  await expect(log.grid.selected).toContainText('08:17:')

  // Beyond the end is the end; where nothing is shown, that is said.
  await log.goToLine(99_999)
  await expect(log.grid.selected).toHaveAttribute('aria-rowindex', '1319')
  await log.side.only('unknown').click()
  await log.expectCounts({ shown: 0, of: 1319, noise: 896, otherwise: 423 })
  await log.press('Control+g')
  await field.fill('noon')
  await log.press('Enter')
  await expect(log.dialog.getByRole('alert')).toHaveText(log.texts.goToLine.unclear)
  await field.fill('5')
  await log.press('Enter')
  await expect(log.dialog.getByRole('alert')).toHaveText(log.texts.goToLine.none)
  await log.press('Escape')
  await expect(log.dialog).toBeHidden()
})

test('letters mean the same key on a Russian layout', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(3)))
  await log.page.evaluate(() => {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'т', code: 'KeyN', bubbles: true }),
    )
  })
  await expect(log.side.category('noise')).toHaveAttribute('aria-pressed', 'false')
})

test('Tab reaches every control, and the focus is seen', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(40)))
  await log.grid.row(2).click()
  await expect(log.detail.links.first()).toBeVisible()
  const controls = await log.page.evaluate(
    () =>
      [
        ...document.querySelectorAll<HTMLElement>(
          'button, a[href], input, [role="switch"], [tabindex="0"]',
        ),
      ].filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) &&
          !(element as HTMLButtonElement).disabled &&
          element.tabIndex >= 0,
      ).length,
  )
  expect(controls).toBeGreaterThan(30)
  await log.page.evaluate(() => {
    ;(document.activeElement as HTMLElement).blur()
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  const reached = new Set<string>()
  const unseen: string[] = []
  for (let step = 0; step < controls + 5; step++) {
    await log.press('Tab')
    const focus = await log.page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const number = [...document.querySelectorAll('*')].indexOf(element)
      const name = element.getAttribute('aria-label') ?? element.textContent.slice(0, 30)
      const isSeen = [element, ...element.querySelectorAll('*')].some((part) =>
        [null, '::before', '::after'].some((pseudo) => {
          const { outlineStyle, outlineWidth, boxShadow, content } = getComputedStyle(part, pseudo)
          if (pseudo !== null && content === 'none') return false
          return (
            (outlineStyle !== 'none' && outlineWidth !== '0px') ||
            boxShadow !== 'none' ||
            pseudo !== null
          )
        }),
      )
      return { id: `${number} ${element.tagName} ${name}`, isSeen }
    })
    if (focus === null) continue
    reached.add(focus.id)
    if (!focus.isSeen) unseen.push(focus.id)
  }
  expect(unseen, 'focused without showing it').toEqual([])
  expect(reached.size).toBe(controls)
})

test('the splitter is moved by keys, and its size is remembered', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'a.log', lines(3))
  const app = await logsieve.start(path)
  await app.window.expectRead()
  const splitter = app.page.getByRole('separator', { name: app.window.texts.detail.resize })
  const size = Number(await splitter.getAttribute('aria-valuenow'))
  await splitter.press('ArrowLeft')
  await expect(splitter).toHaveAttribute('aria-valuenow', String(size + 16))
  await expect.poll(async () => (await app.window.settings()).detailSize).toBe(size + 16)
  await app.close()
  const again = await logsieve.open(path)
  await expect(again.page.getByRole('separator')).toHaveAttribute(
    'aria-valuenow',
    String(size + 16),
  )
})

test('the dialog holds the focus and gives it back', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(3)))
  const opener = log.button(log.texts.toolbar.shortcuts)
  await opener.focus()
  await log.press('Enter')
  await expect(log.dialog).toBeVisible()
  for (let step = 0; step < 4; step++) {
    await log.press('Tab')
    const isOutside = await log.page.evaluate(() => {
      const { activeElement } = document
      return activeElement !== document.body && activeElement?.closest('dialog') === null
    })
    expect(isOutside).toBe(false)
  }
  await log.press('Escape')
  await expect(opener).toBeFocused()
})

test('a dialog that is answered late closes no other one', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', lines(300)))
  await log.press('Control+g')
  await log.dialog.getByLabel(log.texts.goToLine.label).fill('200')
  // All in one moment, before the engine can answer.
  await log.page.evaluate((cancel) => {
    const form = document.querySelector<HTMLFormElement>('dialog form')!
    form.requestSubmit()
    const buttons = [...form.querySelectorAll('button')]
    buttons.find(({ textContent }) => textContent === cancel)!.click()
    const key = { key: '?', code: 'Slash', shiftKey: true, bubbles: true }
    document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  }, log.texts.goToLine.cancel)
  await expect(log.detail.root).toContainText('Line 200')
  await expect(log.dialog).toHaveAccessibleName(log.texts.shortcuts.title)
})
