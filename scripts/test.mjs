#!/usr/bin/env node
// npm test: every check of the project, one line each, and one line for all.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countPlaywright, countVitest } from './test/count.mjs'
import { ensureSshd } from './test/sshd.mjs'
import { runSteps } from './test/run-steps.mjs'

const reports = mkdtempSync(join(tmpdir(), 'logsieve-test-'))
const vitestReport = join(reports, 'vitest.json')
const playwrightReport = join(reports, 'playwright.json')

// `--no`: what is not installed is an error, never a question or a download.
/** @type {import('./test/run-steps.mjs').Step[]} */
const steps = [
  { name: 'format', command: 'npm run -s format:check' },
  { name: 'lint', command: 'npm run -s lint' },
  { name: 'types', command: 'npm run -s typecheck' },
  { name: 'dead code', command: 'npm run -s deadcode' },
  {
    name: 'unit',
    command: `npx --no -- vitest run --reporter=default --reporter=json --outputFile.json="${vitestReport}"`,
    count: () => countVitest(vitestReport),
  },
  { name: 'bench', command: 'node bench/run.mjs --smoke' },
  { name: 'build', command: 'npm run -s build' },
  { name: 'electron', command: 'node scripts/setup.mjs --display' },
  {
    name: 'e2e',
    command: 'npx --no -- playwright test --config e2e/playwright.config.ts --reporter=list,json',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    needs: ['build', 'electron'],
    needsDisplay: true,
    count: () => countPlaywright(playwrightReport),
  },
]

try {
  ensureSshd()
  const { passed, failed } = await runSteps(steps)
  process.exitCode = failed === 0 ? 0 : 1
  console.log(`${passed} passed, ${failed} failed`)
} finally {
  rmSync(reports, { recursive: true, force: true })
}
