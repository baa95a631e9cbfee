import { existsSync, readFileSync } from 'node:fs'

/** @typedef {import('./run-steps.mjs').Counts} Counts */

/**
 * The tests in a report of Vitest's JSON reporter.
 * @param {string} file
 * @returns {Counts | undefined} nothing if the runner died before it wrote one
 */
export function countVitest(file) {
  /** @type {undefined | { numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */
  const report = read(file)
  if (!report) return undefined
  // A test file that does not load has no tests that could fail.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }
}

/**
 * The tests in a report of Playwright's JSON reporter. A flaky one passed in
 * the end.
 * @param {string} file
 * @returns {Counts | undefined} nothing if the runner died before it wrote one
 */
export function countPlaywright(file) {
  /** @type {undefined | { stats: { expected: number, flaky: number, unexpected: number } }} */
  const report = read(file)
  if (!report) return undefined
  const { expected, flaky, unexpected } = report.stats
  return { passed: expected + flaky, failed: unexpected }
}

/**
 * @param {Counts} counts
 * @returns {Counts}
 */
export function atLeastOneFailed({ passed, failed }) {
  return { passed, failed: Math.max(1, failed) }
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
