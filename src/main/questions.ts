import type { SshQuestion } from '#shared/protocol/ssh'
import { AskpassServer, canAsk, type Prompt } from '#sources/askpass/askpass-server'
import { readPrompt } from '#sources/askpass/prompt'
import type { SshAsker } from '#sources/remote/ssh-command'

import { displayLines, displayText } from './display-text'
import type { Page } from './page'

interface Pending {
  readonly page: Page
  readonly question: SshQuestion
  /** null for none. */
  readonly settle: (answer: string | null) => void
  /** Ends the run of ssh that asks. */
  readonly cancel: () => void
}

/** What ssh asks, in the window for which it runs. Answers are handed through and not kept. */
export class Questions {
  readonly #pending = new Map<number, Pending>()
  #server: AskpassServer | null = null
  #lastId = 0

  /** Nobody, where ssh has no way to ask. */
  askerOf(page: Page): SshAsker | null {
    if (!canAsk) return null
    return {
      begin: (host, cancel) => {
        this.#server ??= new AskpassServer()
        /** What was answered: a prompt that comes again says that the answer was wrong. */
        const answered = new Set<string>()
        return this.#server.begin((prompt, gone) =>
          this.#ask(
            page,
            { host, prompt, isAskedAgain: answered.has(prompt.text) },
            gone,
            cancel,
          ).finally(() => answered.add(prompt.text)),
        )
      },
    }
  }

  answer(page: Page, id: number, answer: string): void {
    this.#of(page, id)?.settle(answer)
  }

  cancel(page: Page, id: number): void {
    this.#of(page, id)?.cancel()
  }

  /** A page that was loaded anew knows of none. */
  tellAgain(page: Page): void {
    for (const pending of this.#pending.values()) {
      if (pending.page === page) page.tell('question.asked', pending.question)
    }
  }

  #of(page: Page, id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    return pending?.page === page ? pending : undefined
  }

  #ask(
    page: Page,
    asked: { readonly host: string; readonly prompt: Prompt; readonly isAskedAgain: boolean },
    gone: AbortSignal,
    cancel: () => void,
  ): Promise<string | null> {
    const id = ++this.#lastId
    const question: SshQuestion = {
      id,
      host: displayText(asked.host, 300),
      ...readPrompt(asked.prompt),
      text: displayLines(asked.prompt.text),
      isAskedAgain: asked.isAskedAgain,
    }
    return new Promise((resolve) => {
      const settle = (answer: string | null): void => {
        if (!this.#pending.delete(id)) return
        page.tell('question.gone', { id })
        resolve(answer)
      }
      this.#pending.set(id, { page, question, settle, cancel })
      gone.addEventListener('abort', () => settle(null))
      if (gone.aborted) settle(null)
      else page.tell('question.asked', question)
    })
  }
}
