import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Locator } from '@playwright/test'

import { profileIn } from './app'
import { expect, test } from './fixtures'
import { active, append, lines, unheardOf, writeLog, zap } from './logs'
import type { LogWindow } from './pages/LogWindow'

const packOf = (folder: string) => join(profileIn(folder), 'rules', 'my-rules.yaml')

/** Where a user writes one, also before the app has made the folder. */
function packByHand(folder: string): string {
  const rules = join(profileIn(folder), 'rules')
  mkdirSync(rules, { recursive: true })
  return join(rules, 'by-hand.yaml')
}

function rulePack(meaning: string, category = 'noise'): string {
  return `pack: by-hand
rules:
  - id: by-hand.greeting
    match:
      component: livekit
      pattern: '^hello .* from here$'
    category: ${category}
    meaning: ${meaning}
`
}

function greeting(name: string): string {
  return zap(`hello ${name} from here`)
}

const NAMES = ['ann', 'bob', 'carol', 'dora', 'erin']

/** A log with a kind of message that no rule knows, among others. */
function greetings(): string[] {
  return [...lines(3), ...NAMES.map(greeting), active(9)]
}

function editorOf(log: LogWindow): Locator {
  return log.page.getByRole('dialog', { name: log.texts.rules.title, exact: true })
}

test('from an unknown kind to a rule that explains it', async ({ logsieve, folder }) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', greetings()))
  const log = app.window
  const { texts } = log
  await log.expectRead()
  await log.tab('triage').click()
  const kind = log.triage.kinds.filter({ hasText: 'Unknown' })
  await expect(kind).toHaveCount(1)
  await expect(log.page.getByText('5 records of 1 kind are unknown')).toBeVisible()
  await expect(log.triage.cell(kind, 'count')).toHaveText('5')
  await expect(log.triage.cell(kind, 'message')).toContainText('hello <*> from here')
  await expect(log.triage.cell(kind, 'message')).toContainText('For example: hello ann from here')

  await kind.getByRole('button', { name: texts.triage.makeRule }).click()
  const editor = editorOf(log)
  await expect(editor.getByText('Fits 5 records of this log')).toBeVisible()
  await expect(editor.getByRole('listitem')).toHaveCount(5)
  const message = editor.getByRole('textbox', { name: texts.rules.message, exact: true })
  await expect(message).toHaveValue('^hello .* from here$')

  // Counted as one types, and what is wrong stands where it is.
  await message.fill('^hello (ann|bob) from')
  await expect(editor.getByText('Fits 2 records of this log')).toBeVisible()
  await message.fill('^hello (')
  await expect(editor.getByText(/Unterminated group/)).toBeVisible()
  await expect(message).toHaveAttribute('aria-invalid', 'true')
  await message.fill('^hello .* from here$')
  await expect(editor.getByText('Fits 5 records of this log')).toBeVisible()

  // It is not saved before it says what it means.
  await editor.getByRole('button', { name: texts.rules.save }).click()
  await expect(editor.getByText('this must not be empty')).toBeVisible()
  await editor.getByRole('radio', { name: 'Noise' }).check()
  await editor.getByRole('textbox', { name: texts.rules.meaning }).fill('Somebody says hello.')
  await editor.getByRole('button', { name: texts.rules.save }).click()
  await expect(editor).toBeHidden()

  await expect(log.page.getByText(texts.status.ruleSaved)).toBeVisible()
  const known = log.triage.kinds.filter({ hasText: 'Somebody says hello.' })
  await expect(log.triage.cell(known, 'category')).toHaveText('Noise')
  await expect(log.triage.cell(known, 'count')).toHaveText('5')
  await expect(log.page.getByText(/is unknown|are unknown/)).toBeHidden()
  await known.getByRole('button').click()
  await log.grid.row(1).click()
  await expect(log.detail.section('meaning')).toContainText('Somebody says hello.')
  expect(readFileSync(packOf(folder), 'utf8'))
    .toBe(`# yaml-language-server: $schema=./rule-pack.schema.json
pack: my-rules
rules:
  - id: my-rules.hello-from-here
    match:
      component: livekit
      pattern: ^hello .* from here$
    category: noise
    meaning: Somebody says hello.
`)
  expect(existsSync(join(profileIn(folder), 'rules', 'rule-pack.schema.json'))).toBe(true)

  // It is still there the next time.
  await app.close()
  const again = await logsieve.open(writeLog(folder, 'b.log', greetings()))
  await again.tab('triage').click()
  await expect(again.triage.kinds.filter({ hasText: 'Somebody says hello.' })).toHaveCount(1)
})

test('a rule from a record, with a field, written in YAML, in place of a built-in one', async ({
  logsieve,
  folder,
}) => {
  const content = [...lines(40), unheardOf(41), ...lines(40, active)]
  const log = await logsieve.open(writeLog(folder, 'a.log', content))
  const { texts } = log
  await log.goToLine(60)
  await expect(log.detail.section('meaning')).toBeVisible()
  const before = await log.grid.firstInSight()
  await log.button(texts.rules.makeOwn).click()
  const editor = editorOf(log)
  await expect(editor.getByText(/of them are explained by another rule until now/)).toBeVisible()
  await editor.getByRole('button', { name: texts.rules.yaml, exact: true }).click()
  const yaml = editor.getByRole('textbox', { name: texts.rules.yaml })
  const draft = (await yaml.inputValue()).replace('meaning: ""', 'meaning: Mine says so. # sure')
  await yaml.fill(draft.replace('category: ""', 'categry: problem'))
  await expect(editor.getByText('there is no such key: categry')).toBeVisible()
  await yaml.fill(draft.replace('category: ""', 'category: problem'))
  await expect(editor.getByRole('listitem').filter({ hasText: 'Line' })).toHaveCount(0)
  await editor.getByRole('button', { name: texts.rules.form, exact: true }).click()
  await expect(editor.getByRole('radio', { name: 'Problem' })).toBeChecked()
  await editor.getByRole('button', { name: texts.rules.yaml, exact: true }).click()
  await editor.getByRole('button', { name: texts.rules.save }).click()
  await expect(editor).toBeHidden()

  // The record is explained anew, and nobody lost their place.
  await expect(log.detail.section('meaning')).toContainText('Mine says so.')
  await expect(log.grid.selected).toHaveAttribute('data-category', 'problem')
  await expect.poll(() => log.grid.firstInSight()).toEqual(before)
  expect(readFileSync(packOf(folder), 'utf8')).toContain('meaning: Mine says so. # sure')
})

test('packs that are edited by hand are followed; the last good one stays', async ({
  logsieve,
  folder,
}) => {
  const pack = packByHand(folder)
  writeFileSync(pack, rulePack('The first text.'))
  const path = writeLog(folder, 'a.log', greetings())
  const log = await logsieve.open(path)
  await log.goToLine(5)
  await expect(log.detail.section('meaning')).toContainText('The first text.')
  await expect(log.side.category('noise')).toContainText('5')

  writeFileSync(pack, rulePack('The second text.', 'client'))
  await expect(log.detail.section('meaning')).toContainText('The second text.')
  await expect(log.grid.selected).toHaveAttribute('data-category', 'client')

  writeFileSync(pack, rulePack('The third text.').replace('category: noise', 'category: wrong'))
  const problem = log.page.getByText(/by-hand\.yaml, line 7, column 5: .*should be one of/)
  await expect(problem).toBeVisible()
  await expect(log.page.getByText(log.texts.rules.problems)).toBeVisible()
  await expect(log.detail.section('meaning')).toContainText('The second text.')
  // What comes now is read by the last good one too.
  append(path, greeting('frank'))
  await log.expectCounts({ shown: 10, of: 10 })
  await expect(log.side.category('client')).toContainText('6')

  writeFileSync(pack, rulePack('The fourth text.'))
  await expect(problem).toBeHidden()
  await expect(log.detail.section('meaning')).toContainText('The fourth text.')

  rmSync(pack)
  await expect(log.detail.section('unknownTitle')).toBeVisible()
})

test('every tab follows, and the welcome page tells mistakes too', async ({ logsieve, folder }) => {
  const names = ['a.log', 'b.log']
  const { window: log } = await logsieve.start(
    ...names.map((name) => writeLog(folder, name, greetings())),
  )
  for (const name of names) {
    await log.tabs.show(name)
    await log.expectOpen(name)
    await expect(log.side.category('unknown')).toContainText('5')
  }
  const pack = packByHand(folder)
  writeFileSync(pack, rulePack('A text.', 'client'))
  for (const name of [...names].reverse()) {
    await log.tabs.show(name)
    await expect(log.side.category('client')).toContainText('5')
    await expect(log.side.category('unknown')).toContainText('0')
    await log.goToLine(5)
    await expect(log.detail.section('meaning')).toContainText('A text.')
  }
  await log.tabs.closeButton('a.log').click()
  await log.closeLog()
  writeFileSync(pack, 'pack: 1')
  await expect(log.page.getByText(log.texts.rules.problems)).toBeVisible()
})

test('merged logs follow, and what comes later is read by the new rules', async ({
  logsieve,
  folder,
}) => {
  const paths = ['a.log', 'b.log'].map((name) => writeLog(folder, name, greetings()))
  const { window: log } = await logsieve.start(...paths, '--merge')
  await expect(log.side.category('unknown')).toContainText('10')
  const pack = packByHand(folder)
  writeFileSync(pack, rulePack('A text.', 'client'))
  await expect(log.side.category('client')).toContainText('10')
  await expect(log.side.category('unknown')).toContainText('0')
  for (const path of paths) append(path, greeting('frank'))
  await expect(log.side.category('client')).toContainText('12')
})

test('a name that is taken is told, and a broken pack is not written over', async ({
  logsieve,
  folder,
}) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', greetings()))
  const { texts } = log
  const make = async () => {
    await log.goToLine(5)
    await log.page
      .getByRole('button', { name: /^(Make a rule from this|Say it otherwise)/ })
      .click()
    const editor = editorOf(log)
    await editor.getByRole('radio', { name: 'Noise' }).check()
    await editor.getByRole('textbox', { name: texts.rules.meaning }).fill('A text.')
    await editor.getByRole('textbox', { name: texts.rules.id }).fill('my-rules.one')
    await editor.getByRole('button', { name: texts.rules.save }).click()
    return editor
  }
  await expect(await make()).toBeHidden()
  const second = await make()
  await expect(second.getByText(texts.rules.taken)).toBeVisible()
  await second.getByRole('button', { name: texts.rules.saveOver }).click()
  await expect(second).toBeHidden()

  const broken = readFileSync(packOf(folder), 'utf8').replace('rules:', 'rulez:')
  writeFileSync(packOf(folder), broken)
  await expect(log.page.getByText(texts.rules.problems)).toBeVisible()
  const third = await make()
  await expect(third.getByText(texts.rules.refused)).toBeVisible()
  await expect(third.getByText(/my-rules\.yaml, line \d+/).first()).toBeVisible()
  expect(readFileSync(packOf(folder), 'utf8')).toBe(broken)
})

test('a rule that somebody has worked on is not lost without a question', async ({
  logsieve,
  folder,
}) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', greetings()))
  const { rules } = log.texts
  await log.goToLine(5)
  const make = log.button(rules.make)
  await make.click()
  const editor = editorOf(log)
  const question = log.page.getByRole('dialog', { name: rules.discardTitle, exact: true })
  await expect(editor).toBeVisible()
  // Nothing was written yet.
  await log.press('Escape')
  await expect(editor).toBeHidden()
  await expect(make).toBeFocused()

  await make.click()
  const meaning = editor.getByRole('textbox', { name: rules.meaning })
  await meaning.fill('Somebody says hello.')
  await log.press('Escape')
  await expect(question).toBeVisible()
  await log.press('Escape')
  await expect(question).toBeHidden()
  await expect(meaning).toHaveValue('Somebody says hello.')
  await expect(meaning).toBeFocused()
  await editor.getByRole('button', { name: rules.cancel }).click()
  await question.getByRole('button', { name: rules.keepWriting }).click()
  await expect(question).toBeHidden()
  await log.press('Escape')
  await log.press('Escape')
  await log.press('Escape')
  await expect(question).toBeVisible()
  await question.getByRole('button', { name: rules.discard }).click()
  await expect(editor).toBeHidden()
  await expect(make).toBeFocused()
  expect(existsSync(packOf(folder))).toBe(false)
})

test('after a rule was saved the keys work at once', async ({ logsieve, folder }) => {
  const log = await logsieve.open(writeLog(folder, 'a.log', greetings()))
  const { rules, triage } = log.texts
  await log.tab('triage').click()
  const kind = log.triage.kinds.filter({ hasText: 'Unknown' })
  await kind.getByRole('button', { name: triage.makeRule }).click()
  const editor = editorOf(log)
  await editor.getByRole('radio', { name: 'Noise' }).check()
  await editor.getByRole('textbox', { name: rules.meaning }).fill('Somebody says hello.')
  await editor.getByRole('button', { name: rules.save }).click()
  await expect(log.triage.kinds.filter({ hasText: 'Somebody says hello.' })).toHaveCount(1)
  // The button that it was made with is gone with its row.
  await expect(log.page.getByRole('region', { name: log.texts.toolbar.triage })).toBeFocused()
})
