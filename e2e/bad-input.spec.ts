import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { appendFileSync, chmodSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { OpenFailure } from '#shared/protocol/application'

import { commandOf, type App } from './app'
import { expect, test } from './fixtures'
import { active, lines, withoutConnection, writeLog } from './logs'
import type { LogWindow } from './pages/LogWindow'

const isRoot = process.getuid?.() === 0
const isWindows = process.platform === 'win32'

/** Whatever was bad, the window takes the next log. */
async function expectUsable(window: LogWindow, folder: string): Promise<void> {
  await window.drop(writeLog(folder, 'next.log', [active(1), withoutConnection(2)]))
  await window.expectOpen('next.log')
  await expect(window.failure).toBeHidden()
  await window.expectCounts({ shown: 2, of: 2 })
  await window.grid.row(2).click()
  await expect(window.detail.message).toHaveText('removing participant without connection')
}

const REFUSED: readonly [string, OpenFailure, (path: string) => void][] = [
  ['a file that does not exist', 'not-found', () => undefined],
  ['a folder', 'is-folder', (path) => mkdirSync(path)],
  ['a FIFO', 'not-a-file', (path) => execFileSync('mkfifo', [path])],
]

for (const [name, code, make] of REFUSED) {
  test(`${name} gets a clear message`, async ({ logsieve, folder }) => {
    test.skip(code === 'not-a-file' && isWindows, 'Windows has no FIFOs')
    const path = join(folder, 'odd')
    make(path)
    const { window } = await logsieve.start(path)
    await window.expectWelcome()
    await window.expectFailure(code, path)
    await window.failure.getByRole('button', { name: window.texts.failures.dismiss }).click()
    await expect(window.failure).toBeHidden()
    await expectUsable(window, folder)
  })
}

test('a file that may not be read gets a clear message', async ({ logsieve, folder }) => {
  test.skip(isWindows, 'permissions work otherwise there')
  const path = writeLog(folder, 'secret.log', lines(2))
  chmodSync(path, 0)
  const through = isRoot ? await withoutPrivileges(folder) : null
  test.skip(isRoot && through === null, 'root reads everything, and there is no setpriv to stop it')
  const { window } = await logsieve.startWith({ sources: [path], ...(through && { through }) })
  await window.expectFailure('no-permission', path)
  await expectUsable(window, folder)
})

/** A program that starts Electron as a root that reads no more than others do. */
async function withoutPrivileges(folder: string): Promise<string | null> {
  const drop = '-dac_override,-dac_read_search'
  const drops = ['--bounding-set', drop, '--inh-caps', drop]
  try {
    execFileSync('setpriv', [...drops, 'true'], { stdio: 'ignore' })
  } catch {
    return null
  }
  const { command } = await commandOf([])
  const path = join(folder, 'electron.sh')
  writeFileSync(path, `#!/bin/sh\nexec setpriv ${drops.join(' ')} '${command}' "$@"\n`, {
    mode: 0o755,
  })
  return path
}

test('a failure leaves the open log alone', async ({ logsieve, folder }) => {
  const window = await logsieve.open(writeLog(folder, 'good.log', lines(5)))
  const gone = writeLog(folder, 'gone.log', lines(1))
  await window.drop(gone)
  await window.expectOpen('gone.log')
  await window.tabs.closeButton('gone.log').click()
  await window.expectOpen('good.log')
  rmSync(gone)
  await window.press('Control+t')
  await window.welcome.recentFiles.filter({ hasText: 'gone.log' }).click()
  await window.expectFailure('not-found', gone)
  // A name that leads nowhere leaves the list.
  await expect(window.welcome.recentFiles).toHaveCount(1)
  await window.tabs.expectNames('good.log', 'gone.log')
  await window.welcome.recentFiles.filter({ hasText: 'good.log' }).click()
  await window.expectOpen('good.log')
  await window.expectCounts({ shown: 5, of: 5 })
})

test('a kind of source that is not supported yet says so', async ({ logsieve, folder }) => {
  const { window } = await logsieve.start('https://log.example.org/livekit.log')
  await window.expectFailure('unsupported-source', 'log.example.org')
  await expectUsable(window, folder)
})

test('an empty file waits for its first record', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'empty.log', [])
  const { window } = await logsieve.start(path)
  await expect(window.page.getByText(window.texts.log.emptyFile)).toBeVisible()
  await window.expectCounts({ shown: 0, of: 0 })
  appendFileSync(path, `${active(1)}\n`)
  await window.expectCounts({ shown: 1, of: 1 })
})

test('binary data is shown as text, with a warning', async ({ logsieve, folder }) => {
  // Every byte there is, in no order that a text would have.
  const bytes = Uint8Array.from(
    { length: 20_000 },
    (_, index) => (index * 151 + (index >> 5) * 7) % 256,
  )
  const { window } = await logsieve.start(writeLog(folder, 'picture.png', bytes))
  await expect(window.notice('binary')).toBeVisible()
  await window.expectRead()
  await window.grid.row(1).click()
  await expect(window.detail.section('raw')).toBeVisible()
  await expectUsable(window, folder)
})

test('CRLF, a BOM, NULs and invalid UTF-8 are shown for what they are', async ({
  logsieve,
  folder,
}) => {
  const content = Buffer.concat([
    Buffer.from([0xef, 0xbb, 0xbf]),
    Buffer.from(`${active(1)}\r\n${withoutConnection(2)}\r\n`),
    Buffer.from(`${active(3)} NUL:`),
    Buffer.from([0]),
    Buffer.from('after\n'),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80]),
    Buffer.from(' broken bytes\n'),
    Buffer.from(`${active(5)}\n`),
  ])
  const window = await logsieve.open(writeLog(folder, 'odd.log', content))
  await expect(window.notice('binary')).toBeHidden()
  const { grid, detail, side } = window
  await expect.poll(async () => (await side.counts()).problem).toBe(1)
  await expect(grid.cell(grid.row(1), 'message')).toHaveText('participant active')
  await expect(grid.cell(grid.row(2), 'message')).toHaveText(
    'removing participant without connection',
  )
  await grid.row(1).click()
  await expect(detail.section('raw')).not.toContainText(/U\+FEFF|␍/)
  await grid.row(3).click()
  await expect(detail.section('raw')).toContainText('NUL:␀after')
  await expect(detail.section('raw')).toContainText('\ufffd')
})

for (const encoding of ['UTF-16LE', 'UTF-16BE'] as const) {
  test(`${encoding} is converted, also what is appended`, async ({ logsieve, folder }) => {
    const encode = (text: string): Buffer => {
      const bytes = Buffer.from(text, 'utf16le')
      return encoding === 'UTF-16BE' ? bytes.swap16() : bytes
    }
    const path = writeLog(
      folder,
      'windows.log',
      encode(`\ufeff${active(1)}\r\n${withoutConnection(2)}\r\n`),
    )
    const window = await logsieve.open(path)
    await expect(window.page.getByText(`The text was converted from ${encoding}`)).toBeVisible()
    await window.expectCounts({ shown: 2, of: 2 })
    await window.side.expectCounts({ activity: 1, problem: 1 })
    appendFileSync(path, encode(`${active(3)}\r\n`))
    await window.expectCounts({ shown: 3, of: 3 })
  })
}

test('a deleted log can be read on, and the next one opens', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'short-lived.log', lines(100))
  const window = await logsieve.open(path)
  rmSync(path)
  await expect(window.notice('file-deleted')).toBeVisible()
  await window.grid.press('End')
  await window.grid.expectAtEnd(100)
  await expectUsable(window, folder)
})

const HUGE = 500 * 1024 * 1024

const HUGE_LINES: readonly [string, (path: string) => Promise<void>][] = [
  [
    'NULs of a sparse file',
    (path) => {
      writeFileSync(path, `${active(1)}\n`)
      truncateSync(path, HUGE)
      appendFileSync(path, `\n${withoutConnection(2)}\n`)
      return Promise.resolve()
    },
  ],
  [
    'text',
    async (path) => {
      const megabyte = Buffer.alloc(1024 * 1024, 'x')
      writeFileSync(path, `${active(1)}\n`)
      const chunks = Readable.from(Array.from({ length: 500 }, () => megabyte))
      await pipeline(chunks, createWriteStream(path, { flags: 'a' }))
      appendFileSync(path, `\n${withoutConnection(2)}\n`)
    },
  ],
]

for (const [name, write] of HUGE_LINES) {
  test(`one line of 500 MB: ${name}`, async ({ logsieve, folder }) => {
    test.slow()
    const path = join(folder, 'huge.log')
    await write(path)
    const app = await logsieve.start(writeLog(folder, 'small.log', lines(50)))
    const { window } = app
    await window.expectRead()
    const before = await app.memory()

    await window.closeLog()
    await window.drop(path)
    await expect(window.name).toHaveText('huge.log')
    const most = await highestMemory(app, async () => (await window.side.countOf('problem')) === 1)
    expect(most.page - before.page, 'megabytes of the page').toBeLessThan(100)
    expect(most.engine - before.engine, 'megabytes of the engine').toBeLessThan(100)
    const { all } = await window.counts()
    expect(all).toBeGreaterThanOrEqual(2)

    // The record before the last one is the huge one, or holds the huge line.
    await window.grid.row(all - 1).click()
    await expect(window.detail.section('raw')).toContainText(/more bytes are not shown/)
    await window.grid.press('End')
    await expect(window.detail.message).toHaveText('removing participant without connection')
    const after = await app.memory()
    expect(after.page - before.page, 'megabytes of the page, after reading').toBeLessThan(100)
    expect(after.engine - before.engine, 'megabytes of the engine, after reading').toBeLessThan(100)
    await expectUsable(window, folder)
  })
}

/** The most that was in use until something came true. */
async function highestMemory(app: App, isDone: () => Promise<boolean>) {
  const most = { page: 0, engine: 0 }
  await expect
    .poll(
      async () => {
        const { page, engine } = await app.memory()
        most.page = Math.max(most.page, page)
        most.engine = Math.max(most.engine, engine)
        return isDone()
      },
      { timeout: 40_000, intervals: [100] },
    )
    .toBe(true)
  return most
}
