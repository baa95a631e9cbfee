import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { z } from 'zod'

import { warn } from './log'
import type { PageAddress } from './page-address'
import { openStateFile, type StateFile } from './state-file'
import { fittingBounds } from './window-bounds'

const coordinate = z.int().min(-100_000).max(100_000)
const length = z.int().min(100).max(100_000)

const frameSchema = z.strictObject({
  bounds: z
    .strictObject({ x: coordinate, y: coordinate, width: length, height: length })
    .nullable()
    .default(null),
  isMaximized: z.boolean().default(false),
})

type FrameState = z.output<typeof frameSchema>

const MINIMUM = { minWidth: 640, minHeight: 400 }

/** Makes the windows of the app, each where and as large as the last one was. */
export class WindowFrames {
  readonly #page: PageAddress
  readonly #file: StateFile<FrameState> = openStateFile('window', frameSchema)

  constructor(page: PageAddress) {
    this.#page = page
  }

  create(): BrowserWindow {
    const { bounds, isMaximized } = this.#file.get()
    const others = BrowserWindow.getAllWindows().map((other) => other.getNormalBounds())
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
    const window = new BrowserWindow({
      ...fittingBounds(bounds, areas, others),
      ...MINIMUM,
      show: false,
      title: 'Logsieve',
      backgroundColor: backgroundColor(),
      webPreferences: {
        preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
        sandbox: true,
        devTools: !app.isPackaged,
        spellcheck: false,
      },
    })
    window.once('ready-to-show', () => {
      if (isMaximized) window.maximize()
      window.show()
    })
    // The title is main's: the name of a file that somebody else chose passes displayText first.
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('close', () => {
      this.#file.set({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
    })
    reloadAfterCrash(window)
    void load(window, this.#page.url)
    return window
  }
}

/** What is seen before the page is drawn, so that a dark desktop does not flash. */
function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#15171c' : '#ffffff'
}

export function repaintWindows(): void {
  for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(backgroundColor())
}

async function load(window: BrowserWindow, url: string): Promise<void> {
  try {
    await window.loadURL(url)
  } catch (error) {
    // A window that is closed while it loads is no failure.
    if (window.isDestroyed()) return
    warn(`the page cannot be loaded: ${String(error)}`)
    // It will never be ready to show; an app that runs without a window could not even be ended.
    window.show()
  }
}

const MAX_RELOADS = 3

/** A page that crashed is loaded anew; the document and its engine are still there. */
function reloadAfterCrash(window: BrowserWindow): void {
  let reloads = 0
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    warn(`the page ended: ${reason} (${exitCode})`)
    if (reloads++ < MAX_RELOADS) window.webContents.reload()
  })
}
