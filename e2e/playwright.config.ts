import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { defineConfig } from '@playwright/test'

const root = join(import.meta.dirname, '..')

// The tests run what was built and never build themselves: `npm test` does it before them.
for (const part of [
  'main/index.js',
  'preload/index.cjs',
  'engine/index.js',
  'renderer/index.html',
]) {
  if (existsSync(join(root, 'out', part))) continue
  throw new Error(`out/${part} is missing. Build Logsieve first: npm run build`)
}

export default defineConfig({
  testDir: '.',
  outputDir: join(root, 'test-results'),
  workers: 2,
  // Each test has its own profile, folder and app, so files need not stay together.
  fullyParallel: true,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 8_000 },
  forbidOnly: Boolean(process.env['CI']),
  reportSlowTests: { max: 5, threshold: 20_000 },
})
