// The window itself, by Playwright: node bench/app.mjs RUNS FILE…, the largest file last.
//
// From the start of Electron to the first rows for each file, and to an empty window, in turn; then, in
// the last one, how long a filter takes to the screen, and how long frames take while it is scrolled.
// What counts is what is seen: the second frame after the rows are in the document.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { _electron } from 'playwright'

import { ensureElectron } from '../scripts/electron/ensure.mjs'
import { electronCommand } from '../scripts/electron/launch.mjs'
import { createLog } from '../scripts/lib/log.mjs'

const ROWS = '[role="row"][aria-rowindex]:not([aria-busy])'

const [, , runs = '3', ...files] = process.argv
const { path: electronPath } = await ensureElectron({ log: createLog() })

/** @type {Record<string, string>[]} */
const table = []
const empty = emptyApp()
/** @type {Map<string, number[]>} */
const starts = new Map([empty, ...files].map((opened) => [opened, []]))
for (let run = 0; run < Number(runs); run++) {
  for (const [opened, times] of starts) times.push(await timeToRows(opened))
}
for (const [opened, times] of starts) {
  const what =
    opened === empty ? 'start of an empty Electron' : `start to first rows, ${sizeOf(opened)}`
  table.push({ what, ms: median(times).toFixed(0) })
}
rmSync(empty, { recursive: true })
const largest = files.at(-1)
if (largest !== undefined) {
  const { page, close } = await start(largest)
  await page.getByRole('progressbar').waitFor({ state: 'hidden', timeout: 600_000 })
  await page.locator(ROWS).first().click()
  const filters = await filterTimes(page)
  const inDocument = median(filters.map(({ rows }) => rows))
  const seen = median(filters.map((times) => times.seen))
  table.push({ what: 'filter change to its rows in the document', ms: inDocument.toFixed(1) })
  table.push({ what: 'filter change to the screen, median', ms: seen.toFixed(1) })
  const frames = await frameTimes(page)
  const sorted = frames.toSorted((a, b) => a - b)
  table.push({ what: 'frame while scrolling, median', ms: median(frames).toFixed(1) })
  table.push({
    what: 'the slowest of 20',
    ms: (sorted[(sorted.length * 0.95) | 0] ?? 0).toFixed(1),
  })
  await close()
}
console.log(JSON.stringify(table))

/** An app with a window in which there is a row, and nothing else: what Electron itself takes. */
function emptyApp() {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-bench-empty-'))
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "main": "main.cjs" }')
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
    app.setPath('userData', process.env.LOGSIEVE_PROFILE)
    void app.whenReady().then(() => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
      window.once('ready-to-show', () => window.show())
      void window.loadFile('index.html')
    })`,
  )
  writeFileSync(join(folder, 'index.html'), '<div role="row" aria-rowindex="1">a row</div>')
  return folder
}

/** @param {string} path */
function sizeOf(path) {
  const megabytes = statSync(path).size / 1e6
  return `${megabytes.toLocaleString('en', { maximumFractionDigits: 3 })} MB`
}

/**
 * From the start of the process; nobody but the app itself looks on.
 * @param {string} opened a file, or the folder of the empty app
 */
async function timeToRows(opened) {
  const profile = makeProfile()
  const { command, args } = electronCommand({
    path: electronPath,
    ...(opened === empty ? { app: empty } : { args: [opened] }),
    warn: () => undefined,
  })
  const probe = join(import.meta.dirname, 'first-rows.cjs')
  const begin = Date.now()
  const electron = spawn(command, ['-r', probe, ...args], {
    env: { ...process.env, LOGSIEVE_PROFILE: profile },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  electron.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  await once(electron, 'close')
  rmSync(profile, { recursive: true, force: true })
  /** @type {{ seen: number }} */
  const { seen } = JSON.parse(/^\{"seen":.*$/m.exec(output)?.[0] ?? '')
  return seen - begin
}

function makeProfile() {
  return mkdtempSync(join(tmpdir(), 'logsieve-bench-profile-'))
}

/** @param {string} file */
async function start(file) {
  const profile = makeProfile()
  const { command, args } = electronCommand({
    path: electronPath,
    args: [file],
    warn: () => undefined,
  })
  const electron = await _electron.launch({
    executablePath: command,
    args,
    env: { .../** @type {Record<string, string>} */ (process.env), LOGSIEVE_PROFILE: profile },
    colorScheme: null,
  })
  const page = await electron.firstWindow()
  page.setDefaultTimeout(60_000)
  await page.locator(ROWS).first().waitFor()
  return {
    page,
    close: async () => {
      await electron.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/**
 * From the key that hides the noise, or shows it, until the other rows are in the document, and until
 * they were seen.
 * @param {import('playwright').Page} page
 */
async function filterTimes(page) {
  /** @type {{ rows: number, seen: number }[]} */
  const times = []
  for (let round = 0; round < 20; round++) {
    await page.evaluate(`globalThis.measured = new Promise((resolve) => {
      const grid = document.querySelector('[role="grid"]')
      const before = grid.getAttribute('aria-rowcount')
      const onKey = () => {
        const pressed = performance.now()
        const observer = new MutationObserver(() => {
          if (grid.getAttribute('aria-rowcount') === before) return
          observer.disconnect()
          const rows = performance.now() - pressed
          const onSeen = () => resolve({ rows, seen: performance.now() - pressed })
          requestAnimationFrame(() => requestAnimationFrame(onSeen))
        })
        observer.observe(grid, { attributes: true })
      }
      addEventListener('keydown', onKey, { once: true, capture: true })
    }), undefined`)
    await page.keyboard.press('n')
    times.push(
      /** @type {{ rows: number, seen: number }} */ (await page.evaluate('globalThis.measured')),
    )
  }
  return times
}

/**
 * How long frames take while the wheel turns.
 * @param {import('playwright').Page} page
 */
async function frameTimes(page) {
  await page.locator(ROWS).first().hover()
  let isDone = false
  const measured = page
    .evaluate(
      `new Promise((resolve) => {
        const frames = []
        let last = performance.now()
        const onFrame = (now) => {
          frames.push(now - last)
          last = now
          if (frames.length < 300) requestAnimationFrame(onFrame)
          else resolve(frames.slice(1))
        }
        requestAnimationFrame(onFrame)
      })`,
    )
    .finally(() => (isDone = true))
  while (!isDone) await page.mouse.wheel(0, 240)
  return /** @type {number[]} */ (await measured)
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}
