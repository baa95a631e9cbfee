import { expect, type Locator, type Page } from '@playwright/test'

import type { QuestionKind } from '#shared/protocol/ssh'

import type { TestSshd } from '../../src/sources/remote/test-sshd'
import { said, type Texts } from '../texts'

/** What a window asks and tells of other machines. */
export class Remote {
  readonly #page: Page
  readonly #texts: Texts['ssh']
  readonly #lastPart: Texts['lastPart']

  constructor(page: Page, { ssh, lastPart }: Texts) {
    this.#page = page
    this.#texts = ssh
    this.#lastPart = lastPart
  }

  /** The dialog of a question about a host. */
  question(kind: QuestionKind, host: string): Locator {
    const name = said(this.#texts.questions.title[kind], { host })
    return this.#page.getByRole('dialog', { name, exact: true })
  }

  answerOf(question: Locator): Locator {
    return question.locator('input[name="answer"]')
  }

  async answer(question: Locator, text: string): Promise<void> {
    await expect(this.answerOf(question)).toBeFocused()
    await this.#page.keyboard.type(text)
    await this.#page.keyboard.press('Enter')
  }

  button(name: keyof Texts['ssh']['connection']): Locator {
    return this.#page.getByRole('button', { name: this.#texts.connection[name], exact: true })
  }

  /** Says that the list shows the last part of the log. */
  get front(): Locator {
    return this.#page.getByRole('status').filter({ hasText: this.#lastPart.title })
  }

  frontButton(name: 'cancel' | 'read'): Locator {
    return this.front.getByRole('button', { name: this.#lastPart[name], exact: true })
  }

  get serverDialog(): Locator {
    return this.#page.getByRole('dialog', { name: this.#texts.server.title, exact: true })
  }

  field(name: 'host' | 'port' | 'path'): Locator {
    return this.serverDialog.getByLabel(this.#texts.server[name], { exact: true })
  }

  /** Opens a log of a server by the dialog. */
  async open(sshd: TestSshd, path: string): Promise<void> {
    await this.#page.keyboard.press('Control+Shift+O')
    await this.field('host').fill(`${sshd.user}@localhost`)
    await this.field('port').fill(String(sshd.port))
    await this.field('path').fill(path)
    await this.field('path').press('Enter')
    await expect(this.serverDialog).toBeHidden()
  }

  get suggestions(): Locator {
    return this.serverDialog.getByRole('option')
  }
}
