import { atLeastOneFailed } from './count.mjs'
import { runShell } from './run-shell.mjs'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command a command line
 * @property {Record<string, string>} [env]
 * @property {string[]} [needs] steps without whose success this one says nothing
 * @property {boolean} [needsDisplay]
 * @property {() => Counts | undefined} [count] reads the tests from a report; a step
 *   without it counts as one test
 */

const timeoutMs = 20 * 60_000

/**
 * Runs all steps in order, whatever fails, and adds up their tests.
 * @param {Step[]} steps
 * @returns {Promise<Counts>}
 */
export async function runSteps(steps) {
  const total = { passed: 0, failed: 0 }
  /** @type {Set<string>} */
  const broken = new Set()
  for (const step of steps) {
    const { passed, failed } = await runStep(step, broken)
    if (failed > 0) broken.add(step.name)
    total.passed += passed
    total.failed += failed
  }
  return total
}

/**
 * @param {Step} step
 * @param {Set<string>} broken names of the steps that failed
 * @returns {Promise<Counts>}
 */
async function runStep(step, broken) {
  // The name first: whoever waits sees for what.
  process.stdout.write(step.name.padEnd(12))
  const cause = step.needs?.find((name) => broken.has(name))
  if (cause !== undefined) {
    console.log(`not run, because "${cause}" failed`)
    return { passed: 0, failed: 1 }
  }
  const startMs = performance.now()
  const command = step.needsDisplay ? withDisplay(step.command) : step.command
  const { isOk, output } = await runShell(command, { env: step.env, timeoutMs })
  const counts = countOf(step, isOk)
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  const tests = step.count ? `, ${counts.passed} passed, ${counts.failed} failed` : ''
  console.log(`${counts.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s${tests}`)
  if (counts.failed > 0) console.log(output.trimEnd())
  return counts
}

/**
 * @param {Step} step
 * @param {boolean} isOk whether the command ended well
 * @returns {Counts}
 */
function countOf(step, isOk) {
  const counts = step.count?.() ?? { passed: isOk ? 1 : 0, failed: 0 }
  // A runner can fail without a failed test: a file that does not load, no tests at all.
  return isOk ? counts : atLeastOneFailed(counts)
}

/** @param {string} command */
function withDisplay(command) {
  if (process.platform !== 'linux' || process.env.DISPLAY) return command
  // -noreset: else the server begins anew whenever its last window closes, and refuses the window
  // that opens in that moment.
  return `xvfb-run -a -s "-screen 0 1600x1000x24 -noreset" ${command}`
}
