import type { BrowserWindow, MessagePortMain } from 'electron'

import type { ApplicationEvents } from '#shared/protocol/application'
import { EVENT_CHANNEL, PORT_CHANNEL } from '#shared/protocol/door'

/** A page that stays silent for ever must not fill the memory. */
const MAX_WAITING = 100

/** The page of a window. What is told before it listens waits for it. */
export class Page {
  readonly #window: BrowserWindow
  readonly #waiting: (() => void)[] = []
  #isReady = false

  constructor(window: BrowserWindow) {
    this.#window = window
    const { webContents } = window
    // A reload, or a page that crashed: the new one listens when it says so. Not at the start of a
    // navigation: that is told of a refused one too, and then the page is still there.
    webContents.on('did-navigate', () => {
      this.#isReady = false
    })
    webContents.on('render-process-gone', () => {
      this.#isReady = false
    })
  }

  get isReady(): boolean {
    return this.#isReady
  }

  markReady(): void {
    this.#isReady = true
    for (const send of this.#waiting.splice(0)) send()
  }

  tell<E extends keyof ApplicationEvents>(event: E, data: ApplicationEvents[E]): void {
    const send = (): void => {
      if (!this.#window.isDestroyed()) this.#window.webContents.send(EVENT_CHANNEL, { event, data })
    }
    if (this.#isReady) send()
    else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(send)
  }

  /** Only for a page that is ready: a port cannot wait. */
  sendPort(document: number, port: MessagePortMain): void {
    this.#window.webContents.postMessage(PORT_CHANNEL, document, [port])
  }
}
