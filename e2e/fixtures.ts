import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test as base } from '@playwright/test'

import { App, profileIn, type StartOptions } from './app'
import type { LogWindow } from './pages/LogWindow'
import { Ssh } from './ssh'
import { Witness } from './witness'

interface Logsieve {
  /** Starts the app on these sources, with a profile that lives as long as the test. */
  readonly start: (...sources: readonly string[]) => Promise<App>
  readonly startWith: (options: StartOptions) => Promise<App>
  /** The same, and gives its first window with the log read. */
  readonly open: (source: string) => Promise<LogWindow>
}

interface Fixtures {
  /** A folder of the test's own. */
  readonly folder: string
  readonly witness: Witness
  readonly logsieve: Logsieve
  readonly ssh: Ssh
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures here
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  // eslint-disable-next-line no-empty-pattern -- the same
  witness: async ({}, use) => {
    const witness = new Witness()
    await use(witness)
    expect(witness.faults, 'stderr, page errors and refusals of the CSP').toEqual([])
  },

  logsieve: async ({ folder, witness }, use, info) => {
    const started: App[] = []
    const startWith = async (options: StartOptions): Promise<App> => {
      const app = await App.start(profileIn(folder), witness, options)
      started.push(app)
      await app.electron.context().tracing.start({ sources: true })
      return app
    }
    const start = (...sources: readonly string[]) => startWith({ sources })
    await use({
      start,
      startWith,
      open: async (source) => {
        const { window } = await start(source)
        await window.expectRead()
        return window
      },
    })
    for (const [index, app] of started.entries()) {
      if (info.status !== info.expectedStatus)
        await keepEvidence(app, (name) => info.outputPath(`${index}-${name}`))
      else await dropTrace(app)
      await app.close()
    }
  },

  ssh: async ({ folder, logsieve }, use) => {
    const ssh = new Ssh(folder, logsieve.startWith)
    await use(ssh)
    await ssh.stop()
  },
})

async function keepEvidence(app: App, pathOf: (name: string) => string): Promise<void> {
  try {
    await app.electron.context().tracing.stop({ path: pathOf('trace.zip') })
    for (const [index, { page }] of app.windows.entries()) {
      await page.screenshot({ path: pathOf(`window-${index}.png`) })
    }
  } catch {
    // The app is gone, which is what the test will tell.
  }
}

/** It would stay in the folder for temporary files. */
async function dropTrace(app: App): Promise<void> {
  try {
    await app.electron.context().tracing.stop()
  } catch {
    // The test has closed the app, and the trace with it.
  }
}

export { expect }
