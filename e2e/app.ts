import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { _electron, type ElectronApplication, type Page } from '@playwright/test'

import { ensureElectron } from '../scripts/electron/ensure.mjs'
import { electronCommand } from '../scripts/electron/launch.mjs'
import { createLog } from '../scripts/lib/log.mjs'
import { LogWindow } from './pages/LogWindow'
import type { Witness } from './witness'

export interface StartOptions {
  /** The SOURCE arguments. */
  readonly sources?: readonly string[]
  /** A program that starts Electron in another way, given Electron's command line. */
  readonly through?: string
  /** Beside the environment of the test. */
  readonly environment?: Readonly<Record<string, string>>
}

let electronPath: Promise<string> | undefined

/** The command of `npm start`. */
export async function commandOf(
  sources: readonly string[],
): Promise<{ command: string; args: string[] }> {
  electronPath ??= ensureElectron({ log: createLog() }).then(({ path }) => path)
  // It warns of root, where the sandbox is off; that is not what is tested.
  return electronCommand({ path: await electronPath, args: [...sources], warn: () => undefined })
}

interface Sizeable {
  setContentSize(width: number, height: number): void
}

/** A running Logsieve with its own profile. */
export class App {
  readonly electron: ElectronApplication
  readonly profile: string
  readonly witness: Witness
  readonly #first: Page
  #isClosed = false

  private constructor(
    electron: ElectronApplication,
    profile: string,
    witness: Witness,
    first: Page,
  ) {
    this.electron = electron
    this.profile = profile
    this.witness = witness
    this.#first = first
  }

  static async start(profile: string, witness: Witness, options: StartOptions = {}): Promise<App> {
    mkdirSync(profile, { recursive: true })
    const { command, args } = await commandOf(options.sources ?? [])
    const electron = await _electron.launch({
      executablePath: options.through ?? command,
      args,
      env: { ...environmentOf(profile), ...options.environment },
      // Else Playwright pretends that the desktop is light, whatever the app says.
      colorScheme: null,
    })
    electron
      .process()
      .stderr?.setEncoding('utf8')
      .on('data', (chunk: string) => witness.hearStderr(chunk))
    const context = electron.context()
    context.on('weberror', (error) => witness.hearPage('page error', error.error().message))
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        witness.hearPage(`console ${message.type()}`, message.text())
      }
    })
    const first = await electron.firstWindow()
    return new App(electron, profile, witness, first)
  }

  /** The first window, in English unless a test says otherwise. */
  get window(): LogWindow {
    return new LogWindow(this.#first)
  }

  get page(): Page {
    return this.#first
  }

  /** All windows that are open, in the order in which they came. */
  get windows(): readonly LogWindow[] {
    return this.electron.windows().map((page) => new LogWindow(page))
  }

  /** The processes that read the open logs. */
  engines(): Promise<readonly number[]> {
    return this.electron.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ name }) => name === 'Logsieve engine')
        .map(({ pid }) => pid),
    )
  }

  /** By the item of the menu. */
  async openWindow(): Promise<void> {
    await this.electron.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      items?.find(({ accelerator }) => accelerator === 'CmdOrCtrl+N')?.click()
    })
  }

  /** Stubs the system's own dialog, which no test can click on. */
  async chooseInDialog(...filePaths: readonly string[]): Promise<void> {
    await this.electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: chosen.length === 0, filePaths: [...chosen] })
    }, filePaths)
  }

  /** The same for the one that asks where to save. */
  async chooseToSave(path: string): Promise<void> {
    await this.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, path)
  }

  /** Makes the page of the first window this large. */
  async resize(width: number, height: number): Promise<void> {
    const size = { width, height }
    const window = await this.electron.browserWindow(this.#first)
    // Playwright does not know that it is a BrowserWindow.
    await window.evaluate((browserWindow: Sizeable, to) => {
      browserWindow.setContentSize(to.width, to.height)
    }, size)
    await this.#first.waitForFunction(
      (to) => innerWidth === to.width && innerHeight === to.height,
      size,
    )
  }

  /** Memory in megabytes that the page and the engine of the first window have in use. */
  async memory(): Promise<{ page: number; engine: number }> {
    return this.electron.evaluate(({ app }) => {
      const metrics = app.getAppMetrics()
      const megabytes = (isWanted: (metric: (typeof metrics)[number]) => boolean) =>
        metrics.filter(isWanted).reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1024
      return {
        page: megabytes(({ type }) => type === 'Tab'),
        engine: megabytes(({ name }) => name === 'Logsieve engine'),
      }
    })
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await this.electron.close()
  }
}

/** The environment without what would change the app. */
export function environmentOf(profile: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(?:ELECTRON_|NODE_OPTIONS$)/.test(entry[0]),
  )
  return {
    ...Object.fromEntries(inherited),
    LANG: 'en_US.UTF-8',
    LANGUAGE: 'en',
    LOGSIEVE_PROFILE: profile,
  }
}

export function profileIn(folder: string): string {
  return join(folder, 'profile')
}
