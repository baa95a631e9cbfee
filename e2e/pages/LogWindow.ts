import { expect, type Locator, type Page } from '@playwright/test'

import type { Language } from '#shared/language'
import type { LogsieveBridge, OpenFailure } from '#shared/protocol/application'
import type { Settings } from '#shared/settings'
import type { Theme } from '#shared/theme'

import { said, textsOf, type Texts } from '../texts'
import { Detail } from './Detail'
import { Findings } from './Findings'
import { Grid } from './Grid'
import { Merge } from './Merge'
import { Remote } from './Remote'
import { SideBar } from './SideBar'
import { Tabs } from './Tabs'
import { TimeBar } from './TimeBar'
import { Triage } from './Triage'
import { Welcome } from './Welcome'

interface Counts {
  readonly shown: number
  readonly of: number
  readonly noise?: number
  readonly byTime?: number
  readonly otherwise?: number
}

/** A window as a person sees it: found by role and name alone. */
export class LogWindow {
  readonly page: Page
  readonly language: Language
  readonly texts: Texts
  readonly grid: Grid
  readonly tabs: Tabs
  readonly side: SideBar
  readonly detail: Detail
  readonly time: TimeBar
  readonly triage: Triage
  readonly findings: Findings
  readonly welcome: Welcome
  readonly remote: Remote
  readonly merge: Merge

  constructor(page: Page, language: Language = 'en') {
    const texts = textsOf[language]
    this.page = page
    this.language = language
    this.texts = texts
    this.grid = new Grid(page, texts)
    this.tabs = new Tabs(page, texts)
    this.side = new SideBar(page, texts)
    this.detail = new Detail(page, texts)
    this.time = new TimeBar(page, texts)
    this.triage = new Triage(page, texts)
    this.findings = new Findings(page, texts)
    this.welcome = new Welcome(page, texts)
    this.remote = new Remote(page, texts)
    this.merge = new Merge(page, texts, this.grid)
  }

  /** The same window, read in another language. */
  in(language: Language): LogWindow {
    return new LogWindow(this.page, language)
  }

  get status(): Locator {
    return this.page.getByRole('contentinfo', { name: this.texts.status.label, exact: true })
  }

  /** The name of the open log. */
  get name(): Locator {
    return this.page.getByRole('banner').getByRole('heading', { level: 1 })
  }

  get failure(): Locator {
    return this.page.getByRole('alert')
  }

  get follow(): Locator {
    return this.page.getByRole('button', { name: this.texts.toolbar.follow, exact: true })
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog')
  }

  get clearGroup(): Locator {
    return this.page.getByRole('button', { name: this.texts.log.clearGroup, exact: true })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  tab(name: 'log' | 'triage'): Locator {
    return this.page
      .getByRole('group', { name: this.texts.toolbar.views, exact: true })
      .getByRole('button', { name: this.texts.toolbar[name], exact: true })
  }

  languageButton(language: Language): Locator {
    return this.page
      .getByRole('group', { name: this.texts.status.language, exact: true })
      .getByRole('button', { name: language.toUpperCase(), exact: true })
  }

  themeButton(theme: Theme): Locator {
    return this.page
      .getByRole('group', { name: this.texts.status.theme, exact: true })
      .getByRole('button', { name: this.texts.status[theme], exact: true })
  }

  /** A banner above the list about what happened to the file. */
  notice(code: keyof Omit<Texts['notices'], 'dismiss' | 'converted'>): Locator {
    return this.page.getByRole('main').getByText(this.texts.notices[code].title, { exact: true })
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key)
  }

  /** Drops files of the disk on the window. */
  async drop(...paths: readonly string[]): Promise<void> {
    const input = await this.page.evaluateHandle(() => {
      const element = document.createElement('input')
      element.type = 'file'
      element.multiple = true
      element.hidden = true
      return document.body.appendChild(element)
    })
    await input.setInputFiles([...paths])
    await input.evaluate((element) => {
      const dataTransfer = new DataTransfer()
      for (const file of element.files ?? []) dataTransfer.items.add(file)
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        )
      }
      element.remove()
    })
  }

  /** What main has written down. */
  async settings(): Promise<Settings> {
    return this.page.evaluate(() =>
      (window as unknown as { logsieve: LogsieveBridge }).logsieve.getSettings(),
    )
  }

  async closeLog(): Promise<void> {
    await this.button(this.texts.toolbar.close).click()
    await expect(this.welcome.title).toBeVisible()
  }

  async goToLine(line: number): Promise<void> {
    await this.press('Control+g')
    const field = this.dialog.getByLabel(this.texts.goToLine.label)
    await field.fill(String(line))
    await field.press('Enter')
    await expect(this.dialog).toBeHidden()
  }

  /** The log is open and read to its end. */
  async expectRead(): Promise<void> {
    await expect(this.status).toBeVisible()
    await expect(this.status).not.toHaveText(/^0 of 0 /)
    await expect(this.status.getByRole('progressbar')).toBeHidden({ timeout: 30_000 })
  }

  async expectOpen(name: string): Promise<void> {
    await expect(this.name).toHaveText(name)
    await this.expectRead()
  }

  async expectWelcome(): Promise<void> {
    await expect(this.welcome.title).toBeVisible()
    await expect(this.grid.root).toBeHidden()
  }

  async expectFailure(code: OpenFailure, place: string): Promise<void> {
    await expect(this.failure).toContainText(this.texts.failures[code].title)
    await expect(this.failure).toContainText(this.texts.failures[code].advice)
    await expect(this.failure).toContainText(place)
  }

  /** The sentence of the status bar; its numbers are checked to add up. */
  async expectCounts({ shown, of, noise = 0, byTime = 0, otherwise = 0 }: Counts): Promise<void> {
    expect(shown + noise + byTime + otherwise, 'shown and hidden').toBe(of)
    const { status } = this.texts
    const sentence = of === 1 ? status.shown_one : status.shown_other
    const parts = [
      said(sentence, { shown, count: of }),
      ...(noise > 0 ? [said(status.noise, { number: noise })] : []),
      ...(byTime > 0 ? [said(status.byTime, { number: byTime })] : []),
      ...(otherwise > 0 ? [said(status.otherwise, { number: otherwise })] : []),
    ]
    await expect(this.status.getByRole('paragraph').first()).toHaveText(parts.join(', '))
    await this.grid.expectLength(shown)
  }

  /** The numbers of the status bar. */
  async counts(): Promise<{ shown: number; all: number; hidden: number }> {
    const text = (await this.status.innerText()).replace(/(?<=\d),(?=\d)/g, '')
    const numbers = /(\d+) of (\d+) records? shown/.exec(text)
    const parts = [...text.matchAll(/(\d+) hidden/g)].map(([, number]) => Number(number))
    return {
      shown: Number(numbers?.[1]),
      all: Number(numbers?.[2]),
      hidden: parts.reduce((sum, part) => sum + part, 0),
    }
  }
}
