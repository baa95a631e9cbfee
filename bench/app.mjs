// The window itself, by Playwright: node bench/app.mjs RUNS FILE…, the largest file last.
//
// From the start of Electron to the first rows for each file, in turn; then, in the last one, how
// long a filter takes to the screen, and how long frames take while it is scrolled.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

import { _electron } from 'playwright'

import { ensureElectron } from '../scripts/electron/ensure.mjs'
import { electronCommand } from '../scripts/electron/launch.mjs'
import { createLog } from '../scripts/lib/log.mjs'

const ROWS = '[role="row"][aria-rowindex]:not([aria-busy])'

const [, , runs = '3', ...files] = process.argv
const { path: electronPath } = await ensureElectron({ log: createLog() })

/** @type {Record<string, string>[]} */
const table = []
/** @type {Map<string, number[]>} */
const starts = new Map(files.map((file) => [file, []]))
for (let run = 0; run < Number(runs); run++) {
  for (const file of files) {
    const { milliseconds, close } = await start(file)
    starts.get(file)?.push(milliseconds)
    await close()
  }
}
for (const [file, times] of starts) {
  const megabytes = (statSync(file).size / 1e6).toLocaleString('en', { maximumFractionDigits: 3 })
  table.push({ what: `start to first rows, ${megabytes} MB`, ms: median(times).toFixed(0) })
}
const largest = files.at(-1)
if (largest !== undefined) {
  const { page, close } = await start(largest)
  await page.getByRole('progressbar').waitFor({ state: 'hidden', timeout: 600_000 })
  await page.locator(ROWS).first().click()
  const filters = await filterTimes(page)
  table.push({ what: 'filter change to the screen, median', ms: median(filters).toFixed(1) })
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

/** @param {string} file */
async function start(file) {
  const profile = mkdtempSync(join(tmpdir(), 'logsieve-bench-profile-'))
  const { command, args } = electronCommand({
    path: electronPath,
    args: [file],
    warn: () => undefined,
  })
  const begin = performance.now()
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
    milliseconds: performance.now() - begin,
    close: async () => {
      await electron.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/**
 * From the key that hides the noise, or shows it, until the list has another length on the screen.
 * @param {import('playwright').Page} page
 */
async function filterTimes(page) {
  /** @type {number[]} */
  const times = []
  for (let round = 0; round < 20; round++) {
    await page.evaluate(`globalThis.measured = new Promise((resolve) => {
      const grid = document.querySelector('[role="grid"]')
      const before = grid.getAttribute('aria-rowcount')
      const onKey = () => {
        const pressed = performance.now()
        const look = () => {
          const isChanged = grid.getAttribute('aria-rowcount') !== before
          requestAnimationFrame(isChanged ? () => resolve(performance.now() - pressed) : look)
        }
        look()
      }
      addEventListener('keydown', onKey, { once: true, capture: true })
    }), undefined`)
    await page.keyboard.press('n')
    times.push(Number(await page.evaluate('globalThis.measured')))
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
